"""The questions of a category: what an answer may be, and under which questions it stays readable."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib.domain import taking
from chalicelib.domain.entry import Entry
from chalicelib.domain.errors import Invalid
from chalicelib.domain.questions import DEAREST, Answers, Form, Given, Question, Value, faults
from tests.builders import AT, EXAMPLES, SALT, TICKET, book, filing, words

TODAY = date(2026, 3, 13)
ENTRY = Entry(date(2025, 1, 1), None, "ours", "", verified=False)


def question(form: Form = Form.TEXT, **changes: Any) -> Question:
    choices = ("yes", "no") if form is Form.CHOICE else ()
    return replace(Question("it", ("payment",), ("complaint",), form, ENTRY, choices=choices, most=5), **changes)


def rules(asked: list[Question], given: Given) -> list[tuple[str, str]]:
    return [(fault.field, fault.rule) for fault in faults(asked, given, TODAY)]


@pytest.mark.parametrize(
    ("form", "value", "rule"),
    [
        (Form.TEXT, "satu", None),
        (Form.TEXT, 1, "text"),
        (Form.TEXT, "  ", "missing"),
        (Form.TEXT, "enam h", "too_long"),
        (Form.DATE, "2026-03-13", None),
        (Form.DATE, "2026-03-14", "future_date"),
        (Form.DATE, "1949-01-01", "past_date"),
        (Form.DATE, "2026-02-30", "date"),
        (Form.DATE, "20260301", "date"),
        (Form.DATE, 20260301, "date"),
        (Form.CHOICE, "no", None),
        (Form.CHOICE, "maybe", "choose_from"),
        (Form.MONEY, 500_000, None),
        (Form.MONEY, "500000", "money"),
        (Form.MONEY, 0, "money"),
        (Form.MONEY, DEAREST + 1, "money"),
    ],
)
def test_an_answer_is_what_was_asked_for(form: Form, value: Value, rule: str | None) -> None:
    """Words that fit on the line, a day that was, a choice, an amount: anything else is named with its rule."""
    assert rules([question(form)], {"it": value}) == ([("answers.it", rule)] if rule else [])


def test_a_day_may_lie_ahead_where_the_question_says_so() -> None:
    """Until when a permit is valid is mostly a day to come."""
    assert rules([question(Form.DATE, ahead=True)], {"it": "2030-01-01"}) == []


def test_what_may_be_left_empty() -> None:
    """An optional question takes no answer for an answer; a required one says that it is missing."""
    assert rules([question()], {}) == []
    assert rules([question(required=True)], {}) == [("answers.it", "missing")]


def test_a_question_can_hang_on_an_earlier_answer() -> None:
    """Whoever did not say that it is about health is not asked for a doctor, and nobody asked answers."""
    both = [question(Form.CHOICE), question(slug="then", after="it", when=("yes",), required=True)]
    assert rules(both, {"it": "no"}) == []
    assert rules(both, {"it": "yes"}) == [("answers.then", "missing")]
    assert rules(both, {"then": "x"}) == [("answers.then", "unknown_field")]


def test_answers_are_part_of_what_was_filed() -> None:
    """The record holds a salted hash of the answers, so that nobody changes one unseen, and not one of their words."""
    given = Answers("", (("application-number", "JKT-1"),))
    _, (event,) = taking.receive(filing(words=replace(words(), answers=given)), TICKET, AT, book())
    assert event.data["answers"] == given.digest(SALT) != replace(given, given=()).digest(SALT)
    assert "JKT-1" not in str(event.data)
    assert "answers" not in taking.receive(filing(), TICKET, AT, book())[1][0].data


@pytest.mark.parametrize(
    ("category", "answers", "found"),
    [
        ("stay-permit", Answers(), "answers.permit-kind: missing"),
        ("passport-late", Answers(EXAMPLES, (("levy-paid", "no"),)), "answers.levy-paid: unknown_field"),
        ("passport-late", Answers("1999-01-01"), "questions: choose_from"),
        ("no-such", Answers("1999-01-01"), "category: choose_from"),
    ],
)
def test_filing_holds_the_answers_against_the_category(category: str, answers: Answers, found: str) -> None:
    """What does not belong to the category, or to an edition that there was, is refused by name."""
    asked = filing(category=category, words=replace(words(), answers=answers))
    with pytest.raises(Invalid, match=f"^{found}$"):
        taking.receive(asked, TICKET, AT, book())


@pytest.mark.parametrize(("place", "day"), [("jakarta-utara", 14), ("nowhere", 15)])
def test_who_files_hears_of_every_fault_at_once(place: str, day: int) -> None:
    """Stage, place, day and answers are judged together, also one to a question that nobody asked; no second round."""
    given = Answers(EXAMPLES, (("levy-paid", "no"), ("permit-kind", "strange")))
    wrong = filing(category="stay-permit", stage="no-such", office=place, words=replace(words(), answers=given))
    with pytest.raises(Invalid) as found:
        taking.receive(replace(wrong, happened=date(2026, 3, day)), TICKET, AT, book())
    unknown = {"office"} if place == "nowhere" else set()
    asked = {"stage", "happened_on", "answers.levy-paid", "answers.permit-kind"}
    assert {fault.field for fault in found.value.faults} == asked | unknown


def test_an_edition_that_is_named_is_the_one_that_counts() -> None:
    """Answers to the questions of a known edition are taken."""
    given = replace(words(), answers=Answers(EXAMPLES, (("permit-kind", "limited"),)))
    assert taking.receive(filing(category="stay-permit", words=given), TICKET, AT, book())[0].category == "stay-permit"


def test_answers_say_under_which_edition_they_were_given() -> None:
    """A draft written under older questions keeps its edition; without one the case's own counts."""
    assert Answers().under("b").edition == "b"
    assert Answers("a").under("b").edition == "a"
