"""Erasing on one's own wish: not before one may, not after somebody took it back, and nothing after it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain import erasure
from chalicelib.domain.alarms import next_alarm
from chalicelib.domain.commands import Command
from chalicelib.domain.errors import StepRefused
from chalicelib.domain.life import rebuild
from chalicelib.domain.people import THE_CLOCK
from chalicelib.domain.steps import APPEAL_WINDOW, Status, Step
from tests.builders import Story, book, clock, story

DONE = Command(Step.ERASED, THE_CLOCK)


def names(told: Story) -> list[str]:
    return [alarm.step.value for alarm in told.sweep()]


def test_after_withdrawing_it_takes_three_days() -> None:
    """Whoever withdrew and wishes to be erased is erased after three times 24 hours, and what is left right after."""
    told = story(Step.WITHDRAW).later(days=9).take(Step.ERASURE)
    day = told.now + erasure.WAITS
    assert erasure.due(told.case) == day
    assert names(told.at(day - timedelta(seconds=1))) == []
    assert names(told.at(day)) == ["erased", "emptied"]
    assert (told.case.erased, told.case.emptied) == (day, True)
    assert erasure.complete(day) == day + timedelta(days=35)
    assert rebuild(told.events, book()) == told.case
    assert next_alarm(told.case, book()) is None


def test_an_open_complaint_waits() -> None:
    """A wish made while the office works waits until the complaint is over, and three days more."""
    told = story(Step.ERASURE)
    assert erasure.due(told.case) is None
    told.later(days=1).take(Step.WITHDRAW)
    assert erasure.due(told.case) == told.now + erasure.WAITS


def test_the_time_to_object_is_not_cut_short() -> None:
    """After an answer the wish waits until the citizen can no longer object, unless that has gone already."""
    told = story(Step.VERIFY, Step.ANSWER, Step.CONFIRM, Step.ERASURE)
    window = clock(told.case, APPEAL_WINDOW)
    assert erasure.due(told.case) == window.due > told.now + erasure.WAITS
    told.take(Step.APPEAL)
    assert (told.case.status, erasure.due(told.case)) == (Status.IN_PROGRESS, None)
    told.take(Step.ASSIGN).take(Step.ANSWER).take(Step.CONFIRM)
    assert erasure.due(told.case) == told.now + erasure.WAITS


def test_a_wish_can_be_taken_back() -> None:
    """Until the day it can be taken back, once for each time that it was asked for."""
    told = story(Step.WITHDRAW, Step.ERASURE)
    with pytest.raises(StepRefused):
        told.take(Step.ERASURE)
    told.take(Step.KEEP)
    assert names(told.later(days=30)) == []
    with pytest.raises(StepRefused):
        told.take(Step.KEEP)
    told.take(Step.ERASURE)
    assert erasure.due(told.case) == told.now + erasure.WAITS


@pytest.mark.parametrize("step", [Step.CONTACT, Step.UNMASK, Step.ERASURE, Step.KEEP, Step.DOCUMENT_KEPT, Step.REOPEN])
def test_nothing_happens_after_it(step: Step) -> None:
    """Nobody can open, correct, reopen or add what nobody can read."""
    told = story(Step.VERIFY, Step.ANSWER, Step.CONFIRM, Step.ERASURE)
    told.at(erasure.due(told.case) or told.now).sweep()
    with pytest.raises(StepRefused):
        told.take(step)


def test_the_clock_does_not_hurry() -> None:
    """Neither before the day, nor unasked, nor twice, is anybody erased."""
    for told in (story(Step.WITHDRAW), story(Step.ERASURE), story(Step.WITHDRAW, Step.ERASURE)):
        with pytest.raises(StepRefused):
            told.execute(DONE)
    with pytest.raises(StepRefused):
        story(Step.WITHDRAW).execute(Command(Step.EMPTIED, THE_CLOCK))


def test_a_restore_is_made_to_forget() -> None:
    """Whoever comes back with a backup, open or not, asked or not yet, is erased again at once."""
    told = story(Step.VERIFY).execute(replace(DONE, reason=erasure.AGAIN))
    assert (told.case.status, told.case.erased) == (Status.CLOSED, told.now)
    assert names(told) == ["emptied"]
    assert rebuild(told.events, book()) == told.case
