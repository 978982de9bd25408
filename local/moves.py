"""Moving our clock as if the time between had been lived: the sweep runs at every instant at which something is due."""

import time
from collections.abc import Callable
from datetime import timedelta

from local.clock import Clock
from local.due import Due

# A jump over more instants than this, or that takes longer, goes straight to its end; the sweep catches up there.
MOST_STOPS = 500
MOST_SECONDS = 45.0
MOST_ROUNDS = 20


class Mover:
    def __init__(self, clock: Clock, due: Due, sweep: Callable[[], object], settle: Callable[[], None]) -> None:
        self._clock, self._due, self._sweep, self._settle = clock, due, sweep, settle

    def advance(self, length: timedelta) -> None:
        """Return when the sweep has nothing left to do at the new time."""
        target, end = self._clock() + length, self._clock.offset + length
        limit = time.monotonic() + MOST_SECONDS
        stop = self._due.next(self._clock())
        for _ in range(MOST_STOPS):
            if stop is None or stop > target or time.monotonic() > limit:
                break
            self._go(stop - self._clock())
            stop = self._due.next(stop)
        self._go(end - self._clock.offset)
        self._settle()

    def _go(self, length: timedelta) -> None:
        """At least one sweep, then more while each one changes what waits."""
        self._clock.advance(max(length, timedelta()))
        before: set[tuple[str, str]] | None = None
        for _ in range(MOST_ROUNDS):
            self._sweep()
            left = self._due.waiting(self._clock())
            if not left or left == before:
                return
            before = left
