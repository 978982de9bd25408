"""Some days after a closing its citizen is asked, once, what they think; whoever has said so already is left in peace.

The invitation is owed together with the closing, for a later day, so that no sweep has to look for it; whoever comes to
send it looks whether there is still something to ask.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from chalicelib.domain.book import Book
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.events import Event
from chalicelib.domain.intents import CITIZEN, Intent, Sending
from chalicelib.domain.people import Mode
from chalicelib.domain.sending import SURVEY_INVITED, Note
from chalicelib.domain.steps import Status, Step
from chalicelib.services.notices import named
from chalicelib.services.outports import Ledger

CLOSINGS = (Step.CONFIRM, Step.CLOSE)
NEVER_WENT = frozenset({Sending.PENDING, Sending.REFUSED})
Look = Callable[[str], tuple[Complaint, frozenset[str]]]
"""Reads a case, and which parts of the survey its citizen has answered."""


def owed(case: Complaint, event: Event, book: Book) -> tuple[Intent, ...]:
    """Give the invitation: by one way alone, since it asks and tells nothing; none where news has no way.

    Reports on foreigners are not surveyed, and to somebody anonymous we write only what they cannot do without.
    """
    asked = event.step in CLOSINGS and book.survey_days and case.channels
    if not asked or case.restricted or case.mode is Mode.ANONYMOUS:
        return ()
    office = book.offices.get(case.office)
    said = {"ticket": case.ticket, "zone": office.zone} | named("office", office)
    place = (case.ticket, event.version, SURVEY_INVITED, CITIZEN, case.channels[0], case.language)
    return (Intent(*place, _opening(case, event.at, book), said, fast=False),)


def _opening(case: Complaint, closed: datetime, book: Book) -> datetime:
    """When the office opens, that many days later or on its next working day: no telephone rings at night."""
    calendar = book.terms(case.policy, case.edition).calendar(case.office)
    day = calendar.local_day(closed) + timedelta(days=book.survey_days)
    coming = (day + timedelta(days=more) for more in count())
    return next(calendar.spans(one)[0][0] for one in coming if calendar.is_working(one))


def overtaken(note: Note, look: Look, ledger: Ledger) -> bool:
    """Tell whether there is nothing to ask: they have answered, the case is not over, or another closing has asked."""
    case, given = look(note.ticket)
    if given or case.status is not Status.CLOSED or case.erasure or case.erased:
        return True
    others = [one for one in ledger.notices(note) if one.version != note.version]
    return any(one.version > note.version or one.status not in NEVER_WENT for one in others)
