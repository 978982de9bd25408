"""What time does by itself: warnings, breaches, the end of a pause, the closing of a case."""

from datetime import timedelta

import pytest

from chalicelib.domain.alarms import next_alarm
from chalicelib.domain.people import THE_CLOCK
from chalicelib.domain.steps import Status, Step
from chalicelib.domain.times import iso
from tests.builders import Story, book, story

ASSIGNED = (Step.VERIFY, Step.ASSIGN)


def marks(told: Story) -> list[tuple[str, str, int]]:
    return [(alarm.step.value, alarm.clock, alarm.mark) for alarm in told.sweep()]


def every_alarm(told: Story) -> list[tuple[str, str, str, int]]:
    """Sweep at each alarm's very moment until time changes nothing more."""
    done = []
    while alarm := next_alarm(told.case, book(), told.now):
        told.at(max(told.now, alarm.at)).execute(alarm.command)
        done.append((iso(alarm.at), alarm.step.value, alarm.clock, alarm.mark))
    return done


def test_a_complaint_that_nobody_touches() -> None:
    """Both clocks warn at 50, 75 and 90 per cent, and each breach climbs from the head to the region and the centre."""
    assert every_alarm(story()) == [
        ("2026-03-17T04:45:00Z", "warn", "first_response", 50),
        ("2026-03-25T02:52:00Z", "warn", "first_response", 75),
        ("2026-03-25T06:57:00Z", "warn", "first_response", 90),
        ("2026-03-25T09:00:00Z", "breach", "first_response", 1),
        ("2026-03-26T09:00:00Z", "breach", "first_response", 2),
        ("2026-03-30T09:00:00Z", "breach", "first_response", 3),
        ("2026-04-01T01:30:00Z", "warn", "resolution", 50),
        ("2026-04-07T04:45:00Z", "warn", "resolution", 75),
        ("2026-04-09T06:12:00Z", "warn", "resolution", 90),
        ("2026-04-10T09:30:00Z", "breach", "resolution", 1),
        ("2026-04-13T09:00:00Z", "breach", "resolution", 2),
        ("2026-04-15T09:00:00Z", "breach", "resolution", 3),
    ]


def test_a_late_sweep_passes_over_what_was_overtaken() -> None:
    """A sweep that comes after 75 per cent tells that alone; one after the due time, the breach alone."""
    told = story(*ASSIGNED).at("2026-04-08T02:00:00Z")
    assert marks(told) == [("warn", "resolution", 75)]
    assert marks(told.at("2026-04-14T02:00:00Z")) == [("breach", "resolution", 1), ("breach", "resolution", 2)]
    assert marks(told.at("2026-05-14T02:00:00Z")) == [("breach", "resolution", 3)]
    assert marks(told.at("2027-05-14T02:00:00Z")) == []


def test_without_a_time_the_very_next_alarm_is_given() -> None:
    """The index holds the first moment at which anything may be due, whatever a later sweep then passes over."""
    told = story(*ASSIGNED)
    first = next_alarm(told.case, book())
    assert first is not None
    assert (first.mark, iso(first.at)) == (50, "2026-04-01T01:30:00Z")
    assert first.command.actor is THE_CLOCK


def test_a_paused_case_has_one_alarm() -> None:
    """While the citizen is asked, time does one thing only: it ends the pause."""
    told = story(*ASSIGNED, Step.ASK)
    alarm = next_alarm(told.case, book())
    assert alarm is not None
    assert (alarm.step, iso(alarm.at)) == (Step.RESUME, "2026-04-06T09:00:00Z")


def test_an_answer_closes_the_case_in_the_end() -> None:
    """Ten working days after delivery the clock closes the case, late sweep or not."""
    told = story(*ASSIGNED, Step.ANSWER, Step.DELIVER)
    alarm = next_alarm(told.case, book())
    assert alarm is not None
    assert (alarm.step, iso(alarm.at)) == (Step.CLOSE, "2026-04-06T09:00:00Z")
    told.at(alarm.at + timedelta(days=200))
    assert marks(told) == [("close", "citizen_window", 0)]
    assert told.case.status is Status.CLOSED


def test_an_unacknowledged_referral_is_told() -> None:
    """The office a case was referred to is warned and reported for its silence, apart from the date of the case."""
    told = story(*ASSIGNED, Step.REFER).at("2026-03-25T10:00:00Z")
    assert marks(told) == [("breach", "referral_ack", 1)]
    assert marks(told.at("2026-03-26T09:00:00Z")) == [("breach", "referral_ack", 2)]


@pytest.mark.parametrize("road", [(Step.WITHDRAW,), (Step.REJECT,), (Step.VERIFY, Step.ANSWER, Step.CONFIRM)])
def test_nothing_rings_for_a_closed_case(road: tuple[Step, ...]) -> None:
    """Once nothing is owed, time does nothing, though an appeal may still be in time."""
    told = story(*road)
    assert next_alarm(told.case, book()) is None
    assert next_alarm(told.case, book(), told.now + timedelta(days=999)) is None


def test_everything_that_warns_can_also_climb() -> None:
    """Each clock that warns has somebody to hear of its breach: no case is left ringing in the index for ever."""
    policy = book().policy
    for rule in policy.clocks:
        assert bool(rule.warnings) == bool(policy.escalations(rule.clock)), rule.clock
        assert list(rule.warnings) == sorted(rule.warnings)
