"""Everything below the app: the emulator with its resources, and the environment that points the app at them."""

import os
import subprocess
from pathlib import Path

from local import emulator, environment, ports, stack
from local.places import ROOT, Places
from local.saying import CannotStart, say


def places() -> Places:
    """PORT chooses the addresses, LOCAL_HOME the folder that remembers, LOCAL_PAGES the built pages."""
    home, pages = (
        os.environ.get("LOCAL_HOME") or ROOT / ".local",
        os.environ.get("LOCAL_PAGES") or ROOT / "web" / "dist",
    )
    return Places(Path(home).resolve(), port("PORT", 8000), Path(pages))


def port(variable: str, usual: int) -> int:
    """Give the port that a variable names, or the usual one. Raises CannotStart for what is no number."""
    asked = os.environ.get(variable) or str(usual)
    if not asked.isdecimal():
        raise CannotStart(f"{variable} must be a number; {asked!r} is none.")
    return int(asked)


def start(here: Places) -> "subprocess.Popen[bytes]":
    """Start the emulator and make the resources in it."""
    ports.require_free(here)
    require_pages(here)
    here.home.mkdir(parents=True, exist_ok=True)
    say(f"Starting the emulator on {here.emulator} …")
    process = emulator.start(here)
    try:
        say("Making every resource of infra/resources.yaml …")
        environment.isolate()
        stack.provision(here)
    except BaseException:
        emulator.stop(process)
        raise
    return process


def require_pages(here: Places) -> None:
    if not any(here.pages.glob("*/index.html")):
        raise CannotStart("The pages are not built yet: web/dist is missing. Build them with: make build")


def stop(process: "subprocess.Popen[bytes]") -> None:
    say("Saving and stopping the emulator …")
    emulator.stop(process)
