"""Run by .venv-static: reads a SAM template, writes the plain CloudFormation that AWS would make of it."""

import json
import sys
from unittest.mock import Mock

from samtranslator.translator.transform import transform  # type: ignore[import-not-found] # of .venv-static

sam = json.load(sys.stdin)
parameters = {name: str(given.get("Default", "")) for name, given in sam["Parameters"].items()}
sys.stdout.write(json.dumps(transform(sam, parameters, Mock(load=Mock(return_value={})))))
