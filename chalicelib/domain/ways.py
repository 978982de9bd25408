"""Another way for what did not arrive: which channel, when, and who hears when none is left. docs/decisions/0012."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from chalicelib.domain.intents import CITIZEN
from chalicelib.domain.sending import ANSWERS, ATTEMPTS, FAILED, ONE_TIME_CODE, OPTIONAL, QUIET, REFERRAL, Claim, Note

PAUSE = timedelta(minutes=10)
"""Between a failure and the next channel: time for a report that says otherwise. Our own choice."""
HELD_BACK = frozenset({"opted_out", "overtaken", "over_cap", "fenced", "NotAGuest"})
"""Refusals of our own, on purpose: no other channel is tried."""


def failed(note: Note) -> bool:
    """Tell whether a message should have arrived and did not."""
    return note.status in FAILED and note.why not in HELD_BACK


def another(note: Note, siblings: Iterable[Note], channels: Iterable[str]) -> str | None:
    """Give the citizen's next channel by which this was never sent, if it failed; a one-time code has one way only."""
    if note.recipient != CITIZEN or note.notice == ONE_TIME_CODE or not failed(note):
        return None
    used = {one.channel for one in siblings}
    return next((channel for channel in channels if channel not in used), None)


def unreached(note: Note, siblings: Iterable[Note]) -> bool:
    """Tell whether the office must hear of it: it mattered, and no way is left. An answer has a step of its own."""
    matters = note.notice == REFERRAL or (
        note.recipient == CITIZEN and note.notice not in OPTIONAL | ANSWERS | {ONE_TIME_CODE}
    )
    return matters and failed(note) and all(one.status in FAILED for one in siblings)


def patient(claim: Claim, now: datetime) -> bool:
    """Tell whether a definite refusal uses up no attempt: where nothing else reaches its reader, for a day."""
    last, owed = claim.attempt >= ATTEMPTS - 1, claim.note.owed
    return last and not claim.note.spare and owed is not None and now < owed + QUIET
