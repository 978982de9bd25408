"""What is said later unless it has been overtaken: a question that waits for the citizen's reply is called to mind.

The reminder is owed together with the question, for a later day, so that no sweep has to look for it; whoever comes to
send it looks whether the question still stands.
"""

from datetime import datetime, timedelta

from chalicelib.domain.book import Book
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.contact import blinded
from chalicelib.domain.events import Event
from chalicelib.domain.intents import CITIZEN, Intent
from chalicelib.domain.sending import QUESTION_REMINDER, Note
from chalicelib.domain.steps import Status, Step
from chalicelib.domain.times import iso
from chalicelib.services.notices import named

BEFORE = timedelta(days=3)
"""How long before the end of the pause: time enough to find a paper. Our own choice."""


def owed(case: Complaint, event: Event, book: Book) -> tuple[Intent, ...]:
    """Give the reminder of a question; none where the pause is over before it could help."""
    end = _end(case) if event.step is Step.ASK else None
    if end is None or end - BEFORE <= event.at or not case.channels:
        return ()
    office = book.offices.get(case.office)
    when = {"asked_at": iso(event.at), "due_at": iso(end)}
    said = {"ticket": case.ticket, "zone": office.zone} | when | named("office", office)

    def reminder(channel: str) -> Intent:
        place = (case.ticket, event.version, QUESTION_REMINDER, CITIZEN, channel, case.language)
        return Intent(*place, end - BEFORE, blinded(case, said), fast=False, spare=case.spares)

    return tuple(map(reminder, case.tells))


def overtaken(note: Note, case: Complaint) -> bool:
    """Tell whether the citizen has replied since, or was asked something else, or nothing is waited for any more."""
    since = {iso(clock.halted) for clock in case.clocks if clock.halted is not None and not clock.over}
    return case.status is not Status.AWAITING_CITIZEN or note.values["asked_at"] not in since


def _end(case: Complaint) -> datetime | None:
    return min((clock.until for clock in case.clocks if clock.until is not None), default=None)
