"""Another calendar for an open case: on record, fair to the citizen, and never behind a closed case's back."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chalicelib.domain.alarms import next_alarm
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import StepRefused
from chalicelib.domain.events import Event
from chalicelib.domain.life import evolve, rebuild
from chalicelib.domain.people import THE_CLOCK
from chalicelib.domain.steps import CITIZEN_WINDOW, CITIZENS, FIRST_RESPONSE, RESOLUTION, Step
from chalicelib.domain.times import iso, parse
from chalicelib.domain.why import What, why
from chalicelib.store import codec
from tests.builders import AT, DAY, OFFICE, OTHER, REGION, Story, clock, command, due, story
from tests.domain.test_histories import FILINGS, Walk, holds
from tests.overlays import Office

MONDAY, SATURDAY = date(2026, 3, 30), date(2026, 3, 28)
SCOPES = (OFFICE, REGION, "pusat", "depok", "wilayah-bali", "jayapura", "perwakilan-los-angeles", OTHER)


def at_office(*steps: Step, house: Office) -> Story:
    told = story(*steps)
    told.book = house.book
    return told


def test_a_flood_moves_the_date_and_says_so() -> None:
    """A day on which the office was closed gives it a day more; the record holds why, from when and to when."""
    house = Office()
    told = at_office(Step.VERIFY, house=house).later(days=2)
    house.sign(OFFICE, told.now, closed=[MONDAY])
    assert [alarm.step for alarm in told.sweep()] == [Step.REBASE]
    assert told.events[-1].by.party == "clock"
    assert told.events[-1].data == {
        "edition": house.book.calendars.version,
        "reason": "calendar-closure",
        "signed": iso(told.now),
        "clock": RESOLUTION,
        "was": "2026-04-10T09:30:00Z",
        "due": "2026-04-13T09:00:00Z",
    }
    assert (due(told), told.case.edition) == ("2026-04-13T09:00:00Z", house.book.calendars.version)
    assert told.sweep() == []
    assert [turn.what for turn in why(told.events, told.book)[1].changes] == [What.REBASED]


def test_a_saturday_worked_brings_the_date_forward() -> None:
    """In the citizen's favour an office's date comes earlier, as long as it is still to come."""
    house = Office()
    told = at_office(Step.VERIFY, house=house).later(days=2)
    house.sign(REGION, told.now, opened=[SATURDAY])
    told.sweep()
    assert due(told) == "2026-04-09T09:00:00Z"


def test_nobody_is_late_overnight() -> None:
    """A day that was worked and is known only afterwards does not put a date into the past."""
    house = Office()
    told = at_office(Step.VERIFY, house=house).at("2026-04-10T01:00:00Z")
    house.sign(OFFICE, told.now, opened=[SATURDAY])
    told.sweep()
    assert (due(told), clock(told.case).edition) == ("2026-04-10T09:30:00Z", "2026-11-21")
    assert told.case.edition == "2026-11-21+1"


def test_what_was_late_stays_late() -> None:
    """A closure that is signed off after the date was missed changes nothing, and nothing is told again."""
    house = Office()
    told = at_office(Step.VERIFY, house=house).at("2026-04-10T10:00:00Z")
    told.sweep()
    house.sign(OFFICE, told.now, closed=[MONDAY])
    assert [alarm.step for alarm in told.sweep()] == [Step.REBASE]
    assert (due(told), clock(told.case).level) == ("2026-04-10T09:30:00Z", 1)


def test_signed_in_time_counts_though_the_sweep_is_late() -> None:
    """Signed off before the date, a closure holds, even when the schedule was off for hours in between."""
    house = Office()
    told = at_office(Step.VERIFY, house=house).at("2026-04-10T09:00:00Z")
    told.sweep()
    house.sign(OFFICE, told.now, closed=[MONDAY])
    assert [alarm.step for alarm in told.later(hours=5).sweep()] == [Step.REBASE]
    assert due(told) == "2026-04-13T09:00:00Z"


def test_the_citizens_own_time_is_never_cut() -> None:
    """The time to object may grow with a closure; a Saturday worked does not shorten it."""
    house = Office()
    told = at_office(Step.VERIFY, Step.ANSWER, Step.DELIVER, house=house)
    before = due(told, CITIZEN_WINDOW)
    house.sign(OFFICE, told.now, opened=[SATURDAY])
    told.sweep()
    assert due(told, CITIZEN_WINDOW) == before
    house.sign(OFFICE, told.now, opened=[SATURDAY], closed=[MONDAY, MONDAY + DAY])
    told.sweep()
    assert due(told, CITIZEN_WINDOW) > before


def test_a_case_that_came_from_elsewhere_keeps_its_own_office() -> None:
    """The clock that started at the first office follows that office's calendar, wherever the case is now."""
    house = Office()
    told = at_office(Step.VERIFY, Step.REFER, Step.ACKNOWLEDGE, house=house)
    house.sign(OTHER, told.now, closed=[MONDAY])
    assert told.sweep() == []
    house.sign(OFFICE, told.now, closed=[MONDAY])
    assert [alarm.step for alarm in told.sweep()] == [Step.REBASE]


def test_an_office_that_comes_in_later_brings_its_calendar() -> None:
    """Referred to an office whose calendar changed since the filing, a case is given that calendar."""
    house = Office()
    told = at_office(Step.VERIFY, house=house)
    house.sign(OTHER, told.now, closed=[MONDAY])
    assert told.sweep() == []
    told.take(Step.REFER)
    assert [alarm.step for alarm in told.sweep()] == [Step.REBASE]


def test_without_news_there_is_nothing_to_do() -> None:
    """Nobody, not even the clock, gives a case another calendar when there is none."""
    house = Office()
    told = at_office(house=house)
    with pytest.raises(StepRefused):
        told.execute(command(Step.REBASE, THE_CLOCK))


def test_a_change_that_moves_no_date_says_so() -> None:
    """The event is there, and names no date."""
    house = Office()
    told = at_office(house=house)
    house.sign(OFFICE, told.now, closed=[date(2026, 12, 1)])
    told.sweep()
    assert set(told.events[-1].data) == {"edition", "reason", "signed"}


@pytest.mark.parametrize("last", [Step.ANSWER, Step.ASK])
def test_a_date_that_binds_nobody_now_is_not_told(last: Step) -> None:
    """While an answer lies with the citizen, or a question does, no message names a date that their page does not."""
    house = Office()
    told = at_office(Step.VERIFY, Step.ASSIGN, last, house=house).later(days=2)
    before = due(told)
    house.sign(OFFICE, told.now, closed=[MONDAY])
    told.sweep()
    assert told.events[-1].step is Step.REBASE
    assert due(told) > before
    assert "due" not in told.events[-1].data


@dataclass
class Changing(Walk):
    """A random life under calendars that change on the way."""

    house: Office = field(default_factory=Office)

    def __post_init__(self) -> None:
        self.told.book = self.house.book

    def sign(self) -> None:
        """Let somebody close and open some days around now."""
        near = st.integers(-30, 60).map(lambda days: self.told.now.date() + timedelta(days=days))
        closed, opened = self.draw(st.sets(near, max_size=4)), self.draw(st.sets(near, max_size=4))
        self.house.sign(self.draw(st.sampled_from(SCOPES)), self.told.now, closed=closed - opened, opened=opened)


@st.composite
def changing(draw: st.DrawFn, turns: int = 12) -> Changing:
    walk = Changing(story(**draw(FILINGS)), draw)
    for _ in range(turns):
        if draw(st.integers(0, 2)) == 0:
            walk.sign()
        walk.turn()
    walk.sign()
    walk.told.sweep()
    return walk


def states(walk: Changing) -> Iterator[tuple[Complaint, Complaint, Event]]:
    """Every step of the life: the state before, the state after, the event."""
    case = evolve(None, walk.told.events[0], walk.house.book)
    for event in walk.told.events[1:]:
        before, case = case, evolve(case, event, walk.house.book)
        yield before, case, event


@settings(max_examples=100, deadline=None)
@given(changing())
def test_any_life_under_any_calendars_keeps_its_promises(walk: Changing) -> None:
    """The record rebuilds the state byte for byte; dates move fairly; nothing closed and nothing late ever moves."""
    holds(walk.told)
    assert codec.snapshot(rebuild(walk.told.events, walk.house.book)) == codec.snapshot(walk.told.case)
    for before, after, event in states(walk):
        if event.step is not Step.REBASE:
            continue
        assert before.open
        assert replace(after, clocks=(), edition="", version=0, head="") == replace(
            before, clocks=(), edition="", version=0, head=""
        )
        for old, new in zip(before.clocks, after.clocks, strict=True):
            assert replace(new, due=old.due, edition=old.edition) == old
            fixed = old.over or old.level or old.late(parse(str(event.data["signed"])))
            assert new.due == old.due if fixed else True
            assert new.due >= old.due or (old.name not in CITIZENS and new.due > event.at)
        assert ("due" in event.data) == (_running(before) != _running(after))


@settings(max_examples=40, deadline=None)
@given(changing())
def test_a_closed_case_never_changes(walk: Changing) -> None:
    """Whatever is signed off afterwards, for a closed case there is nothing to do, and nothing that can be done."""
    told = walk.told
    assume(not told.case.erasure)
    if told.case.open:
        told.take(Step.WITHDRAW)
    closed = codec.snapshot(told.case)
    walk.sign()
    walk.house.sign("pusat", told.now, closed=[told.now.date() + DAY * n for n in range(1, 9)])
    assert next_alarm(told.case, told.book) is None
    assert told.later(days=90).sweep() == []
    with pytest.raises(StepRefused):
        told.execute(command(Step.REBASE, THE_CLOCK))
    assert codec.snapshot(rebuild(told.events, told.book)) == closed == codec.snapshot(told.case)


def test_each_mark_is_told_once_over_all_calendars() -> None:
    """A date that moves away does not set off again what has been told of it."""
    house = Office()
    told = at_office(house=house)
    rung = []
    for day in range(120):
        told.at(AT + DAY * day)
        if day % 3 == 0:
            house.sign(OFFICE, told.now, closed=[(told.now + DAY * 5).date()] if day % 2 else [])
        rung += [(alarm.clock, alarm.step, alarm.mark) for alarm in told.sweep() if alarm.step is not Step.REBASE]
    assert len(rung) == len(set(rung))
    assert {name for name, _, _ in rung} == {FIRST_RESPONSE, RESOLUTION}


def _running(case: Complaint) -> list[str]:
    """The dates that bind somebody now."""
    return [iso(clock.due) for clock in case.clocks if clock.running]
