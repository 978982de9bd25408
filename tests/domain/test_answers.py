"""What follows an answer: the citizen's time, disputes, appeals, and a case that is opened again."""

import pytest

from chalicelib.domain.complaint import Task
from chalicelib.domain.errors import StepRefused
from chalicelib.domain.people import Role
from chalicelib.domain.steps import APPEAL, APPEAL_WINDOW, CITIZEN_WINDOW, RESOLUTION, Status, Step
from chalicelib.domain.times import iso
from tests.builders import OFFICE, REGION, clock, due, staff, story

ASSIGNED = (Step.VERIFY, Step.ASSIGN)
ANSWERED = (*ASSIGNED, Step.ANSWER)


def test_the_citizens_time_starts_at_delivery() -> None:
    """Ten working days from the day the answer was delivered, or published where nobody can be told."""
    told = story(*ANSWERED).later(days=30)
    assert told.case.clock(CITIZEN_WINDOW) is None
    assert told.sweep() == []
    told.take(Step.DELIVER)
    assert due(told, CITIZEN_WINDOW) == "2026-04-24T09:30:00Z"
    published = story(*ANSWERED, channels=())
    assert due(published, CITIZEN_WINDOW) == "2026-04-06T09:00:00Z"
    with pytest.raises(StepRefused):
        published.take(Step.DELIVER)


def test_a_corrected_answer_starts_the_citizens_time_again() -> None:
    """After a correction the old time is over, and a new one starts when the new answer is delivered."""
    told = story(*ANSWERED, Step.DELIVER).later(days=5).take(Step.CORRECT)
    assert clock(told.case, CITIZEN_WINDOW).over
    assert (told.case.delivered, told.case.answered) == (False, told.case.version)
    told.later(days=1).take(Step.DELIVER)
    assert clock(told.case, CITIZEN_WINDOW).started == told.now
    assert not clock(told.case, RESOLUTION).running


def test_nobody_is_late_on_the_citizens_own_time() -> None:
    """A case closed by the clock a minute after the citizen's time is not counted as late."""
    told = story(*ANSWERED, Step.DELIVER).later(days=90)
    assert not told.case.late(told.now)
    assert [alarm.step for alarm in told.sweep()] == [Step.CLOSE]
    assert not any(one.late(told.now) for one in told.case.clocks)
    assert due(told, APPEAL_WINDOW) > iso(told.now)


def test_a_disputed_answer_leaves_what_was_left() -> None:
    """Answered two working days early and disputed weeks later, a complaint has those two days again."""
    told = story(*ASSIGNED).at("2026-04-08T09:00:00Z").take(Step.ANSWER)
    told.at("2026-05-20T02:00:00Z").take(Step.DISPUTE)
    assert due(told) == "2026-05-22T02:00:00Z"


def test_a_late_answer_does_not_climb_while_it_stands() -> None:
    """Answered an hour late and disputed two months after, the next level hears a working day later, not at once."""
    told = story(*ASSIGNED).at("2026-04-10T10:30:00Z")
    assert [alarm.mark for alarm in told.sweep()] == [1]
    told.take(Step.ANSWER).at("2026-06-08T02:00:00Z").take(Step.DISPUTE)
    assert told.sweep() == []
    assert [alarm.mark for alarm in told.at("2026-06-09T00:00:00Z").sweep()] == []
    assert [alarm.mark for alarm in told.at("2026-06-09T09:00:00Z").sweep()] == [2]
    assert clock(told.case).late(told.now)


def test_a_reopened_case_goes_on_where_it_stopped() -> None:
    """Rejected on the first day and reopened months later, a complaint has its fourteen days still to come."""
    told = story(Step.REJECT).later(days=120).take(Step.REOPEN)
    assert (told.case.status, told.case.late(told.now)) == (Status.IN_PROGRESS, False)
    assert clock(told.case).due > told.now
    assert [alarm.step for alarm in told.sweep()] == []


def test_an_answer_that_did_not_arrive_closes_nothing() -> None:
    """Thirty days after an answer that bounced the case is open, and the office has a task until somebody acts."""
    told = story(*ANSWERED, Step.UNDELIVERED).later(days=30)
    assert told.sweep() == []
    assert (told.case.status, told.case.task) == (Status.ANSWERED, Task.ANSWER_NOT_DELIVERED)
    with pytest.raises(StepRefused):
        told.take(Step.CLOSE, actor=staff())
    with pytest.raises(StepRefused):
        told.take(Step.UNDELIVERED)


@pytest.mark.parametrize("step", [Step.CORRECT, Step.CONFIRM, Step.DISPUTE, Step.APPEAL, Step.WITHDRAW, Step.DELIVER])
def test_the_task_goes_when_somebody_has_acted(step: Step) -> None:
    """The task is off the queue once the answer is sent again, has arrived, or the citizen has reacted to it."""
    told = story(*ANSWERED, Step.UNDELIVERED).later(days=1).take(Step.MESSAGE)
    assert told.case.task
    assert told.take(step).case.task is None


def test_a_bounce_after_the_delivery_takes_the_time_back() -> None:
    """An answer that came back after it was delivered gives no time; a new proof gives the whole of it."""
    told = story(*ANSWERED, Step.DELIVER, Step.UNDELIVERED)
    assert (told.case.delivered, clock(told.case, CITIZEN_WINDOW).over) == (False, True)
    told.later(days=3).take(Step.DELIVER)
    assert clock(told.case, CITIZEN_WINDOW).started == told.now


def test_a_published_answer_cannot_bounce() -> None:
    """Where there is no contact there is nothing to deliver."""
    with pytest.raises(StepRefused):
        story(*ANSWERED, Step.UNDELIVERED, channels=())


@pytest.mark.parametrize(("office", "above"), [(OFFICE, REGION), (REGION, "pusat"), ("pusat", "pusat")])
def test_an_appeal_goes_one_level_up_to_another_person(office: str, above: str) -> None:
    """On appeal the office above decides, in a time of its own, and nobody who gave or corrected an answer."""
    told = story(*ASSIGNED, office=office)
    told.take(Step.ANSWER, actor=staff(Role.CENTRE, "pusat", "first")).take(
        Step.CORRECT, actor=staff(name="second", office=office)
    )
    told.later(days=1).take(Step.APPEAL)
    assert (told.case.office, told.case.barred, told.case.assignee) == (above, ("first", "second"), None)
    assert clock(told.case, APPEAL).office == above
    assert clock(told.case).over
    told.take(Step.ANSWER).take(Step.DISPUTE)
    assert clock(told.case, APPEAL).running
    assert not clock(told.case).running


def test_a_later_appeal_bars_everybody_who_answered() -> None:
    """After a dispute and a second answer by somebody else, both who answered are kept from the appeal."""
    told = story(*ASSIGNED).take(Step.ANSWER, actor=staff(name="first")).take(Step.DISPUTE)
    told.take(Step.ANSWER, actor=staff(name="second")).take(Step.CONFIRM).take(Step.APPEAL)
    assert told.case.barred == ("first", "second")
