"""What will be late in the coming five working days if nothing moves, and when an office is told: once a week."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count, islice

from chalicelib.domain.calendars import Calendar
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.steps import CITIZENS

DAYS, LISTED = 5, 100
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Coming:
    """One case, and the clock of it that will be late first, on this day of the office."""

    day: date
    ticket: str
    clock: str


def ahead(cases: Iterable[Complaint], calendar: Calendar, now: datetime, end: datetime) -> tuple[Coming, ...]:
    """Give the cases that a running clock of the office makes late from now until the end, by day and ticket."""
    found = []
    for case in cases:
        running = [clock for clock in case.clocks if clock.running and clock.name not in CITIZENS]
        if late := [clock for clock in running if now < clock.due <= end]:
            first = min(late, key=lambda clock: clock.due)
            found.append(Coming(calendar.local_day(first.due), case.ticket, first.name))
    return tuple(sorted(found, key=lambda one: (one.day, one.ticket)))


def horizon(calendar: Calendar, now: datetime) -> datetime:
    """Give the end of the fifth working day, today being the first where it is one."""
    today = calendar.local_day(now)
    days = (today + number * DAY for number in count())
    *_, last = islice((day for day in days if calendar.is_working(day)), DAYS)
    return calendar.end_of(last)


def next_opening(calendar: Calendar, now: datetime) -> datetime:
    """Give the opening of the first working day of a week, the first that is still to come: mostly a Monday's."""
    today = calendar.local_day(now)
    monday = today - today.weekday() * DAY
    weeks = ([monday + (week * 7 + number) * DAY for number in range(7)] for week in count())
    firsts = (next((day for day in days if calendar.is_working(day)), None) for days in weeks)
    return next(opening for day in firsts if day and (opening := calendar.spans(day)[0][0]) > now)


def said(coming: tuple[Coming, ...]) -> dict[str, str]:
    """Give the values of the message: the count, the count of each day, and the first hundred cases.

    Each as text, one day or case a line.
    """
    days = Counter(one.day for one in coming)
    return {
        "count": str(len(coming)),
        "days": "\n".join(f"{day.isoformat()} {number}" for day, number in sorted(days.items())),
        "cases": "\n".join(f"{one.day.isoformat()} {one.ticket} {one.clock}" for one in coming[:LISTED]),
    }
