"""`run`: the emulator and the system in one process tree, until somebody ends it."""

import importlib

from local import cloud, ending
from local.saying import say


def main() -> int:
    here = cloud.places()
    ending.listen()
    emulator = cloud.start(here)
    try:
        system = importlib.import_module("local.system")

        system.serve(here)
    finally:
        cloud.stop(emulator)
    say(f"Ended. What was filed is kept in {here.home} and will be there next time.")
    return 0
