"""An answer that arrived starts the citizen's time; a bounce, or silence, does not."""

from datetime import timedelta

import pytest

from chalicelib.domain.change import Change
from chalicelib.domain.complaint import Task
from chalicelib.domain.errors import ChangedMeanwhile
from chalicelib.domain.intents import Sending
from chalicelib.domain.people import Identity, Mode
from chalicelib.domain.steps import CITIZEN_WINDOW, Status, Step
from chalicelib.services import settling
from chalicelib.store.desk import Desk
from tests.builders import OFFICE, TICKET
from tests.services.house import House


def test_delivered_answer_starts_the_window(house: House) -> None:
    """The citizen's days to object begin when the answer has arrived, once however often that is reported."""
    case = house.answered()
    assert case.clock(CITIZEN_WINDOW) is None
    for status in (Sending.DELIVERED, Sending.SENT, Sending.DELIVERED):
        settling.hear(house.key("answered", case.version), status, house.delivery)
    after = house.complaints.get(TICKET)
    assert after.delivered
    assert after.version == case.version + 1
    assert house.status("answered") is Sending.DELIVERED


def test_another_answer_has_come_since(house: House) -> None:
    """That an old answer has arrived says nothing about the corrected one."""
    case = house.answered()
    house.take(Step.CORRECT)
    settling.hear(house.key("answered", case.version), Sending.DELIVERED, house.delivery)
    assert not house.complaints.get(TICKET).delivered


def test_bounced_answer_waits_for_the_other_channel(house: House) -> None:
    """While another way is open, a bounce is no task yet; when all have failed, the office has one."""
    case = house.answered(channels=("email", "sms"))
    settling.hear(house.key("answered", case.version), Sending.BOUNCED, house.delivery)
    assert house.complaints.get(TICKET).task is None
    for _ in range(2):
        settling.hear(house.key("answered", case.version, "sms"), Sending.BOUNCED, house.delivery)
    after = house.complaints.get(TICKET)
    assert (after.delivered, after.task, after.version) == (False, Task.ANSWER_NOT_DELIVERED, case.version + 1)
    assert after.clock(CITIZEN_WINDOW) is None


def test_bounced_answer_keeps_the_case_open(house: House) -> None:
    """Thirty days after an answer that bounced the case is open still, and stands on the queue with its task."""
    case = house.answered()
    settling.hear(house.key("answered", case.version), Sending.BOUNCED, house.delivery)
    for _ in range(30):
        house.later(days=1)
        house.sweep()
    queue = Desk(house.client, "cases", "keys").queue([OFFICE], restricted=False)
    assert [(one.status, one.task) for one in queue.cases] == [(Status.ANSWERED, Task.ANSWER_NOT_DELIVERED)]


def test_bounce_after_delivery_stops_the_window(house: House) -> None:
    """A mailbox that takes an answer and sends it back later has not received it: the citizen's time stops."""
    case = house.answered()
    for status in (Sending.DELIVERED, Sending.BOUNCED):
        settling.hear(house.key("answered", case.version), status, house.delivery)
    after = house.complaints.get(TICKET)
    assert after.task
    house.later(days=30)
    house.sweep()
    assert house.complaints.get(TICKET).status is Status.ANSWERED


def test_late_proof_clears_the_task(house: House) -> None:
    """When the report of an arrival comes after two days of silence, the citizen's time starts and the task is gone."""
    case = house.answered()
    house.later(days=2)
    house.sweep()
    settling.hear(house.key("answered", case.version), Sending.DELIVERED, house.delivery)
    after = house.complaints.get(TICKET)
    assert (after.delivered, after.task) == (True, None)
    window = after.clock(CITIZEN_WINDOW)
    assert window
    assert window.started == house.now


def test_answer_without_contact_starts_the_window_at_once(house: House) -> None:
    """Where nobody can be told, the citizen's time starts at publication, and the case closes after it."""
    case = house.answered(identity=Identity(Mode.ANONYMOUS), channels=())
    window = case.clock(CITIZEN_WINDOW)
    assert window
    assert window.started == house.now
    house.at(window.due)
    house.sweep()
    assert house.complaints.get(TICKET).status is Status.CLOSED


def test_live_message_is_not_settled(house: House) -> None:
    """What is still to be sent is not over."""
    house.file()
    settling.settle(house.key("received", 1), house.delivery)
    assert house.status("received") is Sending.PENDING


@pytest.mark.parametrize("times", [1, settling.TRIES])
def test_lost_race_is_run_again(house: House, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """When an officer changes the case at that moment, the arrival is recorded after it, or comes again later."""
    case = house.answered()
    real, races = house.complaints.save, [ChangedMeanwhile(TICKET)] * times

    def save(change: Change, wrapped: bytes | None = None) -> None:
        if races:
            raise races.pop()
        real(change, wrapped)

    monkeypatch.setattr(house.complaints, "save", save)
    key = house.key("answered", case.version)
    if times == settling.TRIES:
        with pytest.raises(ChangedMeanwhile):
            settling.hear(key, Sending.DELIVERED, house.delivery)
    settling.hear(key, Sending.DELIVERED, house.delivery)
    assert house.complaints.get(TICKET).delivered


def test_silence_is_no_proof(house: House) -> None:
    """Where a report should come and does not for two days, the office has a task and the case stays open."""
    house.answered()
    house.later(days=2)
    house.sweep()
    after = house.complaints.get(TICKET)
    assert (after.delivered, after.task) == (False, Task.ANSWER_NOT_DELIVERED)
    assert house.status("answered") is Sending.SILENT


def test_deaf_provider_counts_after_an_hour(house: House) -> None:
    """A text message by SNS is never confirmed: accepted an hour ago is all that can be known."""
    house.post.provider = "sns"
    house.answered(channels=("sms",))
    house.now += timedelta(minutes=59)
    house.sweep()
    assert not house.complaints.get(TICKET).delivered
    house.later(minutes=1)
    house.sweep()
    assert house.complaints.get(TICKET).delivered


def test_other_messages_only_leave_the_index(house: House) -> None:
    """Nothing hangs on an acknowledgement that has gone: a sweep that still sees it leaves the case alone."""
    case = house.file()
    house.sweep()
    settling.settle(house.key("received", 1), house.delivery)
    assert house.complaints.get(TICKET).version == case.version
