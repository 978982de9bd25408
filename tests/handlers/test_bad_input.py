"""Whatever cannot be taken is refused by the field's name, with the remedy, in the caller's language, and not kept."""

from typing import Any

import pytest

from chalicelib import wiring
from tests.handlers.client import COMPLAINT, Client, fresh_key
from tests.handlers.hostile import HOSTILE, IMPOSSIBLE_DATES, INJECTED, NO_EMAIL, NO_PHONE, NO_SLUG, NO_TEXT
from tests.handlers.refusing import PATH, in_identity, refused


@pytest.mark.parametrize("field", ["kind", "category", "office", "language", "narrative", "identity"])
def test_what_is_missing_is_named(api: Client, field: str) -> None:
    """Whoever leaves out what is needed is told which field it is."""
    refused(api, {name: value for name, value in COMPLAINT.items() if name != field}, field, "missing")


@pytest.mark.parametrize("field", ["kind", "category", "office", "stage"])
def test_codes_must_be_ours(api: Client, field: str) -> None:
    """A kind, category, office or stage that we do not have is refused, whatever it looks like."""
    for value in (value for value in [*NO_SLUG, "no-such-thing"] if not (field == "stage" and value is None)):
        refused(api, COMPLAINT | {field: value}, field)


def test_a_category_belongs_to_its_kinds(api: Client) -> None:
    """A category of another kind is refused, and so is a stage of another category."""
    policy = wiring.book().policy
    foreign = next(one.slug for one in policy.categories if "complaint" not in one.kinds)
    refused(api, COMPLAINT | {"category": foreign}, "category", "unknown_choice")
    refused(api, COMPLAINT | {"stage": "refund"}, "stage", "unknown_choice")


def test_every_fault_is_told_at_once(api: Client) -> None:
    """Whoever makes three mistakes learns of all three together."""
    bad = COMPLAINT | {"category": "no-such", "office": "no-such", "stage": "no-such"}
    reply = api.call("POST", PATH, bad, idempotency_key=fresh_key())
    assert set(reply.faults) == {"category", "office"}
    reply = api.call("POST", PATH, COMPLAINT | {"kind": 1, "narrative": "", "more": 1}, idempotency_key=fresh_key())
    assert reply.faults == {"kind": "text", "narrative": "missing", "more": "unknown_field"}


@pytest.mark.parametrize(
    "field", ["status", "version", "ticket", "class", "clocks", "received_at", "admin", "__proto__"]
)
def test_nobody_sets_what_is_not_theirs(api: Client, field: str) -> None:
    """A field that the form does not have is refused: nobody files a complaint that is already answered."""
    refused(api, COMPLAINT | {field: "closed"}, field, "unknown_field")
    refused(api, in_identity(**{field: "closed"}), f"identity.{field}", "unknown_field")


def test_a_narrative_is_text_of_bearable_length(api: Client) -> None:
    """The story must be there, be text, and have at most ten thousand characters."""
    for value in NO_TEXT:
        refused(api, COMPLAINT | {"narrative": value}, "narrative", "text")
    for value in ("", " ", "\n\t "):
        refused(api, COMPLAINT | {"narrative": value}, "narrative", "missing")
    refused(api, COMPLAINT | {"narrative": "a" * 10_001}, "narrative", "too_long")
    assert api.file(narrative="a" * 10_000).ticket


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_text_that_hides_or_reorders_is_refused(api: Client, text: str) -> None:
    """Signs that no eye sees, or that turn text around, are refused in every field that takes text."""
    refused(api, COMPLAINT | {"narrative": text}, "narrative", "hostile_text")
    refused(api, in_identity(name=text), "identity.name", "hostile_text")
    refused(api, in_identity(email=f"{text}@warga.example.org"), "identity.email", "hostile_text")
    refused(api, in_identity(phone=f"0812{text}"), "identity.phone", "hostile_text")


def test_a_day_is_a_day(api: Client) -> None:
    """A day is written as 2026-03-13 and exists; seconds since 1970 are none, nor a year before there was an office."""
    for value in IMPOSSIBLE_DATES:
        refused(api, COMPLAINT | {"happened_on": value}, "happened_on", "date")
    for value in ("0001-01-01", "1950-01-25"):
        refused(api, COMPLAINT | {"happened_on": value}, "happened_on", "past_date")
    for value in ("2026-03-14", "9999-12-31"):
        refused(api, COMPLAINT | {"happened_on": value}, "happened_on", "future_date")
    assert api.file(happened_on=None).ticket


def test_tomorrow_is_the_offices(api: Client) -> None:
    """What happened today in Jayapura may be filed, though in Jakarta it is still yesterday."""
    api.later(hours=6, minutes=50)
    east = next(one.slug for one in wiring.book().offices.all() if one.zone == "Asia/Jayapura" and one.handles)
    assert api.now.isoformat() == "2026-03-13T15:30:00+00:00"
    refused(api, COMPLAINT | {"happened_on": "2026-03-14"}, "happened_on", "future_date")
    refused(api, COMPLAINT | {"happened_on": "2026-03-15", "office": east}, "happened_on", "future_date")
    assert api.file(happened_on="2026-03-14", office=east).ticket


def test_only_our_languages_are_spoken(api: Client) -> None:
    """Whoever asks for messages in a language we do not speak is told which to choose from."""
    for value in [*NO_TEXT, "fr", "ID", "id-ID", ""]:
        refused(api, COMPLAINT | {"language": value}, "language", "unknown_choice")


def test_yes_or_no_is_yes_or_no(api: Client) -> None:
    """Whether it is about staff is answered by true or false and nothing like it."""
    for value in [*NO_TEXT[:2], 0, 1, "true", "", [], {}]:
        refused(api, COMPLAINT | {"about_staff": value}, "about_staff", "yes_or_no")


def test_channels_are_a_short_list_with_a_contact_each(api: Client) -> None:
    """Whoever wants to be told must say how, of the ways we have, and give the contact for it."""
    value: Any
    for value in (None, 7, "email", {"email": True}):
        refused(api, COMPLAINT | {"channels": value}, "channels", "list")
    refused(api, COMPLAINT | {"channels": ["email"] * 3}, "channels", "too_many_items")
    for value in ("fax", "EMAIL", 7, None, ["email"]):
        refused(api, COMPLAINT | {"channels": [value]}, "channels.0", "unknown_choice")
    refused(api, in_identity(email=None), "identity.email", "contact_missing")
    refused(api, in_identity(phone=None), "identity.phone", "contact_missing")
    assert api.file(channels=["email", "email"]).answer["channels"] == ["email"]


def test_who_files_is_an_object_of_a_known_mode(api: Client) -> None:
    """Who files is given as an object, by name, in confidence or not at all."""
    for value in (None, 7, "siti", [], ["siti"]):
        refused(api, COMPLAINT | {"identity": value}, "identity", "object")
    for value in [*NO_TEXT, "NAMED", "secret", ""]:
        refused(api, in_identity(mode=value), "identity.mode", "unknown_choice")


def test_a_name_is_one_line_of_at_most_a_hundred(api: Client) -> None:
    """Whoever files by name gives one, on one line; whoever stays anonymous gives none."""
    for value in NO_TEXT[1:]:
        refused(api, in_identity(name=value), "identity.name", "text")
    for value in (None, "", "  "):
        refused(api, in_identity(name=value), "identity.name", "missing")
    refused(api, in_identity(name="a" * 101), "identity.name", "too_long")
    refused(api, in_identity(name="Siti\nBcc: x"), "identity.name", "one_line")
    refused(api, in_identity(mode="anonymous"), "identity.name", "no_name_when_anonymous")


def test_an_address_is_one_address(api: Client) -> None:
    """An e-mail address that could not be one, or that smuggles a second line, is refused."""
    for value in NO_TEXT[1:]:
        refused(api, in_identity(email=value), "identity.email", "text")
    for value in NO_EMAIL:
        refused(api, in_identity(email=value), "identity.email", "email")
    for value in INJECTED:
        refused(api, in_identity(email=value), "identity.email", "one_line")
    refused(api, in_identity(email=f"{'a' * 250}@b.org"), "identity.email", "too_long")


def test_a_number_can_be_dialled(api: Client) -> None:
    """A telephone number with a letter for a digit, or with too few or too many, is refused."""
    for value in NO_TEXT[1:]:
        refused(api, in_identity(phone=value), "identity.phone", "text")
    for value in NO_PHONE:
        refused(api, in_identity(phone=value), "identity.phone", "phone")
    refused(api, in_identity(phone="0812\n3456"), "identity.phone", "one_line")
    refused(api, in_identity(phone="0" * 41), "identity.phone", "too_long")
