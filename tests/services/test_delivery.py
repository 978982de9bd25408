"""A message is claimed, handed over once, and marked; what nobody can know is waited for."""

from datetime import datetime

import pytest

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
from chalicelib.services import delivery, settling
from chalicelib.services.delivery import Outcome
from chalicelib.store import ledger
from tests.builders import TICKET
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
    settling.hear(house.key("received", 1), Sending.SENT, house.delivery)
    house.later(hours=1)
    assert first(house) is Outcome.NOT_NOW
    assert house.told() == []


def test_gives_up_in_the_end(house: House) -> None:
    """A message that fails again and again is called dead, so that somebody looks at it."""
    called: list[str] = []
    object.__setattr__(house.delivery, "alarm", called.append)
    house.file()
    house.post.trouble = [Temporary("ReadTimeout")] * ATTEMPTS
    for _ in range(ATTEMPTS):
        assert first(house) is Outcome.UNSURE
        house.later(hours=1)
    assert first(house) is Outcome.DEAD
    assert (house.status("received"), called) == (Sending.DEAD, ["dead"])


def test_who_has_no_other_way_is_tried_for_a_day(house: House) -> None:
    """A provider that refuses for hours, with few messages to notice it by, costs nobody a message."""
    house.file()
    house.post.trouble = [Throttled("TooMany")] * 20
    for _ in range(22):
        house.later(hours=1)
        house.sweep()
    assert house.told() == [f"received {MAIL}"]


def test_a_day_of_refusals_is_enough(house: House) -> None:
    """After a day somebody has to look: the message is dead, and was tried once an hour at most."""
    house.file()
    house.post.trouble = [Throttled("TooMany")] * 100
    for _ in range(30):
        house.later(hours=1)
        house.sweep()
    assert house.status("received") is Sending.DEAD
    assert len(house.post.trouble) > 70


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


def test_other_reports_leave_the_case_alone(house: House) -> None:
    """That an acknowledgement has arrived changes nothing in the case."""
    case = house.file()
    house.sweep()
    settling.hear(house.key("received", 1), Sending.DELIVERED, house.delivery)
    assert house.complaints.get(TICKET).version == case.version


def test_report_about_nothing(house: House) -> None:
    """A report about a message that we do not have is not swallowed."""
    with pytest.raises(UnknownMessage):
        settling.hear(house.key("received", 1), Sending.SENT, house.delivery)
    with pytest.raises(UnknownMessage):
        settling.settle(house.key("received", 1), house.delivery)


def test_message_to_staff_who_left(house: House) -> None:
    """Somebody whose grant was taken away gets no alerts any more."""
    key = Key("A#nobody", "N#b#o")
    note = Note(key, "alerts", "nobody", "email", "id", {})
    assert house.delivery.addresses.address(note) is None
