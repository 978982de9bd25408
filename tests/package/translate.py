"""Run by .venv-static: a SAM template into the CloudFormation that AWS would make of it, on standard output."""

import json
import sys
from pathlib import Path
from unittest.mock import Mock

from samtranslator.translator.transform import transform  # type: ignore[import-not-found] # of .venv-static

sam = json.loads(Path(sys.argv[1]).read_text())
for resource in sam["Resources"].values():
    if resource["Type"] == "AWS::Serverless::Function":
        resource["Properties"]["CodeUri"] = "s3://bucket/deployment.zip"
parameters = {name: str(given["Default"]) for name, given in sam["Parameters"].items()}
managed = Mock(load=Mock(return_value={}))
sys.stdout.write(json.dumps(transform(sam, parameters, managed)))
