"""What happens when somebody else was quicker, or when there is nothing left to do."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from chalicelib.domain.change import Answer
from chalicelib.domain.errors import ChangedMeanwhile, NotAllowed
from chalicelib.domain.found import File
from chalicelib.domain.people import Citizen, Role, Staff
from chalicelib.domain.sending import Key
from chalicelib.domain.steps import Step
from chalicelib.services import absences, calendars, casework, forecasts, rebase
from tests.builders import AT, book, command, complaint

Fake: Any = SimpleNamespace


def test_a_command_whose_answer_was_lost_gets_it_again() -> None:
    """A citizen whose first press went through, and whose phone heard nothing, gets the first answer."""

    def quicker(*_: object) -> None:
        raise ChangedMeanwhile("IMI")

    case = complaint()
    asked = command(Step.WITHDRAW, Citizen(case.ticket), case)
    desk = casework.Casework(Fake(save=quicker, answered=lambda _: b"first"), lambda: AT, book())
    answer = Answer("k" * 32, "00" * 32, b"")
    assert casework.take_step(File(case), asked, answer, None, lambda _: b"", desk) == b"first"


def test_two_administrators_who_press_at_once_both_get_through() -> None:
    """Whoever comes second looks again, and signs what is there then."""
    tries: list[int] = []

    def attempt() -> Any:
        tries.append(1)
        if len(tries) < calendars.TRIES:
            raise ChangedMeanwhile("")
        return "signed"

    assert calendars._again(attempt) == cast("Any", "signed")


def test_who_lost_the_grant_cannot_be_absent() -> None:
    """Somebody whose role was taken away between two clicks is told that they may not."""
    with pytest.raises(NotAllowed):
        absences._grant(Staff("gone", Role.OFFICER, "pusat"), Fake(grants=Fake(get=lambda _: None)))


def test_a_forecast_that_is_not_due_is_not_told() -> None:
    """A sweep on a Wednesday leaves Monday's forecast alone."""
    later = AT.replace(year=AT.year + 1)
    week = forecasts.Week("jakarta-utara", AT, book().terms(), Fake(armed=lambda _: later), Fake())
    assert forecasts.tell(week) == ()


def test_a_finished_job_is_not_begun_again() -> None:
    """Two sweeps that find the same job do it once."""
    offices = book().offices
    assert rebase.walk(Key("J#", "J"), Fake(get=lambda _: None), offices, AT, lambda _: True)
