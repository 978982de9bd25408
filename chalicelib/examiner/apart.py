"""Starts the examining process: without our credentials, and with little memory and time.

A decoder that crashes, swells or never ends takes only itself with it, and the file counts as damaged. One that a file
took over would find no key, no table and no token: its environment is empty, and its answer is a picture or a PDF that
only gets as far as a person's download.
"""

import json
import subprocess
import sys
from pathlib import Path

from chalicelib.domain.attachments import Finding, Limits, Reason

ROOT = Path(__file__).parents[2]
MEMORY = 1_200_000_000
SECONDS, PATIENCE = 25, 30.0
"""Of work for the process, and of waiting for it."""


def examine(content: bytes, declared: str, _limits: Limits) -> Finding:
    """Give what the examining process says, or that the file is damaged where it says nothing."""
    paths = {"PYTHONPATH": ":".join(sys.path[1:]), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "chalicelib.examiner", declared, str(MEMORY), str(SECONDS)]
    try:
        done = subprocess.run(  # noqa: S603 - nothing in the command comes from outside
            command, check=False, input=content, capture_output=True, cwd=ROOT, env=paths, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return Finding(Reason.DAMAGED)
    head, _, copy = done.stdout.partition(b"\n")
    if done.returncode or not head:
        return Finding(Reason.DAMAGED)
    said = json.loads(head)
    if said["bytes"] != len(copy):
        return Finding(Reason.DAMAGED)
    return Finding(Reason(said["reason"]) if said["reason"] else None, said["type"], copy)
