"""`python -m local run` serves the whole system on this machine, `dev` does so again after every change.

`practice` is an empty cloud to deploy into.
"""

import sys

from local import dev, practice, run
from local.saying import CannotStart

COMMANDS = {"run": run.main, "dev": dev.main, "serve": dev.serve, "practice": practice.main}


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        sys.stderr.write("Use: python -m local run | dev | practice\n")
        return 2
    try:
        return COMMANDS[arguments[0]]()
    except CannotStart as reason:
        sys.stderr.write(f"\n{reason}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
