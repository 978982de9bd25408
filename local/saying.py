"""What the local cloud says while it works: short lines, written at once."""

import sys
import threading

_turn = threading.Lock()


class CannotStart(Exception):
    """The words tell the person what stands in the way and what to do about it."""


def say(line: str) -> None:
    with _turn:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
