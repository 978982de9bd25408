"""The questions of a category, and another language, on the form that needs no script."""

from dataclasses import replace

import pytest

from chalicelib import wiring
from chalicelib.domain.questions import Value
from chalicelib.notify.texts import words
from chalicelib.pages.choices import amount_of
from chalicelib.pages.forms import answered, at_fields
from chalicelib.store import book_beside
from chalicelib.store.book import load
from tests.handlers.client import Client
from tests.handlers.test_plain_receipt import sent

LEVY = {"category": "illegal-levy", "ask-levy-place": "Loket 2", "ask-levy-amount": "Rp1.500.000", "ask-levy-paid": ""}
HELD = {"category": "detention", "asked": "complaint detention"}


def test_the_questions_come_as_a_second_step(api: Client) -> None:
    """What was filled in stands there still, nothing is sent yet, and the same key goes with it."""
    first = sent(api, category="illegal-levy", key="k" * 32)
    assert (first.status, "Belum terkirim." in first.text) == (200, True)
    assert 'name="ask-levy-amount"' in first.text
    assert 'name="key" value="' + "k" * 32 in first.text
    assert "Sudah bayar, tidak tercatat." in first.text
    assert "error" not in first.text
    done = sent(api, **LEVY, asked="complaint illegal-levy", questions="2025-10-20")
    assert (done.status, done.headers["Location"]) == (303, "/id/lapor/plain/done")


def test_one_page_counts_no_steps(api: Client) -> None:
    """Where every question stands on one page, nobody reads that this is the first of nine."""
    assert "data-position" not in api.call("GET", "/id/lapor/plain").text


def test_a_trouble_that_we_know_of_stands_on_the_form(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """C17: without scripts, too: with its days and its office while it lasts, and nothing once it is over."""
    (past,) = wiring.beside().troubles
    today = wiring.clock().date()
    now = replace(past, slug="now", offices=("bogor",), entry=replace(past.entry, since=today, until=today))
    monkeypatch.setattr(wiring, "beside", lambda: replace(book_beside.read(), troubles=(past, now)))
    page = api.call("GET", "/zh/lapor/plain").text
    assert page.count("国家数据中心发生故障") == 1
    assert wiring.book().offices.get("bogor").name in page


def test_a_category_without_questions_is_sent_at_once(api: Client) -> None:
    """Nobody is held up by a step that asks nothing."""
    assert sent(api).status == 303


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        (LEVY | {"asked": "complaint illegal-levy", "ask-levy-amount": "banyak"}, "ask-levy-amount", "Tulis rupiah"),
        (HELD | {"ask-held-since-day": "31", "ask-held-since-month": "2"}, "ask-held-since", "Tanggal itu tidak ada"),
        ({"category": "stay-permit", "asked": "complaint stay-permit"}, "ask-permit-kind", "Isi bagian ini"),
    ],
)
def test_what_is_wrong_is_said_in_the_summary_and_at_the_question(
    api: Client, typed: dict[str, str], field: str, said: str
) -> None:
    """C3: the message names its question, the summary leads to it, and what was typed stays."""
    page = sent(api, **typed)
    assert page.status == 422
    assert f'href="#{field}"' in page.text
    assert f'id="{field}"' in page.text
    assert page.text.count(said) == 2
    assert typed.get("ask-levy-place", "") in page.text


def test_another_language_keeps_what_is_filled_in(api: Client) -> None:
    """C13: without scripts, too; nothing is judged, and no value stands in an address."""
    page = sent(
        api, switch="yes", category="illegal-levy", narrative="Kenari belum selesai", **{"ask-levy-place": "L2"}
    )
    assert page.status == 200
    assert "Kenari belum selesai" in page.text
    assert 'value="L2"' in page.text
    assert "error-summary" not in page.text
    assert 'formaction="/ar/lapor/plain" formnovalidate name="switch"' in page.text
    assert not any("enari" in url for url in api.urls)


def test_what_is_not_called_for_is_left_out() -> None:
    """An answer to a question that came with another choice is not sent along."""
    asked = load().policy.asks("complaint", "detention")
    typed = {"ask-held-need": ["visit"], "ask-held-care": ["yes"]}
    assert answered(typed, asked) == {"held-need": "visit"}
    assert answered(typed | {"ask-held-need": ["health"]}, asked) == {"held-need": "health", "held-care": "yes"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Rp1.500.000", 1_500_000),
        ("rp 1,500,000.00", 1_500_000),
        ("500000,-", 500_000),
        ("\u0665" + "\u0660" * 5, 500_000),
        ("500 ribu", "500 ribu"),
        ("1.5", "1.5"),
        ("", ""),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, meant: Value) -> None:
    """Points, commas, the sign of the money and other digits are understood; what is not is given back to be mended."""
    assert amount_of(typed) == meant


def test_an_answers_fault_stands_at_its_question() -> None:
    """The field of the contract becomes the field of the page."""
    fault = {"field": "answers.levy-amount", "code": "money", "message": "Tulis rupiah"}
    assert at_fields([fault], words("id")) == {"ask-levy-amount": "Tulis rupiah"}
