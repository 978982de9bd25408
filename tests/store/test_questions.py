"""The questions in the data: few, sourced, sensible, and with words in every language as long as an answer lives."""

import copy
from importlib.resources import files
from typing import Any

import pytest

from chalicelib.notify.texts import has, languages
from chalicelib.store.book import load
from chalicelib.store.book_checks import BadPolicy, toml
from chalicelib.store.book_rules import policy

EDITION = "2025-10-20"
RAW = toml(files("chalicelib.policy") / "rules" / f"{EDITION}.toml")


def changed(**changes: Any) -> dict[str, Any]:
    """The data with its last question, where somebody saw a permit misused, told otherwise."""
    raw = copy.deepcopy(RAW)
    raw["questions"][-1] |= changes
    return raw


@pytest.mark.parametrize("language", languages())
def test_every_question_has_its_words(language: str) -> None:
    """Questions and choices of every edition, today's and those of old cases, can be read in every language."""
    for edition in load().policies.values():
        for one in edition.questions:
            keys = [f"question.{one.slug}", *(f"question.{one.slug}.{choice}" for choice in one.choices)]
            assert [key for key in keys if not has(language, key)] == []


def test_a_slug_asks_the_same_in_every_edition() -> None:
    """The words of a slug never change their meaning: an edition that asks something else uses another slug."""
    forms = [(one.slug, one.form) for edition in load().policies.values() for one in edition.questions]
    assert len(dict(forms)) == len(set(forms))


def test_a_levy_is_asked_for_without_pressing() -> None:
    """Where, how much and whether it was paid may all be left empty by somebody who is afraid."""
    asked = load().policy.asks("complaint", "illegal-levy")
    assert [one.slug for one in asked] == ["levy-place", "levy-amount", "levy-paid"]
    assert not any(one.required for one in asked)
    assert load().policy.asks("praise", "border-post") == ()


def test_an_edition_older_than_the_questions_has_none() -> None:
    """What was decided before there were questions can still be read."""
    raw = copy.deepcopy(RAW)
    del raw["questions"]
    assert policy(EDITION, raw).questions == ()


@pytest.mark.parametrize(
    "change",
    [
        {"source": ""},
        {"slug": "levy-place"},
        {"categories": ["no-such"]},
        {"kinds": ["no-such"]},
        {"form": "number"},
        {"form": "choice"},
        {"choices": ["a", "b"]},
        {"form": "choice", "choices": ["a", "a"]},
        {"after": "held-need"},
        {"after": "no-such", "when": ["health"]},
        {"after": "held-need", "when": ["no-such"], "categories": ["detention"], "kinds": ["complaint"]},
        {"most": 0},
        {"categories": ["payment"], "kinds": ["complaint"]},
        {"nonsense": 1},
    ],
)
def test_what_is_wrong_stops_the_start(change: dict[str, Any]) -> None:
    """A question that nobody could be asked, or answer, or that is one too many, is refused by name."""
    with pytest.raises(BadPolicy):
        policy(EDITION, changed(**change))
