"""The questions of one edition of policy/rules/ into `Question`s."""

from itertools import product
from typing import Any

from chalicelib.domain.policy import Policy
from chalicelib.domain.questions import Form, Question
from chalicelib.store.book_checks import entry_of, once, refuse

MOST = 3
"""More questions than this for one category send people away."""
LISTS = ("categories", "kinds", "choices", "when")


def read(raw: list[dict[str, Any]]) -> tuple[Question, ...]:
    """An edition older than the questions has none."""
    return tuple(_question(one) for one in raw)


def _question(raw: dict[str, Any]) -> Question:
    entry, form = entry_of(raw), Form(raw.pop("form"))
    lists: dict[str, Any] = {name: tuple(raw.pop(name)) for name in LISTS if name in raw}
    return Question(form=form, entry=entry, **lists, **raw)


def check(made: Policy) -> None:
    """BadPolicy names a question that nobody could be asked, or that asks for what nobody could give."""
    once((one.slug for one in made.questions), f"{made.version} questions")
    for question in made.questions:
        _check_one(made, question)
    for kind, category in product(made.kinds, made.categories):
        _check_row(made, kind.slug, category.slug)


def _check_one(made: Policy, question: Question) -> None:
    where = f"{made.version} question {question.slug}"
    known = {kind.slug for kind in made.kinds} | {category.slug for category in made.categories}
    strange = sorted({*question.kinds, *question.categories} - known)
    refuse(bool(strange), f"{where}: no {strange}")
    refuse((question.form is Form.CHOICE) != bool(question.choices), f"{where}: choices do not fit the form")
    once(question.choices, where)
    refuse(bool(question.after) != bool(question.when), f"{where}: after and when go together")
    refuse(question.most < 1, f"{where}: no room for an answer")


def _check_row(made: Policy, kind: str, category: str) -> None:
    """What stands in one form together: not too much, and nothing that hangs on a question that is not there."""
    row = made.asks(kind, category) if made.suits(kind, category) else ()
    refuse(len(row) > MOST, f"{made.version} {category}: more than {MOST} questions")
    before: dict[str, Question] = {}
    for question in row:
        earlier = before.get(question.after)
        hangs = not earlier or not {*question.when} <= {*earlier.choices}
        refuse(bool(question.after) and hangs, f"{made.version} question {question.slug}: nothing calls for it")
        before[question.slug] = question
