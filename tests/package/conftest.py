"""A packed stage, and the CloudFormation that AWS would make of it: both made once, read by every test here."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from infra.package import Package, package
from tests.rules.tree import ROOT

STATIC = ROOT / ".venv-static" / "bin"
REGION = "ap-southeast-3"
Resources = dict[str, dict[str, Any]]


def static(program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a program of the environment for static checks, with nothing of this one's."""
    command = [str(STATIC / program), *arguments]
    environment = {"PATH": os.environ["PATH"], "AWS_DEFAULT_REGION": REGION}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


@pytest.fixture(scope="session")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """What would be uploaded for the stage of developers."""
    return package("dev", tmp_path_factory.mktemp("dev"))


@pytest.fixture(scope="session")
def sam(packed: Package) -> dict[str, Any]:
    """The template as it was packed."""
    made: dict[str, Any] = json.loads((packed.folder / "sam.json").read_text())
    return made


@pytest.fixture(scope="session")
def deployed(packed: Package) -> Resources:
    """Every resource that AWS would make of that template."""
    script = str(Path(__file__).parent / "translate.py")
    done = static("python", script, str(packed.folder / "sam.json"))
    assert done.returncode == 0, done.stderr
    made: Resources = json.loads(done.stdout)["Resources"]
    return made


@pytest.fixture(scope="session")
def functions(deployed: Resources) -> Resources:
    """The properties of every Lambda, by the name that app.py gives it."""
    found = (each["Properties"] for each in of_type(deployed, "AWS::Lambda::Function").values())
    return {each["Handler"].removeprefix("app.").replace("app", "api_handler"): each for each in found}


def of_type(resources: Resources, kind: str) -> Resources:
    """Pick the resources of one type."""
    return {name: each for name, each in resources.items() if each["Type"] == kind}
