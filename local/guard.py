"""Runs the emulator under the emulator's own Python, and ends it cleanly when its starter ends, however that ends.

Standard library and ministack only: no other package of ours lives in that environment.
"""

import os
import runpy
import signal
import sys
import threading


def _end_with_starter() -> None:
    """The starter holds the other end of standard input; when it dies, even by a kill, reading ends."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    threading.Thread(target=_end_with_starter, daemon=True).start()
    sys.argv = ["ministack"]
    runpy.run_module("ministack", run_name="__main__")
