"""Taking an alert, putting one off, and being reminded: whatever people do, nothing is hidden and no date moves."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib.domain.alarms import next_alarm
from chalicelib.domain.commands import Command
from chalicelib.domain.complaint import Snooze
from chalicelib.domain.errors import Invalid, StepRefused
from chalicelib.domain.people import THE_CLOCK, Role
from chalicelib.domain.steps import Step
from chalicelib.domain.times import parse
from tests.builders import DAY, OTHER, REGION, Story, book, clock, staff, story

HEAD = staff(Role.HEAD, name="head")
ABOVE = staff(Role.REGION, REGION, "region")
WORKED = (Step.VERIFY, Step.ASSIGN)
LATE = "2026-04-10T09:40:00Z"
"""Friday, ten minutes after the case was due."""


def late(*steps: Step, **changes: Any) -> Story:
    """A case that is late, and whose head knows."""
    told = story(*(steps or WORKED), **changes).at(LATE)
    told.sweep()
    return told


def rest(told: Story) -> list[tuple[str, int]]:
    """Do everything that time still asks, and tell it."""
    found = []
    while alarm := next_alarm(told.case, book(), told.now):
        told.at(max(told.now, alarm.at)).execute(alarm.command)
        found.append((alarm.step.value, alarm.mark))
    return found


def test_whoever_takes_it_is_named() -> None:
    """Colleagues see who sees to a late case, and the next one who takes it is named instead."""
    told = late().take(Step.TAKE, HEAD)
    assert told.case.taken == "head"
    assert told.take(Step.TAKE, ABOVE).case.taken == "region"


def test_nobody_takes_twice_or_too_early() -> None:
    """There is nothing to take before somebody was alerted, and nothing more for who has taken it already."""
    with pytest.raises(StepRefused):
        story().take(Step.TAKE, HEAD)
    with pytest.raises(StepRefused):
        late().take(Step.TAKE, HEAD).take(Step.TAKE, HEAD)


def test_taking_stops_no_alert() -> None:
    """The region and the centre still hear of a case that somebody took and nobody moved."""
    assert rest(late().take(Step.TAKE, HEAD)) == [("breach", 2), ("breach", 3)]


def test_a_warned_case_can_be_taken_and_not_put_off() -> None:
    """Before a date is missed its alert can be taken; putting off is for what is late."""
    told = story(*WORKED).at("2026-04-08T02:00:00Z")
    told.sweep()
    with pytest.raises(StepRefused):
        told.take(Step.SNOOZE, HEAD)
    assert told.take(Step.TAKE, HEAD).case.taken == "head"


def test_put_off_comes_back_next_morning() -> None:
    """On Friday evening the head puts an alert off; it is back on Monday at half past seven, once."""
    told = late().take(Step.SNOOZE, HEAD)
    assert told.case.snoozes == (Snooze("head", parse("2026-04-13T00:30:00Z")),)
    assert rest(told) == [("remind", 1), ("breach", 2), ("breach", 3)]
    assert not told.case.snoozes


def test_put_off_for_two_working_days_at_most() -> None:
    """An alert can be put off until one of the next two working days; the refusal names them."""
    told = late().take(Step.SNOOZE, HEAD, until=date(2026, 4, 14))
    assert told.case.snoozes[0].until == parse("2026-04-14T00:30:00Z")
    for day in (date(2026, 4, 10), date(2026, 4, 12), date(2026, 4, 15)):
        with pytest.raises(Invalid, match="until") as refused:
            late().take(Step.SNOOZE, HEAD, until=day)
        assert refused.value.faults[0].choices == ("2026-04-13", "2026-04-14")


def test_each_has_a_reminder_of_their_own() -> None:
    """Head and region each come back to what they put off; who puts it off again is reminded once, later."""
    told = late().take(Step.SNOOZE, HEAD).take(Step.SNOOZE, ABOVE)
    told.take(Step.SNOOZE, HEAD, until=date(2026, 4, 14))
    assert [one.by for one in told.case.snoozes] == ["region", "head"]
    assert [step for step, _ in rest(told)].count("remind") == 2


def test_neither_moves_a_date() -> None:
    """Taking and putting off leave every date where it is, and the case as late as it is."""
    before = late()
    after = late().take(Step.TAKE, HEAD).take(Step.SNOOZE, HEAD)
    assert after.case.clocks == before.case.clocks
    assert after.case.late(after.now)
    assert after.case.status is before.case.status


def test_a_pause_holds_the_reminder_back() -> None:
    """While the citizen is asked nothing runs late; when work goes on, the reminder comes at once."""
    told = late().take(Step.SNOOZE, HEAD).take(Step.ASK)
    assert {alarm.step for alarm in told.at("2026-04-13T02:00:00Z").sweep()} == set()
    assert ("remind", 1) in [(alarm.step.value, alarm.mark) for alarm in told.take(Step.REPLY).sweep()]


@pytest.mark.parametrize("road", [(Step.WITHDRAW,), (Step.REFER, Step.ACKNOWLEDGE), (Step.ANSWER, Step.CONFIRM)])
def test_other_hands_begin_anew(road: tuple[Step, ...]) -> None:
    """Once a case is over, or with another office, nobody there has taken it and nobody waits for a reminder."""
    told = late().take(Step.TAKE, HEAD).take(Step.SNOOZE, HEAD)
    for step in road:
        told.take(step)
    assert (told.case.taken, told.case.snoozes) == (None, ())


def test_assigning_keeps_who_took_it() -> None:
    """A head who took a case and gives it to an officer is still the one who took it."""
    assert late().take(Step.TAKE, HEAD).take(Step.ASSIGN).case.taken == "head"


def test_the_receiver_takes_its_own_lateness() -> None:
    """The head of the office a case was referred to can take the alert about the missing acknowledgement."""
    told = story(*WORKED, Step.REFER).at("2026-03-25T10:00:00Z")
    told.sweep()
    assert told.take(Step.TAKE, staff(Role.HEAD, OTHER, "bogor")).case.taken == "bogor"


def test_no_reminder_that_nobody_asked_for() -> None:
    """A reminder before its time, for somebody else, or of a clock that does not run is no news."""
    told = late().take(Step.SNOOZE, HEAD)
    due = Command(Step.REMIND, THE_CLOCK, clock="resolution", mark=1, to="head")
    early = replace(told.case)
    for asked in (due, replace(due, to="region"), replace(due, clock="referral_ack")):
        with pytest.raises(StepRefused):
            told.execute(asked)
    told.at(told.now + 3 * DAY).execute(due)
    assert not told.case.snoozes
    assert clock(told.case) == clock(early)
