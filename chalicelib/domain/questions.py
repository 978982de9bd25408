"""The short questions that go with a category, what was answered to them, and what is wrong with an answer."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from chalicelib.domain.entry import Entry
from chalicelib.domain.errors import Fault, one_of

Value = str | int
Given = Mapping[str, Value]
Wrong = tuple[str, tuple[tuple[str, str], ...]]

DEAREST = 10**12
"""More rupiah than this is a slip of the hand."""
FOUNDED = date(1950, 1, 26)
"""The day on which the immigration service was founded, kept as its day of honour; nothing happened at it before."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Form(StrEnum):
    """What an answer is: words on one line, a day (ISO), one of the choices, or whole rupiah."""

    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; its words are in the catalogue under `question.<slug>`, and never change their meaning.

    It is asked where one of `kinds` meets one of `categories`, and, where `after` names an earlier question, only when
    that was answered with one of `when`. A text has at most `most` characters; a day may lie `ahead`.
    """

    slug: str
    categories: tuple[str, ...]
    kinds: tuple[str, ...]
    form: Form
    entry: Entry
    required: bool = False
    choices: tuple[str, ...] = ()
    most: int = 120
    ahead: bool = False
    after: str = ""
    when: tuple[str, ...] = ()

    def called_for(self, given: Given) -> bool:
        """Whether the earlier answers call for this one."""
        return not self.after or given.get(self.after) in self.when

    def fault(self, given: Given, today: date) -> Fault | None:
        """Say what is wrong with the answer to it, if anything; `today` is the day at the place."""
        if self.slug not in given:
            return Fault(field(self.slug), "missing") if self.required else None
        if self.form is Form.CHOICE:
            known = given[self.slug] in self.choices
            return None if known else one_of(field(self.slug), self.choices)
        wrong = self._wrong(given[self.slug], today)
        return Fault(field(self.slug), *wrong) if wrong else None

    def _wrong(self, value: Value, today: date) -> Wrong | None:
        match self.form:
            case Form.TEXT:
                return _wrong_text(value, self.most)
            case Form.DATE:
                return _wrong_day(value, date.max if self.ahead else today)
            case _:
                return None if isinstance(value, int) and 0 < value <= DEAREST else ("money", ())


def field(slug: str) -> str:
    """The name of an answer in the contract."""
    return f"answers.{slug}"


def _wrong_text(value: Value, most: int) -> Wrong | None:
    if not isinstance(value, str):
        return "text", ()
    if not value.strip():
        return "missing", ()
    return ("too_long", (("max_length", str(most)),)) if len(value) > most else None


def _wrong_day(value: Value, last: date) -> Wrong | None:
    day = _day(value)
    if day is None:
        return "date", ()
    if day < FOUNDED:
        return "past_date", ()
    return ("future_date", ()) if day > last else None


def _day(value: Value) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
    except ValueError:
        return None


def faults(questions: Iterable[Question], given: Given, today: date) -> list[Fault]:
    """Hold answers against the questions that were asked; an answer to one that was not is a fault too."""
    called = [one for one in questions if one.called_for(given)]
    strange = sorted(given.keys() - {one.slug for one in called})
    found = [one.fault(given, today) for one in called]
    return [*(fault for fault in found if fault), *(Fault(field(slug), "unknown_field") for slug in strange)]


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered, under the questions of this edition of the policy; "" is the one that the case is held to."""

    edition: str = ""
    given: tuple[tuple[str, Value], ...] = ()

    def under(self, edition: str) -> "Answers":
        """Give them with the edition that they were given under, which is the case's own where none was named."""
        return replace(self, edition=self.edition or edition)

    def digest(self, salt: bytes) -> str:
        """The salted SHA-256, in hexadecimal: the salt's bytes, then edition and answers as JSON without blanks."""
        said = json.dumps([self.edition, self.given], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(salt + said.encode()).hexdigest()
