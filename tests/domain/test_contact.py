"""Correcting a contact: what is left of the ways, and what it does to a complaint."""

from dataclasses import replace

import pytest

from chalicelib.domain.commands import Command
from chalicelib.domain.contact import Contact, Correction
from chalicelib.domain.errors import Invalid
from chalicelib.domain.people import Citizen
from chalicelib.domain.steps import CITIZEN_WINDOW, Step
from tests.builders import TICKET, clock, story

BOTH = Contact(("email", "sms"), {}, {})


def test_what_is_not_mentioned_stays() -> None:
    """Whoever corrects the e-mail alone keeps the telephone, and the order of the ways."""
    asked = Correction(email="siti@baru.example.org").settled(BOTH, ("sms", "email"))
    assert (asked.parts, asked.channels) == ({"email": "siti@baru.example.org"}, ("sms", "email"))


def test_a_way_that_is_taken_away_is_not_used() -> None:
    """Without its number no text is sent; a number that takes no texts is no way either."""
    assert Correction(phone="").settled(BOTH, ("email", "sms")).channels == ("email",)
    assert Correction(phone="+62215551234").settled(BOTH, ("email", "sms")).channels == ("email",)
    assert Correction(phone="+62215551234").settled(BOTH, ("sms",)).channels == ("email",)
    assert Correction(phone="").settled(BOTH, ("sms",)).channels == ()
    assert Correction(phone="+6281234567890", sms=True).reach(()) == ("sms",)


def test_a_way_that_leads_nowhere_cannot_be_chosen() -> None:
    """Each wished-for way without a contact is named at its field."""
    with pytest.raises(Invalid) as refused:
        Correction(channels=("email", "sms")).settled(Contact((), {}, {}), ())
    assert [fault.field for fault in refused.value.faults] == ["email", "phone"]
    assert Correction(channels=("sms",)).settled(BOTH, ()).channels == ("sms",)


def test_ways_and_language_are_the_cases_own() -> None:
    """The correction is on the record without any address, and the complaint is told of in the new way."""
    told = story().take(
        Step.CONTACT, contact=Correction(phone="+6281234567890", channels=("sms", "email"), language="en")
    )
    assert (told.case.channels, told.case.language) == (("sms", "email"), "en")
    assert told.events[-1].data == {"parts": ["phone"], "channels": ["sms", "email"], "in_turn": True, "language": "en"}


def test_a_correction_without_wishes_changes_none() -> None:
    """What was not said stays as it was; and a correction of nothing at all is none."""
    told = story().take(Step.CONTACT, contact=Correction(email="siti@baru.example.org"))
    assert (told.case.channels, told.case.language) == (("email",), "id")
    with pytest.raises(Invalid):
        told.execute(Command(Step.CONTACT, Citizen(TICKET)))


def test_who_gives_up_all_ways_has_read_the_answer() -> None:
    """An answer that could reach nobody counts as given when its reader, who is here, wants no messages."""
    told = story(Step.VERIFY, Step.ANSWER)
    assert told.case.clock(CITIZEN_WINDOW) is None
    told.take(Step.CONTACT, contact=Correction(channels=()))
    assert told.case.delivered
    assert clock(told.case, CITIZEN_WINDOW).running
    assert replace(told.case, version=0).task is None
