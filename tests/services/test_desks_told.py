"""Our own people hear of what they must see to: at once, each by name, and nobody who may not see the case."""

import pytest

from chalicelib.domain.intents import Sending
from chalicelib.domain.people import Citizen, Role
from chalicelib.domain.sending import Key, Throttled
from chalicelib.domain.steps import Step
from chalicelib.services import delivery, settling
from chalicelib.services.delivery import Outcome
from chalicelib.services.desks import DESKS
from tests.builders import OTHER, REGION, TICKET, staff
from tests.services.house import House


@pytest.fixture(autouse=True)
def told_at_once(house: House) -> None:
    """Filing tells the office, as it does in earnest."""
    house.told_at_once = True


def desk_key(notice: str, version: int) -> Key:
    return Key(f"C#{TICKET}", f"N#{version:06d}#{notice}#desk#email")


def heard(house: House, notice: str) -> list[str]:
    """Tell who got the notice, once all has been sent that is owed."""
    for mark in ("m1", "m2"):
        house.sweep(mark)
    return sorted(letter.note.recipient for letter in house.post.letters if letter.note.notice == notice)


def test_a_new_case_is_told_at_once(house: House) -> None:
    """Officers and supervisors of the office hear of a new complaint the minute it comes in; other offices do not."""
    for role in (Role.OFFICER, Role.SUPERVISOR, Role.HEAD):
        house.hire(role)
    house.hire(Role.OFFICER, OTHER, "elsewhere")
    house.file()
    assert heard(house, "new_case") == ["officer", "supervisor"]
    values = house.post.letters[-1].values
    assert values["ticket"] == TICKET
    assert "Paspor" not in repr(values)


def test_each_reader_is_told_once(house: House) -> None:
    """However often stream and sweep bring the same row, each person gets one message."""
    house.hire(Role.OFFICER)
    house.file()
    key = desk_key("new_case", 1)
    assert [delivery.deliver(key, house.delivery) for _ in range(2)] == [Outcome.SPREAD, Outcome.NOT_NOW]
    assert heard(house, "new_case") == ["officer"]
    assert house.notes()["new_case email"].status is Sending.SENT


def test_what_nobody_waits_for_is_done_with(house: House) -> None:
    """A message to a desk whose readers are known stays as it is, however often somebody looks after it."""
    house.hire(Role.OFFICER)
    house.file()
    key = desk_key("new_case", 1)
    delivery.deliver(key, house.delivery)
    settling.settle(key, house.delivery)
    assert house.notes()["new_case email"].status is Sending.SENT


def test_an_office_without_people_is_read_above(house: House) -> None:
    """Where an office has nobody, the next one above hears of its new cases."""
    house.hire(Role.REGION, REGION)
    house.file()
    assert heard(house, "new_case") == ["region"]


def test_nobody_at_all_is_said(house: House) -> None:
    """A message that has no reader is not lost in silence: the ledger says why it went nowhere."""
    house.file()
    assert delivery.deliver(desk_key("new_case", 1), house.delivery) is Outcome.NO_READER
    assert house.notes()["new_case email"].status is Sending.REFUSED


def test_reports_on_foreigners_are_told_to_those_cleared(house: House) -> None:
    """Who may not see a restricted report does not learn that there is one."""
    house.hire(Role.OFFICER)
    house.hire(Role.OFFICER, name="cleared", restricted=True)
    house.file(kind="foreigner_report", category="overstay")
    assert heard(house, "new_case") == ["cleared"]


def test_whoever_is_given_a_case_is_told(house: House) -> None:
    """A colleague who is given a case hears of it, and nobody else does."""
    house.hire(Role.OFFICER)
    house.hire(Role.OFFICER, name="colleague")
    house.file()
    house.take(Step.VERIFY)
    house.take(Step.ASSIGN)
    assert heard(house, "assigned") == ["colleague"]


def test_an_absent_colleague_s_delegate_is_told(house: House) -> None:
    """A case given to somebody on leave is told to whoever stands in for them."""
    house.hire(Role.OFFICER)
    house.hire(Role.OFFICER, name="colleague", away=True, delegate="officer")
    house.file()
    house.take(Step.VERIFY)
    house.take(Step.ASSIGN)
    assert heard(house, "assigned") == ["officer"]


def test_given_to_nobody_who_is_there(house: House) -> None:
    """A case given to somebody who has left is not told to others as if it were theirs."""
    house.hire(Role.OFFICER)
    house.file()
    house.take(Step.VERIFY)
    house.take(Step.ASSIGN)
    assert heard(house, "assigned") == []


def test_taking_a_case_oneself_is_not_told(house: House) -> None:
    """Whoever takes a case for themselves gets no mail about it."""
    house.hire(Role.OFFICER)
    house.file()
    house.take(Step.VERIFY)
    house.take(Step.ASSIGN, to="officer-v2")
    assert "assigned email" not in house.notes()


def test_what_the_citizen_writes_is_told_to_whoever_has_the_case(house: House) -> None:
    """The assignee hears that the citizen wrote; while nobody has the case, the whole office does."""
    house.hire(Role.OFFICER)
    house.hire(Role.OFFICER, name="colleague")
    house.file()
    house.take(Step.MESSAGE, by=Citizen(TICKET))
    assert heard(house, "citizen_replied") == ["colleague", "officer"]
    for step in (Step.VERIFY, Step.ASSIGN, Step.ASK, Step.REPLY):
        house.take(step)
    assert heard(house, "citizen_replied") == ["colleague", "colleague", "officer"]


def test_an_officer_s_own_message_is_not_told_to_officers(house: House) -> None:
    """What an officer writes to the citizen sends no mail round the office."""
    house.hire(Role.OFFICER)
    house.file()
    house.take(Step.MESSAGE, by=staff())
    assert heard(house, "citizen_replied") == []


def test_a_case_that_comes_from_elsewhere_is_told_there(house: House) -> None:
    """The office that a case is referred to hears of it at once, and so does the first one when it comes back."""
    house.hire(Role.OFFICER)
    house.hire(Role.OFFICER, OTHER, "elsewhere")
    house.file()
    house.take(Step.VERIFY)
    house.take(Step.REFER)
    assert heard(house, "case_arrived") == ["elsewhere"]
    house.take(Step.RETURN)
    assert heard(house, "case_arrived") == ["elsewhere", "officer"]


def test_an_answer_that_reached_nobody_is_told(house: House) -> None:
    """When an answer reaches the citizen by no way, the office hears of it and can find another one."""
    house.hire(Role.OFFICER)
    house.answered()
    settling.hear(house.key("answered", 3), Sending.BOUNCED, house.delivery)
    assert heard(house, "not_delivered") == ["officer"]


def test_a_withdrawn_case_is_told(house: House) -> None:
    """Nobody goes on working on what the citizen has withdrawn."""
    house.hire(Role.OFFICER)
    house.file()
    house.take(Step.WITHDRAW)
    assert heard(house, "citizen_withdrew") == ["officer"]


def test_a_failure_before_the_spreading_gives_the_claim_back(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the case cannot be read nothing is owed to anybody yet, and it is tried again soon."""
    house.hire(Role.OFFICER)
    house.file()
    with monkeypatch.context() as patch:
        patch.setattr(house.complaints, "get", _broken)
        with pytest.raises(Throttled):
            delivery.deliver(desk_key("new_case", 1), house.delivery)
    house.later(minutes=1)
    assert heard(house, "new_case") == ["officer"]


def _broken(_ticket: str) -> None:
    raise Throttled("TooMany")


def test_a_claim_that_was_lost_owes_nothing(house: House) -> None:
    """Of two that spread the same message the second writes nothing."""
    house.hire(Role.OFFICER)
    house.file()
    claim = house.ledger.claim(desk_key("new_case", 1), house.now)
    assert claim is not None
    house.ledger.spread(claim, (), house.now)
    house.ledger.spread(claim, (), house.now)
    assert heard(house, "new_case") == []


def test_every_notice_to_our_people_has_an_occasion() -> None:
    """A notice that no step owes would never be sent."""
    assert {fact.__name__ for fact in DESKS.values()} == {
        "new_case",
        "case_arrived",
        "assigned",
        "citizen_replied",
        "citizen_withdrew",
        "not_delivered",
    }
