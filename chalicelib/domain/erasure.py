"""Erasing somebody on their own wish: when it may be, what it does to the state, and when nothing is left anywhere.

While a complaint is open its words are needed, by the office and by the citizen's own right to an answer: the wish
waits until it is over and the time to object has gone, three days at least, in which it can be taken back. What stays
is the record without a person: codes, dates and salted hashes, whose salts are destroyed.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.book import Terms
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.events import Event
from chalicelib.domain.steps import APPEAL_WINDOW, Status, Step

WAITS = timedelta(hours=72)
"""Three times 24 hours, the law's own measure (UU 27/2022, Articles 30, 32 and 41): a thief of a code cannot erase."""
BACKUPS = timedelta(days=35)
"""How long a backup still holds a wrapped key (point-in-time recovery): after it nobody can bring anything back."""
FAREWELL = timedelta(days=3)
"""How long the sealed address waits for the one message that says that all the rest is gone."""
AGAIN = "restored"
"""The reason of an erasure that a restore undid: it is done again at once."""


def due(case: Complaint) -> datetime | None:
    """Give the day on which the wish is carried out; None where there is none, or while the complaint is open."""
    if case.erasure is None or case.erased or case.open:
        return None
    window = case.clock(APPEAL_WINDOW)
    objection = window.due if window and window.running else case.erasure
    return max(case.erasure + WAITS, objection)


def complete(erased: datetime) -> datetime:
    """Give the day on which the last backup that could open anything has gone."""
    return erased + BACKUPS


def allowed(step: Step, case: Complaint) -> bool:
    """Tell whether the state of a wish lets this step be taken; after an erasure only what is left of it is done."""
    match step:
        case Step.EMPTIED:
            return case.erased is not None and not case.emptied
        case Step.ERASURE:
            return case.erasure is None and case.erased is None
        case Step.KEEP:
            return case.erasure is not None and case.erased is None
        case _:
            return case.erased is None


def in_time(case: Complaint, reason: str | None, now: datetime) -> bool:
    """Tell whether an erasure is due, or was done before and came back with a backup."""
    at = due(case)
    return reason == AGAIN or (at is not None and at <= now)


def waiting(before: Complaint, after: Complaint, at: datetime) -> Complaint:
    """A wish that was made while the complaint was open waits from the moment at which it is over."""
    return replace(after, erasure=at) if after.erasure and before.open and not after.open else after


def asked(case: Complaint, event: Event, _terms: Terms) -> Complaint:
    """The wish is on record."""
    return replace(case, erasure=event.at)


def kept(case: Complaint, _event: Event, _terms: Terms) -> Complaint:
    """The wish was taken back."""
    return replace(case, erasure=None)


def erased(case: Complaint, event: Event, _terms: Terms) -> Complaint:
    """Nobody works on what nobody can read: a complaint that came back open with a backup is closed."""
    status = Status.CLOSED if case.open else case.status
    return replace(case, erased=event.at, erasure=case.erasure or event.at, status=status, task=None)


def emptied(case: Complaint, _event: Event, _terms: Terms) -> Complaint:
    """Files and sealed rows are gone."""
    return replace(case, emptied=True)


EFFECTS = {Step.ERASURE: asked, Step.KEEP: kept, Step.ERASED: erased, Step.EMPTIED: emptied}
