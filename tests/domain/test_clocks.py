"""Deadlines: the dates of the law, checked against a reckoning minute by minute."""

import random
import time as stopwatch
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import clocks, times
from chalicelib.domain.calendars import Calendar, Period, Schedule
from chalicelib.domain.policy import ClockRule, Unit
from chalicelib.store import book
from tests.domain.minutes import Minutes

BOOK = book.load()
FILED = times.parse("2026-03-13T08:40:00Z")
ORDINARY = BOOK.policy.rules("resolution", "ordinary")[0]
CASES = 2_500


def of(slug: str) -> Calendar:
    return BOOK.calendars.of(BOOK.offices.get(slug))


def rule(amount: int, unit: Unit = Unit.WORKING_DAYS) -> ClockRule:
    return replace(ORDINARY, amount=amount, unit=unit)


@pytest.mark.parametrize(
    ("office", "amount", "due"),
    [
        ("jakarta-utara", 5, "2026-03-27T09:30:00Z"),
        ("jakarta-utara", 14, "2026-04-10T09:30:00Z"),
        ("jakarta-utara", 60, "2026-06-24T09:00:00Z"),
        ("ngurah-rai", 5, "2026-03-27T08:30:00Z"),
        ("ngurah-rai", 14, "2026-04-10T08:30:00Z"),
        ("ngurah-rai", 60, "2026-06-24T08:00:00Z"),
        ("jayapura", 5, "2026-03-27T07:30:00Z"),
        ("jayapura", 14, "2026-04-10T07:30:00Z"),
        ("jayapura", 60, "2026-06-24T07:00:00Z"),
        ("perwakilan-los-angeles", 5, "2026-03-24T00:00:00Z"),
    ],
)
def test_filed_on_friday_13_march(office: str, amount: int, due: str) -> None:
    """A complaint filed on Friday 13 March 2026 is due on 27 March, 10 April or 24 June, when that office closes."""
    assert times.iso(clocks.due(FILED, rule(amount), of(office))) == due


@pytest.mark.parametrize(
    ("filed", "due"),
    [("2026-03-05T20:00:00Z", "2026-03-07T01:00:00Z"), ("2026-03-06T20:00:00Z", "2026-03-10T00:00:00Z")],
)
def test_summer_time_abroad(filed: str, due: str) -> None:
    """In Los Angeles the office closes at 17.00 on its own wall before and after the clocks are changed."""
    assert times.iso(clocks.due(times.parse(filed), rule(1), of("perwakilan-los-angeles"))) == due


@pytest.mark.parametrize("filed", ["2026-04-10T17:00:00Z", "2026-04-11T10:00:00Z", "2026-04-12T16:59:00Z"])
def test_filed_at_the_weekend(filed: str) -> None:
    """A complaint filed from Saturday 00.00 to Sunday 23.59 in Jakarta has Monday as its first day."""
    assert times.iso(clocks.due(times.parse(filed), rule(1), of("jakarta-utara"))) == "2026-04-13T09:00:00Z"


def test_the_day_is_that_of_the_office() -> None:
    """What is still Sunday evening in Jakarta is already Monday in Jayapura, and Monday is then the day of receipt."""
    filed = times.parse("2026-04-12T15:30:00Z")
    assert clocks.due(filed, rule(1), of("jakarta-utara")).date() == date(2026, 4, 13)
    assert clocks.due(filed, rule(1), of("jayapura")).date() == date(2026, 4, 14)


def test_calendar_days_and_hours() -> None:
    """Sixty calendar days end at closing time, on a closed day at 23.59; 72 hours end 72 hours later, night or day."""
    calendar = of("jakarta-utara")
    assert times.iso(clocks.due(FILED, rule(60, Unit.CALENDAR_DAYS), calendar)) == "2026-05-12T09:00:00Z"
    assert times.iso(clocks.due(FILED, rule(1, Unit.CALENDAR_DAYS), calendar)) == "2026-03-14T16:59:00Z"
    assert times.iso(clocks.due(FILED, rule(72, Unit.HOURS), calendar)) == "2026-03-16T08:40:00Z"


def test_why_this_date() -> None:
    """The citizen can follow the date day by day: which counted, and which holiday was passed over."""
    trace = clocks.trace(FILED, rule(5), of("jakarta-utara"))
    assert [day.day for day in trace.counted] == [16, 17, 25, 26, 27]
    assert [(day.day, why) for day, why in trace.skipped] == [
        (14, "weekend"),
        (15, "weekend"),
        (18, "joint-nyepi"),
        (19, "nyepi"),
        (20, "joint-idul-fitri"),
        (21, "idul-fitri"),
        (22, "idul-fitri"),
        (23, "joint-idul-fitri"),
        (24, "joint-idul-fitri"),
    ]
    assert trace.due == clocks.due(FILED, rule(5), of("jakarta-utara"))
    assert trace.estimates == ()


def test_a_date_that_rests_on_the_moon_says_so() -> None:
    """Where a feast is not decreed yet, the trace names the days that may move."""
    trace = clocks.trace(times.parse("2027-03-05T03:00:00Z"), rule(5), of("jakarta-utara"))
    assert date(2027, 3, 10) in trace.estimates


def test_trace_of_the_other_units() -> None:
    """Of calendar days every one counts; hours have no days to show."""
    days = clocks.trace(FILED, rule(7, Unit.CALENDAR_DAYS), of("jakarta-utara"))
    assert len(days.counted) == 7
    assert days.skipped == ()
    hours = clocks.trace(FILED, rule(72, Unit.HOURS), of("jakarta-utara"))
    assert (hours.counted, hours.skipped, hours.due) == ((), (), FILED + timedelta(hours=72))


def _hard() -> Calendar:
    """Three shifts, a Saturday worked out of turn, and a zone with summer time."""
    plain = of("perwakilan-los-angeles")
    shifts = tuple(
        (time(*start), time(*end)) for start, end in (((7, 15), (11, 0)), ((12, 45), (15, 0)), ((18, 30), (21, 0)))
    )
    week = (shifts, (), shifts, shifts, shifts[:1], (), ())
    schedule = Schedule(
        "hard", (Period("hard", date(2020, 1, 1), None, week, "made up", verified=False, estimate=False),)
    )
    extra = {date(2026, 3, 7): shifts[:2], date(2026, 3, 8): shifts, date(2026, 11, 1): shifts, date(2026, 12, 25): ()}
    return Calendar("x", plain.zone, schedule, plain.holidays, extra=extra)


CALENDARS = {slug: of(slug) for slug in ("jakarta-utara", "bitung", "jayapura", "perwakilan-los-angeles")} | {
    "hard": _hard()
}


@cache
def oracle(name: str) -> Minutes:
    return Minutes(CALENDARS[name])


@pytest.mark.parametrize("name", CALENDARS)
def test_a_reckoning_minute_by_minute_agrees(name: str) -> None:
    """12,500 random complaints get the same dates from the engine as from counting every minute of the year."""
    dice, calendar, slow = random.Random(f"2026 {name}"), CALENDARS[name], oracle(name)
    for _ in range(CASES):
        start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=dice.randrange(360 * 1440))
        amount = dice.choice((1, 2, 3, 5, 10, 14, dice.randrange(1, 61)))
        working = clocks.due(start, rule(amount), calendar)
        assert working == slow.nth_closing(start, amount)
        assert clocks.due(start, rule(amount, Unit.CALENDAR_DAYS), calendar) == slow.calendar_closing(start, amount)
        given_time = slow.between(start, working)
        assert clocks.working_minutes(calendar, start, working) == given_time
        percent = dice.choice((1, 50, 75, 90, 99, 100))
        warned = clocks.at_share(start, working, percent, calendar, Unit.WORKING_DAYS)
        assert warned == slow.after(start, given_time * percent // 100)
        paused = start + timedelta(minutes=dice.randrange(1, 20 * 1440))
        again = paused + timedelta(minutes=dice.randrange(30 * 1440))
        resumed = clocks.resumed(working, paused, again, calendar, Unit.WORKING_DAYS)
        left = slow.between(paused, working)
        assert resumed == (max(working, slow.after(again, left)) if paused < working else working)


INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
UNITS = st.sampled_from(Unit)


@given(since=INSTANTS, minutes=st.integers(0, 20_000), name=st.sampled_from(sorted(CALENDARS)))
def test_going_forward_and_counting_back_agree(since: datetime, minutes: int, name: str) -> None:
    """The instant at which so much office time has passed has exactly that much office time before it."""
    until = clocks.after_working_minutes(CALENDARS[name], since, minutes)
    assert until >= since
    assert clocks.working_minutes(CALENDARS[name], since, until) == minutes


@given(
    start=INSTANTS, days=st.integers(1, 60), unit=UNITS, shares=st.lists(st.integers(0, 100), min_size=2, max_size=5)
)
def test_warnings_come_in_order_and_before_the_end(start: datetime, days: int, unit: Unit, shares: list[int]) -> None:
    """The warning at 50 % never comes after the one at 75 %, and none after the due time."""
    calendar = CALENDARS["jakarta-utara"]
    due = clocks.due(start, rule(days, unit), calendar)
    moments = [clocks.at_share(start, due, share, calendar, unit) for share in sorted(shares)]
    assert moments == sorted(moments)
    assert start <= moments[0]
    assert moments[-1] <= due


@pytest.mark.parametrize("seconds", [(0, 0), (1, 0), (40, 20), (20, 40), (59, 59)])
def test_no_minute_is_lost_to_the_seconds_of_a_pause(seconds: tuple[int, int]) -> None:
    """Closing time stays closing time: a pause that begins and ends within a minute never ends at 15.59."""
    calendar = of("jakarta-utara")
    paused = times.parse("2026-11-09T03:00:00Z") + timedelta(seconds=seconds[0])
    again = times.parse("2026-11-10T03:00:00Z") + timedelta(seconds=seconds[1])
    due = clocks.due(times.parse("2026-11-05T03:00:00Z"), rule(5), calendar)
    moved = clocks.resumed(due, paused, again, calendar, Unit.WORKING_DAYS)
    assert (due, moved) == (times.parse("2026-11-12T09:00:00Z"), times.parse("2026-11-13T09:30:00Z"))


@given(
    start=INSTANTS, days=st.integers(1, 60), unit=UNITS, gaps=st.lists(st.integers(0, 40_000), min_size=2, max_size=2)
)
def test_a_pause_never_shortens_the_time(start: datetime, days: int, unit: Unit, gaps: list[int]) -> None:
    """A pause moves a date by what it took and never back; one of no length moves nothing; what is late stays late."""
    calendar = CALENDARS["jakarta-utara"]
    due = clocks.due(start, rule(days, unit), calendar)
    paused = start + timedelta(minutes=gaps[0])
    again = paused + timedelta(minutes=gaps[1])
    moved = clocks.resumed(due, paused, again, calendar, unit)
    assert moved >= due
    assert clocks.resumed(due, paused, paused, calendar, unit) == due
    if paused >= due:
        assert moved == due
    elif unit is not Unit.WORKING_DAYS:
        assert moved - due == again - paused


def test_reversed_times_hold_no_work() -> None:
    """Between an instant and an earlier one no office time has passed."""
    assert clocks.working_minutes(CALENDARS["bitung"], FILED, FILED - timedelta(days=9)) == 0


@pytest.mark.parametrize(
    "ask", [lambda c: clocks.due(FILED, rule(1), c), lambda c: clocks.after_working_minutes(c, FILED, 1)]
)
def test_an_office_that_never_opens_is_told(ask: Callable[[Calendar], datetime]) -> None:
    """Data without working time is an error that names the schedule, not a search without end."""
    never = Calendar("x", CALENDARS["bitung"].zone, Schedule("never", ()), {})
    with pytest.raises(clocks.NeverOpen, match="never"):
        ask(never)


def test_a_date_is_worked_out_in_well_under_a_millisecond() -> None:
    """Sixty working days are found fast enough to work every date out again whenever it is shown."""
    calendar = CALENDARS["jakarta-utara"]
    clocks.due(FILED, rule(60), calendar)
    begun = stopwatch.process_time()
    for _ in range(200):
        clocks.due(FILED, rule(60), calendar)
    assert (stopwatch.process_time() - begun) / 200 < 0.001
