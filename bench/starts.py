"""What a cold start costs in CPU: the packed archive in fresh interpreters, against the bare stack of libraries.

`python -m bench.starts` prints it; nothing is asserted. Numbers of one machine mean little, ratios travel.
"""

import os
import platform
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from infra.package import package

BLOCKS = 5
BEGIN = "import sys; sys.path.insert(0, sys.argv[1]); "
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


def spent(code: str, task: Path) -> float:
    """Give the CPU seconds of one fresh interpreter that runs this and ends."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-I", "-S", "-c", BEGIN + code, str(task)]
    subprocess.run(command, check=True, env={"AWS_DEFAULT_REGION": "ap-southeast-3", "AWS_CONFIG_FILE": os.devnull})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def starts() -> dict[str, str]:
    """Give what each start runs, by name."""
    made = {"bare": "", "stack": STACK, "import app": "import app"}
    for name, clients in CLIENTS.items():
        made[name] = f"import app; from chalicelib import wiring; [wiring.client(each) for each in {clients}]"
    return made


def main() -> None:
    """Print the least of a few runs of each, taken in turn, and its ratio to the stack; both without the bare start."""
    with TemporaryDirectory() as scratch:
        task = Path(scratch) / "task"
        made = package("dev", Path(scratch), platform.machine())
        with ZipFile(made.folder / "deployment.zip") as archive:
            archive.extractall(task)
        runs = [{name: spent(code, task) for name, code in starts().items()} for _ in range(BLOCKS)]
    least = {name: min(run[name] for run in runs) for name in runs[0]}
    stack = least["stack"] - least["bare"]
    for name, seconds in least.items():
        own = seconds - least["bare"]
        print(f"{name:18} {1000 * own:6.0f} CPU-ms   {own / stack:5.2f} stacks")


if __name__ == "__main__":
    main()
