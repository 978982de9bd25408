"""Whatever cannot be taken is refused by the field's name, with the remedy, in the caller's language, and not kept."""

import base64
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.errors import Refusal
from chalicelib.handlers import problems
from tests.handlers.client import COMPLAINT, Client, Reply, fresh_key, grant, token
from tests.handlers.hostile import (
    BODIES,
    HOSTILE,
    IMPOSSIBLE_DATES,
    INJECTED,
    NO_EMAIL,
    NO_PHONE,
    NO_SLUG,
    NO_TEXT,
)

PATH = "/v1/complaints"
WHO = COMPLAINT["identity"]


def explained(reply: Reply, language: str) -> None:
    """Each refused field comes with the catalogue's words in the language that was asked for."""
    for fault in reply.json["errors"]:
        known = wiring.words(language)(f"rule.{fault['code']}", max_length="|", min_length="|", choices="|")
        assert fault["message"].startswith(known.partition("|")[0]), fault


CHOICES = {"unknown_choice", "choose_from"}
"""Either names the list; the second gives it."""


def told(faults: dict[str, str]) -> dict[str, str]:
    """The faults, with no regard to whether the choices were listed."""
    return {field: "unknown_choice" if code in CHOICES else code for field, code in faults.items()}


def refused(api: Client, body: dict[str, Any], field: str, code: str | None = None) -> None:
    """Send it in both languages; both times the field is named and nothing is kept."""
    said = {}
    for language in ("id", "en"):
        reply = api.call("POST", PATH, body, idempotency_key=fresh_key(), accept_language=language)
        assert reply.status == 422, (field, reply.text)
        assert field in reply.faults, (field, reply.text)
        assert code in {None, told(reply.faults)[field]}, (field, code, reply.text)
        explained(reply, language)
        said[language] = reply.json["errors"]
    assert [one["message"] for one in said["id"]] != [one["message"] for one in said["en"]]
    assert api.stored() == []


def in_identity(**changes: Any) -> dict[str, Any]:
    return COMPLAINT | {"identity": WHO | changes}


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


@pytest.mark.parametrize(("raw", "status", "code"), BODIES.values(), ids=BODIES)
def test_a_body_that_cannot_be_read_is_refused(api: Client, raw: str | None, status: int, code: str) -> None:
    """Whatever comes in place of a complaint is refused in words, in both languages, and never an error of ours."""
    filed_nothing = set()
    for language in ("id", "en"):
        headers = {"content-type": "application/json", "accept-language": language, "idempotency-key": fresh_key()}
        for path in (PATH, f"{PATH}/IMI-K7QF-2M9X-C/sessions", f"{PATH}/IMI-K7QF-2M9X-C/one-time-codes"):
            reply = api.send("POST", path, headers, raw)
            assert (reply.status, reply.json["type"]) == (status, f"urn:aduan:problem:{code}")
            filed_nothing.add(reply.json["detail"])
    assert len(filed_nothing) == 2
    assert api.stored() == []


@pytest.mark.parametrize(
    "body", ["a", "äöü", base64.b64encode(b"\xff\xfe{\x00}\x00").decode(), base64.b64encode(b"\x80").decode()]
)
def test_bytes_that_are_no_text_are_refused(api: Client, body: str) -> None:
    """Bytes that are no UTF-8, or no bytes at all, are refused in words."""
    headers = {"content-type": "application/json", "idempotency-key": fresh_key()}
    reply = api.send("POST", PATH, headers, body, encoded=True)
    assert (reply.status, reply.json["type"]) == (400, "urn:aduan:problem:not_utf8")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "multipart/form-data", "application/x-www-form-urlencoded", "é", "json"]
)
def test_another_kind_of_content_is_refused(api: Client, kind: str) -> None:
    """What does not call itself JSON is not read as JSON."""
    reply = api.call("POST", PATH, COMPLAINT, idempotency_key=fresh_key(), content_type=kind)
    assert (reply.status, reply.json["type"]) == (415, "urn:aduan:problem:media_type")


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "Application/JSON", None, ""])
def test_json_may_be_called_json_in_any_way(api: Client, kind: str | None) -> None:
    """JSON with a charset, in capitals, or without a name is taken."""
    assert api.call("POST", PATH, COMPLAINT, idempotency_key=fresh_key(), content_type=kind).status == 201


def test_brackets_in_words_are_words(api: Client) -> None:
    """A story may hold as many brackets and quotes as it likes."""
    text = '"[{' * 2000 + "\\" * 100
    filed = api.file(narrative=text)
    assert api.call("GET", f"{PATH}/{filed.ticket}/steps", token=api.session(filed)).json["items"][0]["text"] == text


STEPS: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("verify", {"text": "Terima kasih."}, {"text": "not_here"}),
    ("verify", {"klass": "urgent"}, {"class": "unknown_choice"}),
    ("verify", {"category": "no-such"}, {"category": "unknown_choice"}),
    ("classify", {}, {"text": "missing"}),
    ("classify", {"text": "Sebab."}, {"class": "missing"}),
    ("note", {}, {"text": "missing"}),
    ("note", {"text": " "}, {"text": "missing"}),
    ("note", {"text": 7}, {"text": "text"}),
    ("note", {"text": "a" * 10_001}, {"text": "too_long"}),
    ("note", {"text": "a\u202eb"}, {"text": "hostile_text"}),
    ("note", {"text": "a", "visible": True}, {"visible": "unknown_field"}),
    ("reject", {"text": "a"}, {"reason": "unknown_choice"}),
    ("reject", {"text": "a", "reason": "no-such"}, {"reason": "unknown_choice"}),
    ("reject", {"text": "a", "reason": 7}, {"reason": "text"}),
    ("NOTE", {"text": "a"}, {"step": "unknown_choice"}),
    ("", {}, {"step": "unknown_choice"}),
    ("verify", {"to": "a b"}, {"to": "unknown_choice"}),
    ("verify", {"to": "x" * 65}, {"to": "unknown_choice"}),
]


@pytest.mark.parametrize(("step", "more", "faults"), STEPS)
def test_a_step_that_does_not_fit_is_refused(
    api: Client, step: str, more: dict[str, Any], faults: dict[str, str]
) -> None:
    """An officer who leaves out or mistypes what a step needs is told what, and nothing happens."""
    filed, person = api.file(), grant("budi")
    before = api.stored()
    for language in ("id", "en"):
        api.language = language
        reply = api.take(person, filed.ticket, step, **more)
        assert (reply.status, told(reply.faults)) == (422, faults)
        explained(reply, language)
    assert api.stored() == before


@pytest.mark.parametrize(
    ("step", "more", "faults"),
    [
        ("assign", {}, {"to": "missing"}),
        ("refer", {"reason": "jurisdiction"}, {"to": "missing"}),
        ("refer", {"to": "no-such"}, {"to": "unknown_choice"}),
        ("refer", {"to": "jakarta-utara"}, {"to": "unknown_choice"}),
        ("refer", {"to": "bogor"}, {"reason": "unknown_choice"}),
        ("refer", {"to": "bogor", "reason": "no-such"}, {"reason": "unknown_choice"}),
        ("answer", {}, {"text": "missing"}),
    ],
)
def test_a_step_on_the_way_is_refused_as_well(
    api: Client, step: str, more: dict[str, Any], faults: dict[str, str]
) -> None:
    """Whoever hands a case on must say where to and why, of what we have."""
    filed, person = api.file(), grant("budi")
    api.take(person, filed.ticket, "verify")
    reply = api.take(person, filed.ticket, step, **more)
    assert (reply.status, told(reply.faults)) == (422, faults)


def test_a_step_at_the_wrong_time_is_refused(api: Client) -> None:
    """A step that the table does not have now is refused with words, and so is one that is another's to take."""
    filed, person = api.file(), grant("budi")
    assert api.take(person, filed.ticket, "answer", text="Sudah.").json["type"] == "urn:aduan:problem:step_refused"
    assert api.take(person, filed.ticket, "withdraw").status == 403
    assert api.say(filed, "verify").status == 403
    assert api.say(filed, "confirm").json["type"] == "urn:aduan:problem:step_refused"


PROOFS: list[dict[str, Any]] = [
    *({}, {"code": ""}, {"code": None}, {"code": "a", "link_token": "b"}, {"code": 7}, {"code": "a" * 65}),
    *({"link_token": ["a"]}, {"one_time_code": 12345678}, {"password": "a"}, {"code": "a", "ticket": "b"}),
]


@pytest.mark.parametrize("proof", PROOFS, ids=str)
def test_one_proof_is_asked_for(api: Client, proof: dict[str, Any]) -> None:
    """Whoever comes in shows exactly one proof, as text."""
    filed = api.file()
    assert api.call("POST", f"{PATH}/{filed.ticket}/sessions", proof).status == 422


@pytest.mark.parametrize("channel", [*NO_TEXT, "fax", ""], ids=str)
def test_a_code_is_sent_by_a_channel_we_have(api: Client, channel: Any) -> None:
    """A one-time code can be asked for by e-mail or SMS."""
    reply = api.call("POST", f"{PATH}/IMI-K7QF-2M9X-C/one-time-codes", {"channel": channel})
    assert (reply.status, told(reply.faults)) == (422, {"channel": "unknown_choice"})


def test_a_citizens_step_is_read_as_strictly(api: Client) -> None:
    """What a citizen adds is checked like what they filed, and a missing key is named."""
    filed = api.file()
    session = api.session(filed)
    path = f"{PATH}/{filed.ticket}/steps"
    reply = api.call("POST", path, {"step": "message", "text": "a\x00"}, token=session, idempotency_key=fresh_key())
    assert reply.faults == {"text": "hostile_text"}
    assert api.call("POST", path, {"step": "message", "text": "a"}, token=session).json["type"].endswith("key_missing")
    assert wiring.complaints().get(filed.ticket).version == 1


def refusals(kind: type[Refusal] = Refusal) -> list[type[Refusal]]:
    return [kind, *(one for below in kind.__subclasses__() for one in refusals(below))]


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.__name__)
def test_every_refusal_has_a_status_and_words(kind: type[Refusal]) -> None:
    """Whatever the rules refuse, the caller reads why and what to do, in either language."""
    assert kind.code in problems.STATUS
    said = {wiring.words(language)(f"problem.{kind.code}.detail") for language in wiring.languages()}
    assert len(said) == len(wiring.languages())


UNREADABLE = [code for _, _, code in BODIES.values()]


@pytest.mark.parametrize("code", sorted({*problems.STATUS, *UNREADABLE}))
def test_every_problem_can_be_said(code: str) -> None:
    """No refusal fails for want of words."""
    for language in wiring.languages():
        assert problems.problem(code, wiring.words(language), status=400).status == 400


def test_a_refusal_without_words_does_not_leak(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should even the words of a refusal be broken, the caller gets a plain apology and nothing of what they sent."""
    monkeypatch.delitem(problems.STATUS, "media_type")
    reply = api.call("POST", PATH, COMPLAINT, idempotency_key=fresh_key(), content_type="text/plain")
    assert (reply.status, reply.json["type"]) == (500, "urn:aduan:problem:bug")
    assert "Traceback" not in reply.text


def test_the_version_seen_is_named_before_anything_else(api: Client) -> None:
    """An officer without a version is told so even when the body is bad too."""
    path = f"/v1/staff/complaints/{api.file().ticket}/steps"
    assert api.call("POST", path, raw="[", token=token(grant("budi"))).status == 428
