"""What does not arrive by one channel goes by the next, once; and where none is left, the office hears of it."""

from itertools import permutations

import pytest

from chalicelib.domain.intents import CITIZEN, Intent, Sending
from chalicelib.domain.people import Identity, Mode, Role
from chalicelib.domain.sending import ONE_TIME_CODE, Permanent, Posted, Throttled
from chalicelib.domain.steps import Step
from chalicelib.services import settling
from tests.builders import TICKET
from tests.services.house import MAIL, PHONE, House

BOTH = ("email", "sms")
FAILURES = (Sending.BOUNCED, Sending.EXPIRED, Sending.REFUSED, Sending.SENT)


def minutes(house: House, number: int = 12) -> None:
    for _ in range(number):
        house.later(minutes=1)
        house.sweep()


def test_who_ticked_both_is_told_by_both(house: House) -> None:
    """Whoever asked for e-mail and text message gets both at once, and nothing more when one of them comes back."""
    house.file(channels=BOTH)
    house.sweep()
    assert sorted(house.told()) == sorted([f"received {MAIL}", f"received {PHONE}"])
    settling.hear(house.key("received", 1), Sending.BOUNCED, house.delivery)
    minutes(house)
    assert len(house.told()) == 2


@pytest.mark.parametrize("order", sorted(set(permutations(FAILURES, 3))), ids=str)
def test_a_message_that_comes_back_goes_by_text_once(house: House, order: tuple[Sending, ...]) -> None:
    """However often, early or late a bounce is reported, the citizen gets one text in its place, ten minutes later."""
    house.file(channels=BOTH, in_turn=True)
    house.sweep()
    for report in order:
        settling.hear(house.key("received", 1), report, house.delivery)
    minutes(house, 9)
    assert house.told() == [f"received {MAIL}"]
    minutes(house)
    assert house.told() == [f"received {MAIL}", f"received {PHONE}"]
    settling.hear(house.key("received", 1, "sms"), Sending.BOUNCED, house.delivery)
    minutes(house)
    assert len(house.told()) == 2


def test_a_crash_between_report_and_next_channel_loses_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the machine dies right after it kept a bounce, the next sweep sends the text."""
    house.file(channels=BOTH, in_turn=True)
    house.sweep()
    with monkeypatch.context() as patch:
        patch.setattr(settling, "settle", lambda *_: None)
        settling.hear(house.key("received", 1), Sending.BOUNCED, house.delivery)
    minutes(house)
    assert house.told() == [f"received {MAIL}", f"received {PHONE}"]


def test_what_the_provider_refuses_goes_by_the_other_way(house: House) -> None:
    """A message that is refused, or was tried in vain, takes the other way too."""
    house.post.trouble = [Permanent("MessageRejected")]
    house.file(channels=BOTH, in_turn=True)
    minutes(house)
    assert house.told() == [f"received {PHONE}"]


def test_what_was_too_late_goes_by_the_other_way(house: House) -> None:
    """A text that could not be brought in time goes as a mail; arriving later after all, it is what the row says."""
    house.post.provider = "messaging"
    house.file(channels=("sms", "email"), in_turn=True)
    house.sweep()
    settling.hear(house.key("received", 1, "sms"), Sending.EXPIRED, house.delivery)
    minutes(house)
    assert house.status("received", "sms") is Sending.EXPIRED
    assert house.told() == [f"received {PHONE}", f"received {MAIL}"]
    settling.hear(house.key("received", 1, "sms"), Sending.DELIVERED, house.delivery)
    assert house.status("received", "sms") is Sending.DELIVERED


def test_what_was_tried_too_often_goes_by_the_other_way(house: House) -> None:
    """After the last try in vain the other channel has its turn."""
    house.post.trouble = [Throttled("TooMany")] * 8
    house.file(channels=BOTH, in_turn=True)
    for _ in range(300):
        house.later(minutes=1)
        house.sweep()
    assert house.status("received") is Sending.DEAD
    assert house.told() == [f"received {PHONE}"]


def test_proof_that_comes_in_between_stops_the_second_way(house: House) -> None:
    """Where the first message turns out to have gone after all, no text follows."""
    house.post.trouble = [Throttled("TooMany")] * 8
    house.file(channels=BOTH, in_turn=True)
    while house.status("received") is not Sending.DEAD:
        house.later(minutes=1)
        house.sweep()
    minutes(house, 2)
    settling.hear(house.key("received", 1), Sending.SENT, house.delivery)
    minutes(house)
    assert house.told() == []
    assert house.status("received", "sms") is Sending.REFUSED


def test_a_day_of_silence_is_a_failure_where_there_is_another_way(house: House) -> None:
    """A provider that reports, and has said nothing for a day, is not trusted: the other channel is used."""
    house.file(channels=BOTH, in_turn=True)
    house.sweep()
    house.later(hours=23)
    house.sweep()
    assert house.status("received") is Sending.SENT
    house.later(hours=1)
    minutes(house)
    assert house.status("received") is Sending.SILENT
    assert house.told() == [f"received {MAIL}", f"received {PHONE}"]


def test_silence_is_noticed_also_where_the_report_was_quicker(house: House) -> None:
    """A provider's word that it sent, before our own mark, does not end our watch over whether it arrived."""
    house.file(channels=BOTH, in_turn=True)
    key = house.key("received", 1)
    claim = house.ledger.claim(key, house.now)
    assert claim
    settling.hear(key, Sending.SENT, house.delivery)
    house.ledger.sent(claim, Posted("ses", "id-1"), house.now)
    house.later(days=1)
    minutes(house)
    assert house.told() == [f"received {PHONE}"]


def test_an_arrival_ends_the_watch(house: House) -> None:
    """What has arrived is not sent again by another way."""
    house.file(channels=BOTH, in_turn=True)
    house.sweep()
    settling.hear(house.key("received", 1), Sending.DELIVERED, house.delivery)
    house.later(days=3)
    minutes(house)
    assert house.told() == [f"received {MAIL}"]


def test_a_provider_that_never_reports_is_not_watched(house: House) -> None:
    """A text by a service without reports counts as gone: nobody gets an e-mail because nothing was heard."""
    house.post.provider = "sns"
    house.file(channels=("sms", "email"), in_turn=True)
    house.sweep()
    house.later(days=3)
    minutes(house)
    assert house.told() == [f"received {PHONE}"]


def test_an_address_that_takes_nothing_is_not_written_to_again(house: House) -> None:
    """After a hard bounce later messages skip that address, say why, and go by the other way."""
    house.file(channels=BOTH, in_turn=True)
    house.sweep()
    for _ in range(2):
        settling.hear(house.key("received", 1), Sending.BOUNCED, house.delivery, hard=True)
    house.take(Step.VERIFY)
    minutes(house, 13)
    assert house.told() == [f"received {MAIL}", f"received {PHONE}", f"verified {PHONE}"]
    note = house.notes()["verified email"]
    assert (note.status, note.why) == (Sending.REFUSED, "bounces")


def test_a_code_that_comes_back_says_the_same(house: House) -> None:
    """A one-time code to an address that was never corrected, and takes nothing, gives it up."""
    house.file(channels=BOTH, in_turn=True)
    asked = int(house.now.timestamp())
    values = {"ticket": TICKET, "nonce": "00", "zone": "Asia/Jakarta"}
    house.ledger.owe(Intent(TICKET, asked, ONE_TIME_CODE, CITIZEN, "email", "id", house.now, values))
    house.sweep()
    settling.hear(house.key(ONE_TIME_CODE, asked), Sending.BOUNCED, house.delivery, hard=True)
    house.take(Step.VERIFY)
    house.sweep()
    assert house.notes()["verified email"].why == "bounces"


def test_a_full_mailbox_is_written_to_again(house: House) -> None:
    """A bounce that passes takes the other way once, and gives up no address."""
    house.file()
    house.sweep()
    settling.hear(house.key("received", 1), Sending.BOUNCED, house.delivery)
    house.take(Step.VERIFY)
    house.sweep()
    assert house.told() == [f"received {MAIL}", f"verified {MAIL}"]


def test_who_was_erased_has_no_address_to_give_up(house: House) -> None:
    """A bounce that is reported after the person was erased brings nothing of them back."""
    house.file()
    house.sweep()
    house.client.delete_item(TableName="cases", Key={"pk": {"S": f"C#{TICKET}"}, "sk": {"S": "WHO"}})
    settling.hear(house.key("received", 1), Sending.BOUNCED, house.delivery, hard=True)
    found = house.client.get_item(TableName="cases", Key={"pk": {"S": f"C#{TICKET}"}, "sk": {"S": "WHO"}})
    assert "Item" not in found


def test_the_office_hears_what_reached_nobody(house: House) -> None:
    """When the last way has failed, whoever works on the case is told which message reached nobody, once."""
    house.hire(Role.OFFICER)
    house.file(identity=Identity(Mode.NAMED, "Siti", MAIL))
    house.sweep()
    for _ in range(2):
        settling.hear(house.key("received", 1), Sending.BOUNCED, house.delivery)
    minutes(house, 3)
    assert house.told() == [f"received {MAIL}", "alerts officer@imigrasi.example"]
    assert [line.message for line in house.post.letters[-1].lines] == ["received"]


def test_news_that_can_be_missed_alarms_nobody(house: House) -> None:
    """The office is not written to about a step on the way that did not reach the citizen."""
    house.hire(Role.OFFICER)
    house.file()
    house.take(Step.VERIFY)
    house.sweep()
    settling.hear(house.key("verified", 2), Sending.BOUNCED, house.delivery)
    minutes(house, 3)
    assert not any("officer@" in line for line in house.told())


def test_an_answer_by_the_other_way_starts_the_time(house: House) -> None:
    """An answer that bounced and then arrived as a text is given: no task for the office."""
    case = house.answered(channels=BOTH)
    settling.hear(house.key("answered", case.version), Sending.BOUNCED, house.delivery)
    assert house.complaints.get(TICKET).task is None
    minutes(house)
    settling.hear(house.key("answered", case.version, "sms"), Sending.DELIVERED, house.delivery)
    assert house.complaints.get(TICKET).delivered
