"""The shape of public figures, beside ops/shapes.py."""

from typing import Annotated

from pydantic import Field

from ops.shapes import Instant, Shape

Coarse = Annotated[int | None, Field(description="Rounded to `rounded_to`; null for fewer than `fewest`.")]
Month = Annotated[str, Field(pattern=r"^\d{4}-\d\d$", examples=["2026-03"])]


class Line(Shape):
    """A month, a kind, a category or an office."""

    slug: str
    name: str
    received: Coarse
    answered: Coarse
    in_time: Annotated[Coarse, Field(description="First answers that went out before their deadline.")]
    percent: Annotated[int | None, Field(description="Of answers in time; null for fewer than `enough` answers.")]
    median: Annotated[int | None, Field(description="Calendar days within which half of the answers came; or null.")]


class Statistics(Shape):
    """Counts of whole months that are over; null and empty before the first one was counted."""

    since: Month | None
    until: Month | None
    counted_at: Instant | None
    fewest: int
    rounded_to: int
    enough: int
    months: list[Line]
    kinds: list[Line]
    categories: list[Line]
    offices: list[Line]


ANSWERS: dict[str, tuple[int, *tuple[type[Shape], ...]]] = {
    "statistics": (200, Statistics),
    "statistics_table": (200,),
}
