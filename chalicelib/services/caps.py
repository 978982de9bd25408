"""Before a message leaves: whether this person may be sent one more today, and whether there is money for a text."""

from datetime import datetime
from typing import Protocol

from chalicelib.domain.caps import DIGEST, Ceiling, OverCap, morning
from chalicelib.domain.intents import CITIZEN, OWNERS, Intent
from chalicelib.domain.sending import ONE_TIME_CODE, Note
from chalicelib.services.outports import Ledger

SMS = "sms"


class Caps(Protocol):
    """Counters; each method is one conditional write, or one read."""

    def counted(self, note: Note, address: str, now: datetime) -> bool:
        """Count a message to this address, and a labelled one to its mailbox; False where that would be over a cap."""

    def held(self, note: Note, address: str, now: datetime) -> int | None:
        """Count one that was held back; the version of the day's first, where its case has the digest."""

    def withheld(self, address: str, day: str) -> int:
        """Tell how many were held back on that day."""

    def paid(self, notice: str, now: datetime) -> bool:
        """Set aside what a text may cost; False where there is not enough."""

    def given_back(self, notice: str, now: datetime) -> None:
        """The text certainly did not go."""


def check(note: Note, address: str, attempt: int, caps: Caps, ledger: Ledger, now: datetime) -> None:
    """Count a message on its first try, and set its price aside on each. Raises OverCap and Ceiling.

    What is over a cap owes the citizen one digest, the next morning; but a code is of no use then, and whoever had the
    address before reads no page.
    """
    capped = attempt == 1 and note.recipient in OWNERS
    if capped and not caps.counted(note, address, now):
        promised = note.recipient == CITIZEN and note.notice not in {ONE_TIME_CODE, DIGEST}
        if promised and (first := caps.held(note, address, now)):
            ledger.owe(_digest(note, first, now))
        raise OverCap
    if note.channel == SMS and not caps.paid(note.notice, now):
        raise Ceiling


def _digest(note: Note, first: int, now: datetime) -> Intent:
    values = {name: value for name, value in note.values.items() if not name.endswith("_at")}
    said = values | {"day": f"{now:%Y-%m-%d}"}
    place = (note.ticket, first, DIGEST, CITIZEN, note.channel, note.language)
    return Intent(*place, morning(now), said, fast=False, spare=note.spare)
