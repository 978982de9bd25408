"""A choice that is none is answered with the words that the form shows, and with the codes beside them."""

import pytest

from chalicelib import wiring
from chalicelib.domain.errors import Fault, one_of
from chalicelib.handlers.remedies import coded, remedy
from tests.handlers.client import Client, grant

CHOICES = [
    ("reason", "calendar-decree", "a public holiday or joint leave newly decreed"),
    ("closed.0.why", "other-joint", "joint leave"),
    ("identity.mode", "anonymous", "No name (anonymous)"),
    ("channels.0", "sms", "Text message (SMS)"),
    ("answers.app-which", "m-paspor", "M-Paspor"),
    ("until", "2026-04-13", "Monday 13 April 2026"),
    ("language", "zh", "简体中文"),
    ("questions", "2026-11-21", "2026-11-21"),
]


@pytest.mark.parametrize(("field", "code", "name"), CHOICES)
def test_a_choice_has_its_name(field: str, code: str, name: str) -> None:
    """Reasons, days, languages are told as people read them elsewhere; what has no name for people stays a code."""
    fault = one_of(field, [code, code])
    assert remedy(fault, wiring.words("en")) == f"Choose one of: {name}; {name}."
    assert coded(fault) == f"Choose one of: {code}, {code}."


def test_every_remedy_is_said_as_before() -> None:
    """A limit stands in the sentence, and what has no choices lists none."""
    fault = Fault("narrative", "too_long", (("max_length", "10000"),))
    assert remedy(fault, wiring.words("id")) == "Paling banyak 10000 karakter. Persingkat."


def test_an_officer_reads_the_forms_words_and_a_program_the_codes(api: Client) -> None:
    """The console names its own reasons for a pause; in `choices` they stand as a client may send them."""
    filed, person = api.file(), grant("budi")
    api.take(person, filed.ticket, "verify")
    api.take(person, filed.ticket, "assign", to=person)
    (fault,) = api.take(person, filed.ticket, "ask", text="Yang mana?", reason="tired").json["errors"]
    assert "Information is needed from the complainant; " in fault["message"]
    assert "needs-information" not in fault["message"]
    assert fault["choices"] == [pause.slug for pause in wiring.current().policy.pauses]
