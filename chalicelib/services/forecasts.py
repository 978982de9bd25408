"""Once a week: telling supervisors and heads what will be late if nothing moves. One message an office and person.

A row among what is due, one for each office, is the promise. Whoever comes to it in time reads one queue, and writes
all messages and the date of the next forecast in one transaction: two sweeps cannot tell twice, nor a crash lose one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.domain import forecast
from chalicelib.domain.access import sees
from chalicelib.domain.book import Terms
from chalicelib.domain.calendars import Calendar
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.forecast import Coming
from chalicelib.domain.grants import Grant
from chalicelib.domain.people import Role
from chalicelib.domain.sending import FORECAST, Key, Note
from chalicelib.services.alerts import reached
from chalicelib.services.outports import Holders

READERS = (Role.SUPERVISOR, Role.HEAD)
PROMISE = "FORECAST"


class Forecasts(Protocol):
    """The promise of each office, and what is in its queue."""

    def armed(self, office: str) -> datetime | None:
        """Tell for when the next forecast is promised; None before the first time."""

    def coming(self, office: str, end: datetime, *, restricted: bool) -> Iterable[Complaint]:
        """Read the open cases of an office that have a date until then, to the last page."""

    def keep(self, office: str, before: datetime | None, after: datetime, notes: tuple[Note, ...]) -> bool:
        """Owe the messages and promise the next, unless somebody was quicker: then False, and nothing is written."""


@dataclass(frozen=True, slots=True)
class Week:
    """One office in one week."""

    office: str
    now: datetime
    terms: Terms
    forecasts: Forecasts
    holders: Holders


Opening = Callable[[Calendar, datetime], datetime]
Write = Callable[[Week, datetime], Iterable[Note]]


def tell(week: Week) -> tuple[Key, ...]:
    """Do what is due at this office; give the messages that can go out now."""
    return promised(week, forecast.next_opening, _notes)


def promised(week: Week, opening: Opening, write: Write) -> tuple[Key, ...]:
    """Write what was promised for now, if anything was, and promise the next; nothing when somebody was quicker."""
    armed = week.forecasts.armed(week.office)
    if armed is not None and armed > week.now:
        return ()
    notes = tuple(write(week, armed)) if armed else ()
    after = opening(week.terms.calendar(week.office), week.now)
    return tuple(note.key for note in notes) if week.forecasts.keep(week.office, armed, after, notes) else ()


def _notes(week: Week, armed: datetime) -> Iterable[Note]:
    """One for each reader who has a case to worry about; each side of the restriction is read once, if anybody is."""
    readers = reached(week.holders.holders(week.office, *READERS), week.now, week.holders)
    for side in sorted({reader.restricted for reader in readers}):
        cases = _cases(week, restricted=side)
        for reader in readers:
            if reader.restricted is side and (coming := _seen(reader, cases, week)):
                yield _note(reader, coming, week, armed)


def _cases(week: Week, *, restricted: bool) -> tuple[Complaint, ...]:
    end = forecast.horizon(week.terms.calendar(week.office), week.now)
    return tuple(week.forecasts.coming(week.office, end, restricted=restricted))


def _seen(reader: Grant, cases: tuple[Complaint, ...], week: Week) -> tuple[Coming, ...]:
    staff, calendar = reader.staff(week.now), week.terms.calendar(week.office)
    own = (case for case in cases if staff and sees(staff, case))
    return forecast.ahead(own, calendar, week.now, forecast.horizon(calendar, week.now))


def _note(reader: Grant, coming: tuple[Coming, ...], week: Week, armed: datetime) -> Note:
    office = week.terms.offices.get(week.office)
    values = {"office": office.name, "zone": office.zone} | forecast.said(coming)
    key = Key(f"A#{reader.id}", f"N#{armed:%Y-%m-%d}~{FORECAST}#{week.office}")
    return Note(key, FORECAST, reader.id, "email", reader.language, values)
