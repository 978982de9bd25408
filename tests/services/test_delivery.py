"""A message is claimed, handed over once, and marked; what nobody can know is waited for."""

from datetime import datetime, timedelta

import pytest

from chalicelib.domain.change import Change
from chalicelib.domain.complaint import Task
from chalicelib.domain.errors import ChangedMeanwhile
from chalicelib.domain.intents import Intent, Sending
from chalicelib.domain.people import Identity, Mode
from chalicelib.domain.sending import (
    ATTEMPTS,
    Claim,
    Key,
    Note,
    Permanent,
    Posted,
    Temporary,
    Throttled,
    UnknownMessage,
)
from chalicelib.domain.steps import CITIZEN_WINDOW, Status, Step
from chalicelib.services import delivery
from chalicelib.services.delivery import Outcome
from chalicelib.store import ledger
from chalicelib.store.desk import Desk
from tests.builders import OFFICE, TICKET
from tests.services.house import MAIL, PHONE, House


def first(house: House, channel: str = "email") -> Outcome:
    """Deliver the acknowledgement."""
    return delivery.deliver(house.key("received", 1, channel), house.delivery)


def test_goes_out_once(house: House) -> None:
    """However often the stream brings it, a message goes out once."""
    house.file()
    assert [first(house), first(house)] == [Outcome.SENT, Outcome.NOT_NOW]
    assert house.told() == [f"received {MAIL}"]
    assert house.status("received") is Sending.SENT


def test_text_goes_to_the_phone(house: House) -> None:
    """A text message goes to the number, not to the mailbox."""
    house.file(channels=("sms",))
    first(house, "sms")
    assert house.told() == [f"received {PHONE}"]


def test_unknown_message_is_not_sent(house: House) -> None:
    """A row that is gone sends nothing."""
    assert first(house) is Outcome.NOT_NOW


def test_refused_for_now_goes_later(house: House) -> None:
    """A provider that is busy gets the message again after a pause, and not before."""
    house.file()
    house.post.trouble = [Throttled("TooMany")]
    assert [first(house), first(house)] == [Outcome.PUT_OFF, Outcome.NOT_NOW]
    house.later(minutes=1)
    assert first(house) is Outcome.SENT


def test_refused_for_good_is_not_tried_again(house: House) -> None:
    """What can never be sent is given up at once, and the record says so."""
    house.file()
    house.post.trouble = [Permanent("MessageRejected")]
    assert first(house) is Outcome.REFUSED
    house.later(days=1)
    assert first(house) is Outcome.NOT_NOW
    assert house.status("received") is Sending.REFUSED


def test_unsure_waits_for_the_lease(house: House) -> None:
    """When nobody knows whether it went, it goes again only after the provider had its time to tell."""
    house.file()
    house.post.trouble = [Temporary("ReadTimeout")]
    assert first(house) is Outcome.UNSURE
    house.later(minutes=9)
    assert first(house) is Outcome.NOT_NOW
    house.later(minutes=1)
    assert first(house) is Outcome.SENT


def test_report_settles_what_was_unsure(house: House) -> None:
    """The provider's own report that it went keeps it from going twice."""
    house.file()
    house.post.trouble = [Temporary("ReadTimeout")]
    first(house)
    delivery.hear(house.key("received", 1), Sending.SENT, house.delivery)
    house.later(hours=1)
    assert first(house) is Outcome.NOT_NOW
    assert house.told() == []


def test_gives_up_in_the_end(house: House) -> None:
    """A message that fails again and again is called dead, so that somebody looks at it."""
    house.file()
    house.post.trouble = [Throttled("TooMany")] * ATTEMPTS
    for _ in range(ATTEMPTS + 1):
        first(house)
        house.later(hours=2)
    assert house.status("received") is Sending.DEAD


def test_nobody_to_send_to(house: House) -> None:
    """A contact that has been erased since gets nothing."""
    house.file()
    house.client.delete_item(TableName="cases", Key={"pk": {"S": f"C#{TICKET}"}, "sk": {"S": "WHO"}})
    assert first(house) is Outcome.NO_ADDRESS
    assert house.status("received") is Sending.REFUSED


def test_a_number_that_takes_no_text(house: House) -> None:
    """A landline gets no text message."""
    house.file(identity=Identity(Mode.NAMED, "Siti", None, "+62215224658"), channels=("sms",))
    assert first(house, "sms") is Outcome.NO_ADDRESS


def test_keys_that_cannot_be_opened_give_the_claim_back(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the address cannot be opened nothing has left, and it is tried again soon."""
    house.file()

    def denied(_note: Note) -> str:
        raise OSError("AccessDenied")

    with monkeypatch.context() as patch:
        patch.setattr(house.delivery.addresses, "address", denied)
        with pytest.raises(OSError, match="AccessDenied"):
            first(house)
    house.later(minutes=1)
    assert first(house) is Outcome.SENT


def test_the_mark_is_tried_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """That a message went is written down even when the first try to write fails."""
    house.file()
    real, failures = house.ledger.sent, [OSError(), OSError()]

    def sent(claim: Claim, posted: Posted, now: datetime) -> None:
        if failures:
            raise failures.pop()
        real(claim, posted, now)

    monkeypatch.setattr(house.ledger, "sent", sent)
    assert first(house) is Outcome.SENT
    assert house.status("received") is Sending.SENT


def code(house: House) -> Key:
    """Owe a one-time code, asked for now."""
    version = int(house.now.timestamp())
    values = {"ticket": TICKET, "nonce": "ab"}
    intent = Intent(TICKET, version, "one_time_code", "citizen", "email", "id", house.now, values)
    house.client.transact_write_items(TransactItems=[ledger.intent_put("cases", intent, 2)])
    return house.key("one_time_code", version)


def test_a_code_is_worked_out_at_the_last_moment(house: House) -> None:
    """A one-time code is in the message and in no row."""
    house.file()
    assert delivery.deliver(code(house), house.delivery) is Outcome.SENT
    assert house.post.letters[0].values["code"] == "77777777"
    assert "77777777" not in repr(house.client.scan(TableName="cases"))


def test_a_late_code_is_not_sent(house: House) -> None:
    """A code that no longer works is not sent any more."""
    house.file()
    key = code(house)
    house.later(minutes=10)
    assert delivery.deliver(key, house.delivery) is Outcome.EXPIRED


def test_delivered_answer_starts_the_window(house: House) -> None:
    """The citizen's days to object begin when the answer has arrived, once however often that is reported."""
    case = house.answered()
    assert case.clock(CITIZEN_WINDOW) is None
    for status in (Sending.DELIVERED, Sending.SENT, Sending.DELIVERED):
        delivery.hear(house.key("answered", case.version), status, house.delivery)
    after = house.complaints.get(TICKET)
    assert after.delivered
    assert after.version == case.version + 1
    assert house.status("answered") is Sending.DELIVERED


def test_another_answer_has_come_since(house: House) -> None:
    """That an old answer has arrived says nothing about the corrected one."""
    case = house.answered()
    house.take(Step.CORRECT)
    delivery.hear(house.key("answered", case.version), Sending.DELIVERED, house.delivery)
    assert not house.complaints.get(TICKET).delivered


def test_bounced_answer_waits_for_the_other_channel(house: House) -> None:
    """While another way is open, a bounce is no task yet; when all have failed, the office has one."""
    case = house.answered(channels=("email", "sms"))
    delivery.hear(house.key("answered", case.version), Sending.BOUNCED, house.delivery)
    assert house.complaints.get(TICKET).task is None
    for _ in range(2):
        delivery.hear(house.key("answered", case.version, "sms"), Sending.BOUNCED, house.delivery)
    after = house.complaints.get(TICKET)
    assert (after.delivered, after.task, after.version) == (False, Task.ANSWER_NOT_DELIVERED, case.version + 1)
    assert after.clock(CITIZEN_WINDOW) is None


def test_bounced_answer_keeps_the_case_open(house: House) -> None:
    """Thirty days after an answer that bounced the case is open still, and stands on the queue with its task."""
    case = house.answered()
    delivery.hear(house.key("answered", case.version), Sending.BOUNCED, house.delivery)
    for _ in range(30):
        house.later(days=1)
        house.sweep()
    queue = Desk(house.client, "cases", "keys").queue([OFFICE], restricted=False)
    assert [(one.status, one.task) for one in queue.cases] == [(Status.ANSWERED, Task.ANSWER_NOT_DELIVERED)]


def test_bounce_after_delivery_stops_the_window(house: House) -> None:
    """A mailbox that takes an answer and sends it back later has not received it: the citizen's time stops."""
    case = house.answered()
    for status in (Sending.DELIVERED, Sending.BOUNCED):
        delivery.hear(house.key("answered", case.version), status, house.delivery)
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
    delivery.hear(house.key("answered", case.version), Sending.DELIVERED, house.delivery)
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


def test_other_reports_leave_the_case_alone(house: House) -> None:
    """That an acknowledgement has arrived changes nothing in the case."""
    case = house.file()
    house.sweep()
    delivery.hear(house.key("received", 1), Sending.DELIVERED, house.delivery)
    assert house.complaints.get(TICKET).version == case.version


def test_report_about_nothing(house: House) -> None:
    """A report about a message that we do not have is not swallowed."""
    with pytest.raises(UnknownMessage):
        delivery.hear(house.key("received", 1), Sending.SENT, house.delivery)
    with pytest.raises(UnknownMessage):
        delivery.settle(house.key("received", 1), house.delivery)


def test_live_message_is_not_settled(house: House) -> None:
    """What is still to be sent is not over."""
    house.file()
    delivery.settle(house.key("received", 1), house.delivery)
    assert house.status("received") is Sending.PENDING


@pytest.mark.parametrize("times", [1, delivery.TRIES])
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
    if times == delivery.TRIES:
        with pytest.raises(ChangedMeanwhile):
            delivery.hear(key, Sending.DELIVERED, house.delivery)
    delivery.hear(key, Sending.DELIVERED, house.delivery)
    assert house.complaints.get(TICKET).delivered


def test_message_to_staff_who_left(house: House) -> None:
    """Somebody whose grant was taken away gets no alerts any more."""
    key = Key("A#nobody", "N#b#o")
    note = Note(key, "alerts", "nobody", "email", "id", {})
    assert house.delivery.addresses.address(note) is None


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
