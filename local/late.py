"""Answers that come late, as over a poor network: half of the wait before the work, half after it."""

import itertools
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

_TURNS = itertools.cycle((1.0, 0.0, 0.5))


@contextmanager
def late(method: str) -> Iterator[None]:
    """Wait as long as LOCAL_LATE says, in seconds; what only reads takes turns, so that one overtakes another."""
    share = next(_TURNS) if method == "GET" else 1.0
    half = float(os.environ.get("LOCAL_LATE") or 0) * share / 2
    time.sleep(half)
    yield
    time.sleep(half)
