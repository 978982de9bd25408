"""Deadlines as pure functions of a start, a rule and an office's calendar. The day of receipt is not counted."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.domain.calendars import Calendar, Spans, month_number
from chalicelib.domain.policy import ClockRule, Unit

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
HORIZON = 120
"""Months within which a date must be found."""


class NeverOpen(ValueError):
    """The calendar has no working time within ten years: the data is wrong, and a search would not end."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Why this date: the days counted and, with its reason each, the days passed over, between the start and the due.

    `estimates` are those of them that rest on a date not yet decreed. Wall-clock hours have no days to show.
    """

    start: datetime
    rule: ClockRule
    counted: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]
    due: datetime
    estimates: tuple[date, ...] = ()


def due(start: datetime, rule: ClockRule, calendar: Calendar) -> datetime:
    """The office's closing time on the n-th day (23.59 local where a calendar day is a closed one), or n hours on."""
    if rule.unit is Unit.HOURS:
        return start + timedelta(hours=rule.amount)
    first = calendar.local_day(start)
    if rule.unit is Unit.CALENDAR_DAYS:
        return calendar.end_of(first + rule.amount * DAY)
    return calendar.closing(_nth_working_day(first, rule.amount, calendar))


def trace(start: datetime, rule: ClockRule, calendar: Calendar) -> Trace:
    """The same date as `due`, with its proof."""
    until = due(start, rule, calendar)
    days = () if rule.unit is Unit.HOURS else days_after(start, until, calendar)
    closed = passed_over(start, until, rule.unit, calendar)
    counted = tuple(day for day in days if day not in dict(closed))
    unsure = tuple(day for day in days if day in calendar.estimates)
    return Trace(start, rule, counted, closed, until, unsure)


def days_after(since: datetime, until: datetime, calendar: Calendar) -> tuple[date, ...]:
    """The office's days after the one of `since`, up to and with the one of `until`."""
    first, last = calendar.local_day(since), calendar.local_day(until)
    return tuple(first + n * DAY for n in range(1, (last - first).days + 1))


def passed_over(since: datetime, until: datetime, unit: Unit, calendar: Calendar) -> tuple[tuple[date, str], ...]:
    """Those of them that do not count, with what closes the office; none where every day, or every hour, counts."""
    days = days_after(since, until, calendar) if unit is Unit.WORKING_DAYS else ()
    return tuple((day, why) for day in days if (why := calendar.why_not(day)))


def working_minutes(calendar: Calendar, since: datetime, until: datetime) -> int:
    """Whole minutes of office time between two instants; 0 when they are reversed."""
    return _worked(calendar, since, until) // MINUTE


def after_working_minutes(calendar: Calendar, since: datetime, minutes: int) -> datetime:
    """The earliest instant by which that much office time has passed: a closing time, never the next opening."""
    if minutes <= 0:
        return since
    left, first = minutes * MINUTE + _into_month(calendar, since), month_number(calendar.local_day(since))
    for month in map(calendar.month, range(first, first + HORIZON)):
        if left <= month.gone[-1]:
            day = bisect_left(month.gone, left) - 1
            return _within(calendar.spans(month.days[day]), left - month.gone[day])
        left -= month.gone[-1]
    raise NeverOpen(calendar.schedule.slug)


def at_share(start: datetime, due: datetime, percent: int, calendar: Calendar, unit: Unit) -> datetime:
    """When so many percent of the time has gone: of working minutes, or of wall-clock time for the other two units."""
    if unit is Unit.WORKING_DAYS:
        return after_working_minutes(calendar, start, working_minutes(calendar, start, due) * percent // 100)
    return start + timedelta(seconds=(due - start) // timedelta(seconds=1) * percent // 100)


def resumed(due: datetime, paused_at: datetime, resumed_at: datetime, calendar: Calendar, unit: Unit) -> datetime:
    """The due after a pause: what was left at the pause, counted again from the resume; never earlier than before.

    Both count from the minute that people are shown, so that no part of a minute is lost between the two. A pause after
    the due time changes nothing: what is late stays late.
    """
    if paused_at >= due:
        return due
    since, again = (moment.replace(second=0, microsecond=0) for moment in (paused_at, resumed_at))
    if unit is not Unit.WORKING_DAYS:
        return max(due, due + (again - since))
    return max(due, after_working_minutes(calendar, again, working_minutes(calendar, since, due)))


def _nth_working_day(first: date, amount: int, calendar: Calendar) -> date:
    number, left = month_number(first), amount
    for month in map(calendar.month, range(number, number + HORIZON)):
        passed = bisect_right(month.days, first)
        if left <= len(month.days) - passed:
            return month.days[passed + left - 1]
        left -= len(month.days) - passed
    raise NeverOpen(calendar.schedule.slug)


def _worked(calendar: Calendar, since: datetime, until: datetime) -> timedelta:
    if until <= since:
        return timedelta()
    first, last = (month_number(calendar.local_day(moment)) for moment in (since, until))
    months = (calendar.month(number).gone[-1] for number in range(first, last))
    return sum(months, _into_month(calendar, until) - _into_month(calendar, since))


def _into_month(calendar: Calendar, moment: datetime) -> timedelta:
    """The working time of the office's month up to a moment."""
    day = calendar.local_day(moment)
    month = calendar.month(month_number(day))
    today = (min(end, moment) - start for start, end in calendar.spans(day) if start < moment)
    return sum(today, month.gone[bisect_left(month.days, day)])


def _within(spans: Spans, left: timedelta) -> datetime:
    """The instant of a working day by which so much of it has gone: at most the whole of it."""
    for start, end in spans[:-1]:
        if left <= end - start:
            return start + left
        left -= end - start
    return spans[-1][0] + left
