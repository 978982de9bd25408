"""What is no readable body at all is refused in words, and no refusal fails for want of them."""

import base64

import pytest

from chalicelib import wiring
from chalicelib.domain.errors import Refusal
from chalicelib.handlers import problems
from tests.handlers.client import COMPLAINT, Client, fresh_key
from tests.handlers.hostile import BODIES
from tests.handlers.refusing import PATH


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


@pytest.mark.parametrize(
    ("header", "stated", "title"),
    [
        (None, "en", "Some answers need a correction"),
        ("*", "en", "Some answers need a correction"),
        (None, "fr", "Isian perlu diperbaiki"),
        (None, ["en"], "Isian perlu diperbaiki"),
        ("id", "en", "Isian perlu diperbaiki"),
        ("fr", "en", "Isian perlu diperbaiki"),
    ],
)
def test_whoever_names_no_language_is_answered_in_that_of_their_complaint(
    api: Client, header: str | None, stated: object, title: str
) -> None:
    """A program that sends no Accept-Language reads what is wrong in the language in which its citizen writes."""
    asked = COMPLAINT | {"narrative": "", "language": stated}
    reply = api.call("POST", PATH, asked, idempotency_key=fresh_key(), accept_language=header)
    assert (reply.status, reply.json["title"]) == (422, title)


def test_brackets_in_words_are_words(api: Client) -> None:
    """A story may hold as many brackets and quotes as it likes."""
    text = '"[{' * 2000 + "\\" * 100
    filed = api.file(narrative=text)
    assert api.call("GET", f"{PATH}/{filed.ticket}/steps", token=api.session(filed)).json["items"][0]["text"] == text


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
