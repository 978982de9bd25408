"""`dev`: the emulator stays; the system above it starts again after every change, and pages are built again."""

import importlib
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from local import cloud, ending, environment
from local.places import ROOT
from local.saying import say

WATCHED = ("app.py", "chalicelib", "local", "web")
PAGES = ("web", "chalicelib/pages", "chalicelib/locale")
MADE = ("web/dist", "web/dist.half", "web/node_modules", "web/build")


class OurSources(DefaultFilter):
    """What a person writes, not what make makes of it."""

    def __call__(self, change: Change, path: str) -> bool:
        made = any((ROOT / folder) in (Path(path), *Path(path).parents) for folder in MADE)
        return not made and not path.endswith((".mo", ".pyc")) and super().__call__(change, path)


def main() -> int:
    here = cloud.places()
    ending.listen()
    emulator = cloud.start(here)
    child = _start()
    try:
        watched = [ROOT / name for name in WATCHED if (ROOT / name).exists()]
        for changes in watch(*watched, watch_filter=OurSources(), stop_event=ending.ended, raise_interrupt=False):
            child = _again(child, [Path(path) for _, path in changes])
    finally:
        _stop(child)
        cloud.stop(emulator)
    return 0


def serve() -> int:
    """One life of the system above an emulator that somebody else started."""
    ending.listen()
    ending.with_starter()
    environment.isolate()
    importlib.import_module("local.system").serve(cloud.places())
    return 0


def _again(child: "subprocess.Popen[bytes]", changed: Iterable[Path]) -> "subprocess.Popen[bytes]":
    names = sorted({str(path.relative_to(ROOT)) for path in changed})
    say(f"Changed: {', '.join(names[:5])}. Starting again …")
    if any(name.startswith(PAGES) for name in names):
        subprocess.run(["make", "--no-print-directory", "build"], cwd=ROOT, check=False)
    _stop(child)
    return _start()


def _start() -> "subprocess.Popen[bytes]":
    """Its own session: Ctrl-C reaches us alone, and we end it in our order."""
    command = [sys.executable, "-m", "local", "serve"]
    return subprocess.Popen(command, cwd=ROOT, env=dict(os.environ), stdin=subprocess.PIPE, start_new_session=True)


def _stop(child: "subprocess.Popen[bytes]") -> None:
    if child.stdin:
        child.stdin.close()
    try:
        child.wait(15)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
