"""Who acts, who asks to be heard, and what is shown of them."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.events import By, Event, Words, intact
from chalicelib.domain.grants import Grant
from chalicelib.domain.people import THE_CLOCK, Citizen, Identity, Mode, Role, masked
from chalicelib.domain.steps import Step
from tests.builders import AT, OFFICE, TICKET, staff


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, None),
        ("", None),
        ("+6281234567890", "+62•••••••••90"),
        ("budi@mail.example.id", "b•••@m•••.id"),
        ("budi@localhost", "b•••@•••localhost"),
        ("Sukarno", "S•••"),
        ("I Gusti Ngurah", "I••• G••• N•••"),
    ],
)
def test_a_masked_contact_is_recognised_and_not_read(value: str | None, shown: str | None) -> None:
    """An officer sees enough to know that there is a contact, and its owner enough to recognise it."""
    assert masked(value) == shown


@given(st.from_regex(r"\A\+[1-9][0-9]{7,14}\Z"))
def test_a_masked_number_keeps_its_length_alone(number: str) -> None:
    """Of a telephone number the country's first digits and the last two are shown, whatever its length."""
    shown = masked(number)
    assert shown is not None
    assert len(shown) == len(number)
    assert set(shown[3:-2]) <= {"•"}


def test_channels_that_reach() -> None:
    """Nobody is promised a message by a way that they did not give, or that cannot take one."""
    given_both = Identity(Mode.NAMED, "Budi", "budi@mail.example", "+6281234567890", sms=True)
    landline = Identity(Mode.NAMED, "Budi", None, "+622112345678")
    assert [given_both.reaches(channel) for channel in ("email", "sms", "whatsapp")] == [True, True, False]
    assert [landline.reaches(channel) for channel in ("email", "sms")] == [False, False]


def test_a_grant_ends_by_itself_or_at_once() -> None:
    """Somebody whose grant has run out or was taken away is nobody from that very second."""
    grant = Grant("siti", Role.HEAD, staff().scope, until=AT)
    assert grant.office == OFFICE
    assert grant.staff(AT) is None
    acting = grant.staff(AT - timedelta(seconds=1))
    assert acting is not None
    assert (acting.id, acting.role, acting.office, acting.restricted) == ("siti", Role.HEAD, OFFICE, False)
    assert Grant("siti", Role.HEAD, staff().scope, active=False).staff(AT) is None


def test_who_did_it() -> None:
    """The record names staff by account and office, machines by what they are, and citizens not at all."""
    assert By.of(Citizen(TICKET)) == By("citizen")
    assert By.of(THE_CLOCK) == By("clock")
    assert By.of(staff(name="siti")) == By("staff", "siti", OFFICE)


def test_words_are_hashed_with_their_salt() -> None:
    """The same sentence under another salt has another hash, so that nobody can guess what was said."""
    assert Words("Ya.", b"a").digest != Words("Ya.", b"b").digest
    assert Words("Ya.", b"a").digest == Words("Ya.", b"a").digest


@given(st.integers(0, 6), st.text(max_size=5))
def test_any_change_of_a_fact_breaks_the_chain(place: int, text: str) -> None:
    """Whoever changes time, author, step, words or data of an event leaves a hash that no longer fits."""
    event = Event(TICKET, 1, Step.NOTE, AT, By("staff", "siti", OFFICE), {"reason": "a"}, "digest").sealed()
    assert intact((event,))
    changes: list[dict[str, Any]] = [
        {"ticket": TICKET + text + "x"},
        {"version": 2},
        {"step": Step.MESSAGE},
        {"at": AT + timedelta(seconds=1)},
        {"by": By("staff", "siti" + text, OFFICE + "x")},
        {"data": {"reason": "a" + text + "x"}},
        {"text": "digest" + text + "x"},
    ]
    facts = {name: getattr(event, name) for name in ("ticket", "version", "step", "at", "by", "data", "text")}
    assert not intact((Event(**(facts | changes[place]), hash=event.hash),))
