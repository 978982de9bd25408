"""Whether a channel can be used now: an outage shuts it, one message probes it, and then what waited goes in turn.

Our own figures, docs/decisions/0012. All processes see the same row, each for a few seconds before it looks again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

TRIP = 10
"""Failures of one channel in one minute that shut it."""
SHUT, LONGEST = timedelta(minutes=1), timedelta(minutes=4)
"""How long before the first probe; each probe that fails doubles it, up to the longest."""
PROBE = timedelta(seconds=30)
"""How long one message has the sole right to probe."""
DRAIN = timedelta(minutes=15)
"""How long messages go in turn after an outage; a sweep that could not finish begins it anew."""
SEEN = timedelta(seconds=5)
"""How long a process trusts what it saw."""
OLDEST = timedelta(days=7)
"""What was owed so long ago goes only by an operator's word: longer than any outage, reminder and retry of ours."""


class State(StrEnum):
    """What a channel is good for."""

    CLEAR = "clear"
    SHUT = "shut"
    HALF = "half"
    DRAINING = "draining"


@dataclass(frozen=True, slots=True)
class Channel:
    """Shut until then, with the pause that led there; in turn until then."""

    until: datetime | None = None
    pause: timedelta = SHUT
    drain: datetime | None = None

    def state(self, now: datetime) -> State:
        if self.until:
            return State.SHUT if now < self.until else State.HALF
        return State.DRAINING if self.drain and now < self.drain else State.CLEAR

    @property
    def longer(self) -> timedelta:
        """How long to wait after a probe in vain."""
        return min(self.pause * 2, LONGEST)


@dataclass(frozen=True, slots=True)
class Weather:
    """Every channel, and the fence: what was owed before it stays here until an operator says otherwise."""

    channels: Mapping[str, Channel] = field(default_factory=dict)
    fence: datetime | None = None

    def of(self, channel: str) -> Channel:
        return self.channels.get(channel, Channel())

    def fenced(self, owed: datetime, now: datetime) -> bool:
        """Tell whether a message is from a past that must not be mailed again: a restore brings it back as owed."""
        return owed < max(self.fence or owed, now - OLDEST)


def kept(rate: int) -> int:
    """How many of a second's turns the sweep leaves to one-time codes: a tenth at most."""
    return rate // 10
