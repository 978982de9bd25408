"""What a cold start costs in CPU: the packed archive in fresh interpreters, against the bare stack of libraries.

The stack is that of this environment, as pip leaves it. `python -m bench.starts` prints the ratios; nothing is
asserted. Numbers of one machine mean little, ratios travel.
"""

import os
import platform
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import boto3

from infra.package import package
from tests.cloud import Cloud, settings

BLOCKS = 7
BEGIN = "import sys; sys.path.insert(0, sys.argv[1]); "
OURS = "import app; from chalicelib import wiring; wiring.settings(); "
READY = "; import time; print(time.process_time())"
STACK = "import boto3, pydantic, chalice.app; from aws_lambda_powertools import Logger; boto3.client('dynamodb')"
CLIENTS = {
    "api_handler": ("dynamodb", "kms", "secretsmanager"),
    "on_change": ("dynamodb", "kms", "secretsmanager", "sesv2"),
    "on_provider_event": ("dynamodb", "kms", "secretsmanager"),
    "on_upload": ("dynamodb", "kms", "s3", "secretsmanager"),
    "sweep": ("dynamodb", "kms", "secretsmanager", "sesv2"),
    "custodian": ("dynamodb", "kms"),
}
"""The clients that a function makes for its first event."""
FACES = ("/v1/complaints", "/v1/staff", "/v1/", "/{language}/lapor")
"""The faces of the API that most first requests want: what each loads comes on top of the start."""
ENVIRONMENT = settings(Cloud("arn:aws:kms:x:0:key/d", "arn:aws:kms:x:0:key/i", "arn:aws:kms:x:0:key/r", "secret"))
ENVIRONMENT |= {"AWS_DEFAULT_REGION": "ap-southeast-3", "AWS_CONFIG_FILE": os.devnull}
ENVIRONMENT |= {"AWS_ACCESS_KEY_ID": "measured", "AWS_SECRET_ACCESS_KEY": "measured"}
"""As Lambda has it: without credentials each client would go looking for a machine's."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a fresh interpreter runs, from where, and the entrance of app.py that it came in by."""

    code: str
    folder: Path
    entrance: str = ""


def spent(start: Start) -> float:
    """Give the CPU seconds of one fresh interpreter until it has run this; how it ends is nobody's wait."""
    command = [sys.executable, "-I", "-S", "-c", BEGIN + start.code + READY, str(start.folder)]
    entered = {"_HANDLER": start.entrance} if start.entrance else {}
    return float(subprocess.run(command, check=True, env=ENVIRONMENT | entered, capture_output=True).stdout)


def starts(task: Path) -> dict[str, Start]:
    """Give each start by name, for an archive that was unpacked here."""
    made = {"bare": Start("pass", task), "stack": Start(STACK, Path(boto3.__file__).parent.parent)}
    for name, clients in CLIENTS.items():
        made[name] = Start(f"{OURS}[wiring.client(each) for each in {clients}]", task, entrance(name))
    for face in FACES:
        made[f"api {face}"] = replace(api := made["api_handler"], code=f"{api.code}; app.faces.open({face!r})")
    return made


def entrance(name: str) -> str:
    """Give what Lambda calls, as the packed template has it."""
    return "app.app" if name == "api_handler" else f"app.{name}"


def ratios(task: Path) -> dict[str, float]:
    """Give each start in stacks: the median of blocks in which all are taken in turn; others use the machine too."""
    found: dict[str, list[float]] = {name: [] for name in starts(task)}
    for _ in range(BLOCKS):
        block = {name: spent(start) for name, start in starts(task).items()}
        stack = block["stack"] - block["bare"]
        for name, seconds in block.items():
            found[name].append((seconds - block["bare"]) / stack)
    return {name: median(each) for name, each in found.items()}


def main() -> None:
    """Print how many stacks each start costs."""
    with TemporaryDirectory() as scratch:
        task = Path(scratch) / "task"
        made = package("dev", Path(scratch), platform.machine())
        with ZipFile(made.folder / "deployment.zip") as archive:
            archive.extractall(task)
        for name, stacks in ratios(task).items():
            print(f"{name:24} {stacks:5.2f} stacks")


if __name__ == "__main__":
    main()
