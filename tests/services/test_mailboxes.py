"""Nobody floods a stranger's mailbox, however its address is written and whatever can be caused by filing alone."""

from dataclasses import replace

import pytest

from chalicelib.domain.caps import LABELS, OverCap
from chalicelib.domain.intents import Intent
from chalicelib.domain.people import Identity, Mode
from chalicelib.domain.sending import Key
from chalicelib.domain.steps import Step
from chalicelib.services import caps
from chalicelib.store import book_sending
from chalicelib.store.book_checks import BadPolicy
from tests.services.house import MAIL, House
from tests.services.test_caps import few, minutes, tighten


def named(address: str) -> Identity:
    return Identity(Mode.NAMED, "Siti Aminah", address)


def test_capitals_and_labels_make_no_second_person(house: House) -> None:
    """Nobody floods a mailbox by writing its address in other ways: capitals are one address, labels have one cap."""
    tighten(house, few(person_day=1, confirmation_minutes=60))
    for number, name in enumerate(("siti", "Siti", "SITI", *(f"siti+{label}" for label in "abcdefg"))):
        house.file(f"IMI-0000-00{number:02}-0", named(f"{name}@warga.example.org"))
    minutes(house)
    assert len(house.told()) == 1 + LABELS
    house.later(days=1)
    minutes(house)
    assert len(house.told()) == 1 + LABELS + 1


@pytest.mark.parametrize(("notice", "most"), [("one_time_code", 2), ("erased", 3)])
def test_a_mailbox_gets_so_many_codes_and_farewells_a_day(house: House, notice: str, most: int) -> None:
    """Who files in a stranger's name and asks for codes, or to be erased, again and again, fills no mailbox."""
    tighten(house, few(codes_day=2))
    house.file(identity=named(MAIL))
    base = house.ledger.get(house.key("received", 1))
    sent = 0
    for number in range(6):
        ticket, to = f"IMI-0000-000{number}-0", "former" if notice == "erased" else "citizen"
        key = Key(f"C#{ticket}", f"N#000001#{notice}#{to}#email")
        note = replace(base, key=key, notice=notice, recipient=to, ticket=ticket)
        try:
            caps.check(note, MAIL, 1, house.delivery.caps, house.ledger, house.now)
            sent += 1
        except OverCap:
            continue
    assert sent == most
    assert not [name for name in house.notes() if name.startswith("digest")]


def test_a_digest_is_one_a_mailbox_and_of_its_own_messages(house: House) -> None:
    """Who moves to another address hears nothing of what was kept from the old one; nobody gets two digests a day."""
    tighten(house, few(case_day=1))
    house.file()
    house.take(Step.VERIFY)
    minutes(house, 2)
    digest = house.notes()["digest email"]
    for number in range(2):
        house.ledger.owe(
            Intent(
                f"IMI-0000-000{number}-0",
                1,
                "digest",
                "citizen",
                "email",
                "id",
                digest.owed or house.now,
                digest.values,
            )
        )
        house.file(f"IMI-0000-000{number}-0", named(("baru@warga.example.org", MAIL)[number]))
    house.later(days=1)
    minutes(house)
    digests = [told for told in house.told() if told.startswith("digest")]
    assert digests == [f"digest {MAIL}"]


def test_what_a_stranger_can_cause_alone_is_under_the_caps() -> None:
    """Correcting a contact or asking to be erased takes nobody of ours: neither goes out beyond the caps."""
    assert not book_sending.read().exempt & {"received", "contact_changed", "erasure_asked", "erased", "withdrawn"}


def test_policy_that_would_stop_everything_is_refused() -> None:
    """A cap of nothing, or figures without a source, are mistakes."""
    raw = {"since": "x", "source": "y", "person_day": 1, "case_day": 1, "confirmation_minutes": 1}
    raw |= {"codes_percent": 0, "exempt": []}
    assert book_sending.limits(raw).person_day == 1
    for wrong in (
        {"person_day": 0},
        {"codes_percent": 101},
        {"source": ""},
        {"closed": ["ID"]},
        {"survey_days": -1},
        {"codes_day": 0},
    ):
        with pytest.raises(BadPolicy):
            book_sending.limits(raw | wrong)
