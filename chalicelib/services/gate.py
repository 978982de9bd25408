"""Before and after each call to a provider: nothing is tried in an outage, and what waited then goes in turn."""

from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.domain.sending import ONE_TIME_CODE, Key
from chalicelib.domain.weather import SHUT, TRIP, Channel, State, Weather


class Gate(Protocol):
    """What all processes know of the channels."""

    def look(self, now: datetime) -> Weather:
        """Tell the weather of a few seconds ago."""

    def failures(self, channel: str, now: datetime) -> int:
        """Count a failure and tell how many there were in this minute."""

    def shut(self, channel: str, until: datetime, pause: timedelta) -> None:
        """Let nothing through until then."""

    def probe(self, channel: str, now: datetime) -> bool:
        """Take the sole right to try one message."""

    def drain(self, channel: str, now: datetime) -> None:
        """Open the channel for what waits, in turn."""

    def turns(self, channel: str, second: int, wanted: int, most: int) -> bool:
        """Take this second for so many messages."""


def passes(key: Key, gate: Gate, now: datetime, *, in_turn: bool) -> bool:
    """Tell whether a message may be tried now. What may not stays as it is: no attempt is used up.

    After an outage only who keeps to the rate sends, the sweep; and one-time codes, which nobody can wait for.
    """
    match gate.look(now).of(key.channel).state(now):
        case State.CLEAR:
            return True
        case State.DRAINING:
            return in_turn or key.notice == ONE_TIME_CODE
        case State.HALF:
            return gate.probe(key.channel, now)
        case _:
            return False


def went(key: Key, gate: Gate, now: datetime) -> None:
    """A provider took a message: where this was the probe, the channel is open again."""
    if _before(key, gate, now).until:
        gate.drain(key.channel, now)


def failed(key: Key, gate: Gate, now: datetime) -> None:
    """A provider did not: the probe shuts the channel for longer, and so many in a minute shut it."""
    before = _before(key, gate, now)
    if before.until:
        gate.shut(key.channel, now + before.longer, before.longer)
    elif gate.failures(key.channel, now) >= TRIP:
        gate.shut(key.channel, now + SHUT, SHUT)


def _before(key: Key, gate: Gate, now: datetime) -> Channel:
    return gate.look(now).of(key.channel)
