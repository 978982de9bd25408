"""MiniStack, started as docs/local.md says: loopback only, a clean environment, its state kept in our folder."""

import os
import shutil
import subprocess
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from local.places import HOST, ROOT, Places
from local.saying import CannotStart

REGION = "ap-southeast-3"
START_SECONDS = 30
STOP_SECONDS = 30
SECRET = "local"  # noqa: S105 - see below
"""Nobody's: with it the emulator checks what our pages sign."""


def environment(places: Places) -> dict[str, str]:
    """All that the emulator inherits. Workers of the emulator would inherit the rest of ours too."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "TMPDIR": str(places.home / "tmp"),
        "BIND_HOST": HOST,
        "MINISTACK_HOST": HOST,
        "GATEWAY_PORT": str(places.emulator_port),
        "MINISTACK_REGION": REGION,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "LAMBDA_EXECUTOR": "local",
        "DOCKER_HOST": "unix:///nonexistent.sock",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(places.home / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(places.home / "s3"),
        "LOG_LEVEL": "WARNING",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def python() -> Path:
    path = ROOT / ".venv-cloud" / "bin" / "python"
    if not path.exists():
        raise CannotStart("The emulator's environment .venv-cloud is missing. `make run` makes it.")
    return path


def start(places: Places) -> "subprocess.Popen[bytes]":
    """Start the emulator and wait until it answers. Its words go to emulator.log in our folder."""
    shutil.rmtree(places.home / "tmp", ignore_errors=True)
    for folder in ("tmp", "state", "s3"):
        (places.home / folder).mkdir(parents=True, exist_ok=True)
    with (places.home / "emulator.log").open("wb") as log:
        process = subprocess.Popen(
            [python(), Path(__file__).with_name("guard.py")],
            env=environment(places),
            cwd=places.home,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    _wait(process, places)
    return process


def _wait(process: "subprocess.Popen[bytes]", places: Places) -> None:
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit and process.poll() is None:
        if answers(places):
            return
        time.sleep(0.05)
    stop(process)
    raise CannotStart(f"The emulator did not start. Its own words are in {places.home / 'emulator.log'}.")


def answers(places: Places) -> bool:
    """Tell whether an emulator is there."""
    try:
        with urlopen(f"{places.emulator}/_ministack/ready", timeout=2):  # noqa: S310 - our own loopback address
            return True
    except (URLError, OSError):
        return False


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End the emulator so that it saves its state; kill it only when it will not end."""
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
