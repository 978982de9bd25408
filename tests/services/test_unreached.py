"""What citizens could not be told is told to the office in one message a sweep, however many cases it is."""

import pytest

from chalicelib.domain.caps import Spending
from chalicelib.domain.intents import Sending
from chalicelib.domain.people import Identity, Mode, Role
from chalicelib.domain.sending import Key, Throttled
from chalicelib.services.delivery import Outcome, deliver
from chalicelib.store import book_sending
from chalicelib.store.caps import CapStore
from tests.builders import OTHER
from tests.services.house import House

TICKETS = [f"IMI-2222-22{number:02d}-2" for number in range(15)]


@pytest.fixture(autouse=True)
def no_money(house: House) -> None:
    """Texts have cost what they may."""
    store = CapStore(house.client, "cases", b"k" * 32, book_sending.read(), Spending(0, 0))
    object.__setattr__(house.delivery, "caps", store)


def file(house: House, ticket: str, number: int = 0) -> None:
    """File for somebody who has a telephone and nothing else."""
    house.file(ticket, Identity(Mode.NAMED, "Siti", phone=f"+62812000000{number:02d}", sms=True), channels=("sms",))


def minutes(house: House, number: int = 4) -> None:
    for _ in range(number):
        house.later(minutes=1)
        house.sweep()


def desk_key(ticket: str) -> Key:
    return Key(f"C#{ticket}", "N#000001#unreached#desk#email")


def told(house: House) -> dict[str, list[list[str]]]:
    """List for each reader the tickets of each message."""
    found: dict[str, list[list[str]]] = {}
    for letter in house.post.letters:
        found.setdefault(letter.note.recipient, []).append([line.ticket for line in letter.lines])
    return found


def test_many_cases_are_one_message(house: House) -> None:
    """When texts stop at their ceiling for 15 cases, three people get one message each, not 45 together."""
    for role, name in ((Role.OFFICER, ""), (Role.OFFICER, "colleague"), (Role.SUPERVISOR, "")):
        house.hire(role, name=name)
    for number, ticket in enumerate(TICKETS):
        file(house, ticket, number)
    minutes(house)
    assert told(house) == {name: [TICKETS] for name in ("officer", "colleague", "supervisor")}
    assert {house.ledger.get(desk_key(ticket)).status for ticket in TICKETS} == {Sending.SENT}
    minutes(house, 20)
    assert len(house.post.letters) == 3


def test_what_is_late_stands_in_the_same_message(house: House) -> None:
    """A sweep that warns of cases and tells of messages that did not arrive writes one message about the office."""
    house.hire(Role.OFFICER)
    for number, ticket in enumerate(TICKETS[:2]):
        file(house, ticket, number)
    minutes(house, 2)
    house.later(days=4)
    house.sweep()
    (letter,) = house.post.letters
    lines = [(line.ticket, line.warning, line.message) for line in letter.lines]
    assert sorted(lines) == [(ticket, not lost, lost) for ticket in TICKETS[:2] for lost in ("received", "")]


def test_each_office_has_its_own_message(house: House) -> None:
    """Who works at one office hears nothing of another's cases."""
    house.hire(Role.OFFICER)
    house.hire(Role.OFFICER, OTHER, "elsewhere")
    file(house, TICKETS[0])
    house.file(
        TICKETS[1], Identity(Mode.NAMED, "Budi", phone="+6281200000001", sms=True), channels=("sms",), office=OTHER
    )
    minutes(house)
    assert told(house) == {"officer": [[TICKETS[0]]], "elsewhere": [[TICKETS[1]]]}


def test_the_stream_leaves_it_to_the_sweep(house: House) -> None:
    """Nothing but a sweep knows the other cases, so nothing else sends, or uses up a try."""
    house.hire(Role.OFFICER)
    file(house, TICKETS[0])
    minutes(house, 2)
    house.later(minutes=1)
    assert deliver(desk_key(TICKETS[0]), house.delivery) is Outcome.NOT_NOW
    assert house.ledger.get(desk_key(TICKETS[0])).status is Sending.PENDING


def test_a_sweep_that_died_tells_it_later(house: House) -> None:
    """When the machine dies between writing down who must hear and sending it, each reader still gets one message."""
    house.hire(Role.OFFICER)
    file(house, TICKETS[0])
    minutes(house, 2)
    house.goes_on = [True, False]
    house.sweep()
    assert (house.ledger.get(desk_key(TICKETS[0])).status, house.post.letters) == (Sending.SENT, [])
    house.goes_on = iter(lambda: True, False)
    minutes(house, 10)
    assert told(house) == {"officer": [[TICKETS[0]]]}


def test_one_that_fails_keeps_no_other_waiting(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that cannot be read just now is told of in a later message, and the others at once."""
    house.hire(Role.OFFICER)
    for number, ticket in enumerate(TICKETS[:2]):
        file(house, ticket, number)
    minutes(house, 2)
    real = house.complaints.get

    def get(ticket: str) -> object:
        if ticket == TICKETS[0]:
            raise Throttled("TooMany")
        return real(ticket)

    with monkeypatch.context() as patch:
        patch.setattr(house.complaints, "get", get)
        minutes(house, 1)
    minutes(house)
    assert told(house) == {"officer": [[TICKETS[1]], [TICKETS[0]]]}


def test_nobody_there_is_said(house: House) -> None:
    """What has no reader is not lost in silence: the ledger says why it went nowhere."""
    file(house, TICKETS[0])
    minutes(house)
    note = house.ledger.get(desk_key(TICKETS[0]))
    assert (note.status, note.why) == (Sending.REFUSED, "no_reader")
