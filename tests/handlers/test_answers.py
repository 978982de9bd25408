"""Answers to the questions of a category: sealed, shown beside their own questions, refused by name."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.book import Book
from chalicelib.domain.people import Role
from tests.handlers.client import COMPLAINT, Client, fresh_key, grant
from tests.handlers.test_canaries import forms, plain

NUMBER = "kenari-JKT-0042"
GIVEN = {"levy-amount": 1_500_000, "levy-paid": "no", "levy-place": NUMBER}
READ = [
    ("Di mana tepatnya uang itu diminta?", NUMBER),
    ("Berapa yang diminta?", "Rp1.500.000"),
    ("Apakah uang itu dibayar?", "Tidak"),
]


def answered(api: Client, **changes: Any) -> Any:
    api.language = "id"
    return api.file(**{"category": "illegal-levy", "answers": GIVEN} | changes)


def read(items: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(one["title"], one["text"]) for one in items[0]["answers"]]


def test_both_sides_read_question_and_answer(api: Client) -> None:
    """The citizen and whoever handles the case read the same; nothing lies open; an auditor reads no answer."""
    filed = answered(api)
    path = f"/v1/complaints/{filed.ticket}/steps"
    assert read(api.call("GET", path, token=api.session(filed)).json["items"]) == READ
    grant("atasan", Role.REGION, "wilayah-dki-jakarta")
    assert read(api.see("atasan", filed.ticket, "/steps").json["items"]) == READ
    grant("audit", Role.AUDITOR, "pusat")
    rows = b" ".join(map(plain, api.stored())) + api.see("audit", filed.ticket, "/steps").text.encode()
    assert not any(form in rows for form in forms(NUMBER))


def test_another_language_reads_them_too(api: Client) -> None:
    """Question, choice, day and amount are in the reader's language; what was typed stays as it was typed."""
    filed = api.file(category="passport-late", answers={"application-number": NUMBER, "applied-on": "2026-03-02"})
    items = api.call("GET", f"/v1/complaints/{filed.ticket}/steps", token=api.session(filed)).json["items"]
    assert read(items) == [("Application number", NUMBER), ("When did you apply?", "Monday 2 March 2026")]


def test_an_old_answer_keeps_its_question(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a new edition asks nothing of the kind, and the case was moved elsewhere, the answer reads as before."""
    filed = answered(api)
    old: Book = wiring.book()
    newer = replace(old.policy, version="2026-02-01", questions=(), since=old.policy.since)
    monkeypatch.setattr(wiring, "book", lambda: replace(old, policies={**old.policies, newer.version: newer}))
    grant("atasan", Role.REGION, "wilayah-dki-jakarta")
    moved = api.take("atasan", filed.ticket, "verify", category="other")
    assert moved.json["category"] == "other"
    assert read(api.see("atasan", filed.ticket, "/steps").json["items"]) == READ


def test_nothing_hangs_on_an_answer(api: Client) -> None:
    """Office and dates are the same whatever was asked for or paid: an answer helps to look, and is no label."""
    with_, without = answered(api).answer, answered(api, answers={}).answer
    assert (with_["office"], with_["deadlines"]) == (without["office"], without["deadlines"])


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"answers": GIVEN | {"levy-amount": "banyak"}}, "answers.levy-amount", "Berapa yang diminta?"),
        ({"answers": GIVEN | {"levy-paid": "maybe"}}, "answers.levy-paid", "Apakah uang itu dibayar?"),
        ({"answers": GIVEN | {"levy-place": "a\nb"}}, "answers.levy-place", "Di mana tepatnya"),
        ({"answers": {"levy-place": True}}, "answers.levy-place", "Di mana tepatnya"),
        ({"answers": {"no-such": "x"}}, "answers.no-such", "Bagian ini tidak dikenal"),
        ({"category": "stay-permit", "answers": {}}, "answers.permit-kind", "Visa atau izin tinggal yang mana?"),
        ({"questions": "1999-01-01"}, "questions", "Pilih"),
    ],
)
def test_what_cannot_be_taken_names_the_question(api: Client, changes: dict[str, Any], field: str, said: str) -> None:
    """A wrong answer is refused with its question and what would be right, in the caller's language."""
    api.language = "id"
    asked = COMPLAINT | {"category": "illegal-levy", "answers": GIVEN, "stage": None} | changes
    reply = api.call("POST", "/v1/complaints", asked, idempotency_key=fresh_key())
    (fault,) = reply.json["errors"]
    assert (reply.status, fault["field"]) == (422, field)
    assert fault["message"].startswith(said)
    assert fault["message"] != said


def test_the_catalogue_offers_them(api: Client) -> None:
    """Whoever writes a client of their own finds every question with its words and its demands."""
    api.language = "id"
    found = {one["slug"]: one for one in api.call("GET", "/v1/catalogue").json["categories"]}
    held = {one["slug"]: one for one in found["detention"]["questions"]}
    assert (held["held-care"]["after"], held["held-care"]["when"]) == ("held-need", ["health"])
    assert found["stay-permit"]["questions"][0]["required"]
    assert "Boleh dikosongkan." in held["held-since"]["hint"]
