"""Shapes of the survey: which parts are open, and the figures of many."""

from typing import Annotated, Literal

from pydantic import Field

from ops.shapes import Office, Shape

Exact = Annotated[
    str, Field(pattern=r"^\d+\.\d\d$", description="An exact decimal, rounded half up.", examples=["91.48"])
]


class Parts(Shape):
    """The parts of the survey that this citizen may still answer."""

    parts: list[Literal["tap", "skm"]]


class Counted(Shape):
    """The answers are counted."""

    counted: Literal[True]


class Question(Shape):
    """A question that enough people answered: an element by its mean (NRR), a yes or no by the share of yes."""

    question: str
    respondents: int
    mean: Exact | None
    percent: Exact | None


class Figures(Shape):
    """What is known of one office; without an office, of all in the caller's scope together."""

    office: Office | None
    questions: list[Question]
    index: Annotated[Exact | None, Field(description="IKM; null unless all nine elements may be shown.")]
    grade: Literal["A", "B", "C", "D"] | None


class Survey(Shape):
    """The figures of a quarter; what fewer than `fewest` people answered is left out."""

    period: str
    fewest: int
    source: str
    items: list[Figures]
