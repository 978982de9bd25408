"""Steps, proofs and channels that do not fit are refused by name, and nothing happens."""

from typing import Any

import pytest

from chalicelib import wiring
from tests.handlers.client import Client, fresh_key, grant, token
from tests.handlers.hostile import NO_TEXT
from tests.handlers.refusing import PATH, explained, told

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
    ("reject", {"text": "a", "reason": "no-facts"}, {"reason": "ask_first"}),
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


def test_the_version_seen_is_named_before_anything_else(api: Client) -> None:
    """An officer without a version is told so even when the body is bad too."""
    path = f"/v1/staff/complaints/{api.file().ticket}/steps"
    assert api.call("POST", path, raw="[", token=token(grant("budi"))).status == 428
