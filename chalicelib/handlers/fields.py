"""What the bodies that come in are made of: text that is what it seems, names of ours, days; refused with our words."""

import re
import unicodedata
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from chalicelib.domain.questions import FOUNDED

TEXT = 10_000
SLUG = r"^[a-z0-9][a-z0-9_-]{0,63}$"
ACCOUNT = r"^[A-Za-z0-9][A-Za-z0-9:._-]{0,63}$"
BIDI = {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
_LAST_TWO = 0xFFFE
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MARKS = 6
"""More combining marks on one letter than any living script needs hide the words around them."""


def refuse(rule: str, field: str = "") -> PydanticCustomError:
    """Make the error that the catalogue has words for."""
    return PydanticCustomError("aduan", "{rule}", {"rule": rule, "field": field})


def _readable(text: str) -> str:
    """Keep the text as given, composed (NFC); refuse what hides or reorders text, or is no character at all."""
    kept = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    marks = 0
    for sign in kept:
        kind = unicodedata.category(sign)
        marks = marks + 1 if kind in {"Mn", "Me"} else 0
        if (kind in {"Cc", "Cs", "Co"} and sign not in "\n\t") or sign in BIDI or marks > MARKS or _no_character(sign):
            raise refuse("hostile_text")
    return kept


def _no_character(sign: str) -> bool:
    """Unicode's 66 noncharacters. What is merely unassigned may be next year's emoji, newer than this Python."""
    return "\ufdd0" <= sign <= "\ufdef" or ord(sign) & _LAST_TWO == _LAST_TWO


def _one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise refuse("one_line")
    return text


def _worded(text: str) -> str:
    if not text.strip():
        raise refuse("missing")
    return text


def _a_date(value: Any) -> Any:
    """Only `2026-11-02`: pydantic would also take a number, even one in a string, as seconds since 1970."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        return value
    raise refuse("date")


def _not_before_us(day: date) -> date:
    if day < FOUNDED:
        raise refuse("past_date")
    return day


def _an_answer(value: Any) -> str | int:
    """A number, or words on one line; which of them is meant is for the question to say."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str):
        raise refuse("text")
    return _one_line(_readable(value.strip()))


Account = Annotated[str, StringConstraints(strict=True, pattern=ACCOUNT)]
Slug = Annotated[str, StringConstraints(strict=True, pattern=SLUG)]
Free = Annotated[
    str, StringConstraints(strict=True, max_length=TEXT), AfterValidator(_readable), AfterValidator(_worded)
]
Line = Annotated[str, StringConstraints(strict=True), AfterValidator(_readable), AfterValidator(_one_line)]
Answer = Annotated[
    str | int, PlainValidator(_an_answer), WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}]})
]
Day = Annotated[date, BeforeValidator(_a_date), AfterValidator(_not_before_us)]


class Body(BaseModel):
    """Anything that is sent to us: no field that we do not know, no guessing at types."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
