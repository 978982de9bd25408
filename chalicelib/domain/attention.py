"""Who was told that a case is close to its date, or past it; who has taken it; who wants to hear of it again, and when.

Nothing here moves a date, and nobody's taking or putting off keeps an alert from the next level. docs/decisions/0008
has the reasons.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count, islice

from chalicelib.domain.book import Terms
from chalicelib.domain.commands import Command
from chalicelib.domain.complaint import Complaint, Snooze
from chalicelib.domain.errors import Invalid, one_of
from chalicelib.domain.events import Event
from chalicelib.domain.running import Clock
from chalicelib.domain.steps import Step
from chalicelib.domain.times import iso, parse

SNOOZE_DAYS = 2
"""For how many working days an alert can be put off at most: our own choice."""


def told(case: Complaint, event: Event, _terms: Terms) -> Complaint:
    """A percentage of the time, or a rung of the ladder, has been told."""
    return replace(case, clocks=tuple(_told(clock, event) for clock in case.clocks))


def _told(clock: Clock, event: Event) -> Clock:
    if clock.over or clock.name != event.data.get("clock"):
        return clock
    mark = int(str(event.data.get("mark")))
    return replace(clock, level=mark, warned=100) if event.step is Step.BREACH else replace(clock, warned=mark)


def taken(case: Complaint, event: Event, _terms: Terms) -> Complaint:
    return replace(case, taken=event.by.id)


def snoozed(case: Complaint, event: Event, _terms: Terms) -> Complaint:
    """Whoever puts it off again is reminded once, at the later word's time."""
    until = parse(str(event.data.get("until")))
    return replace(case, snoozes=(*_without(event.by.id, case), Snooze(event.by.id, until)))


def reminded(case: Complaint, event: Event, _terms: Terms) -> Complaint:
    return replace(case, snoozes=_without(str(event.data.get("to")), case))


def _without(person: str, case: Complaint) -> tuple[Snooze, ...]:
    return tuple(one for one in case.snoozes if one.by != person)


def released(before: Complaint, after: Complaint) -> Complaint:
    """Forget who took it and who waits for it, once it is in other hands or nothing of what was told still counts."""
    moved = (before.office, before.referred) != (after.office, after.referred)
    counts = any(clock.warned and not clock.over for clock in after.clocks)
    if not (after.taken or after.snoozes) or (after.open and counts and not moved):
        return after
    return replace(after, taken=None, snoozes=())


def is_news(case: Complaint, command: Command, now: datetime) -> bool:
    """Tell whether an alert is due and was not told: whoever executes alarms, the record stays true."""
    clock = case.clock(str(command.clock))
    if clock is None or not clock.running:
        return False
    match command.step:
        case Step.REMIND:
            return bool(clock.level) and any(one.by == command.to and one.until <= now for one in case.snoozes)
        case Step.BREACH:
            return clock.due <= now and command.mark > clock.level
        case _:
            return command.mark > clock.warned


def comes_back(case: Complaint, asked: date | None, now: datetime, terms: Terms) -> str:
    """Give the opening of the day on which an alert comes back, the next working day where none is named.

    Invalid names the days that could be chosen.
    """
    calendar = terms.calendar(case.referred or case.office)
    coming = (calendar.local_day(now) + timedelta(days=number) for number in count(1))
    days = list(islice((day for day in coming if calendar.is_working(day)), SNOOZE_DAYS))
    day = asked or days[0]
    if day not in days:
        raise Invalid(one_of("until", (one.isoformat() for one in days)))
    return iso(calendar.spans(day)[0][0])
