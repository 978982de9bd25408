"""What happens when somebody else was quicker, or when there is nothing left to do."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from chalicelib.domain.change import Answer, Change
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import ChangedMeanwhile, NotAllowed
from chalicelib.domain.found import File
from chalicelib.domain.people import Citizen, Role, Staff
from chalicelib.domain.sending import Key
from chalicelib.domain.steps import Step
from chalicelib.services import absences, calendars, casework, forecasts, rebase
from tests.builders import AT, Story, book, command, complaint, story

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


class Racing:
    """A record in which something else is quicker the first few times: it takes these steps, one each time."""

    def __init__(self, told: Story, steps: list[Step]) -> None:
        self.told, self.steps, self.saved = told, steps, list[Complaint]()

    def save(self, change: Change, _wrapped: bytes | None) -> None:
        if self.steps:
            self.told.take(self.steps.pop(0))
        if change.before != self.told.case.version:
            raise ChangedMeanwhile(change.case.ticket)
        self.saved.append(change.case)

    def get(self, _ticket: str) -> Complaint:
        return self.told.case

    def answered(self, _answer: Answer) -> None:
        return None


def pressed(steps: list[Step], asked: Step, seen: int | None = None) -> Racing:
    """A citizen presses a button on an answer that has just reached them, in the second in which others act."""
    told = story(Step.VERIFY, Step.ANSWER)
    race = Racing(told, steps)
    wish = command(asked, Citizen(told.case.ticket), told.case)
    answer = Answer("k" * 32, "00" * 32, b"")
    desk = casework.Casework(cast("Any", race), lambda: AT, book())
    casework.take_step(File(told.case), wish, answer, seen, lambda case: str(case.version).encode(), desk)
    return race


@pytest.mark.parametrize("others", [[Step.DELIVER], [Step.UNDELIVERED, Step.DELIVER]])
def test_a_report_in_the_same_second_costs_a_citizen_nothing(others: list[Step]) -> None:
    """Who confirms while a delivery report comes in is not told to look again: the step is taken on what is there."""
    count = len(others)
    assert [case.version for case in pressed(others, Step.CONFIRM).saved] == [4 + count]


def test_what_has_become_impossible_is_shown() -> None:
    """Who confirms in the second in which their other device withdraws sees the case as it is, and no fault."""
    with pytest.raises(ChangedMeanwhile) as found:
        pressed([Step.DELIVER, Step.WITHDRAW], Step.CONFIRM)
    assert found.value.fresh == b"5"


def test_a_citizen_s_step_is_not_tried_for_ever() -> None:
    """Where the case changes again and again the citizen hears so after the third try."""
    with pytest.raises(ChangedMeanwhile):
        pressed([Step.DELIVER, Step.UNDELIVERED, Step.DELIVER], Step.CONFIRM)


def test_whoever_shows_a_version_decides_again_themselves() -> None:
    """An officer whose page is a second old is shown what changed, whatever it was: nothing is tried in their name."""
    with pytest.raises(ChangedMeanwhile):
        pressed([Step.DELIVER], Step.CONFIRM, seen=3)


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
