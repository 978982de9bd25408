"""What the API gives back about calendars, as models beside ops/shapes.py."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.domain.overlays import Cause, Closing
from ops.shapes import Instant, Office, Shape
from ops.traces import Day


class ShownClosed(Shape):
    """A day on which the office does not work; `name` is in the caller's language."""

    day: Day
    why: Closing
    name: str
    source: str
    estimate: bool


class ShownOpen(Shape):
    """A day that is worked at these local hours."""

    day: Day
    hours: list[str]
    source: str


class Version(Shape):
    """One version of an office's own days; once signed off it never changes."""

    office: Office
    version: int
    status: Annotated[
        Literal["draft", "in_force", "superseded", "withdrawn"],
        Field(description="A draft that a newer version overtook is superseded too."),
    ]
    number: Annotated[int | None, Field(description="Names it in `<edition>+<number>`; null for a draft.")]
    reason: Annotated[Cause, Field(description="What citizens are told when it moves a date.")]
    drawn_up_by: str
    drawn_up_at: Instant
    signed_off_by: str | None
    signed_off_at: Instant | None
    withdrawn_at: Annotated[Instant | None, Field(description="When its author took the draft back.")]
    edition: Annotated[str | None, Field(description="The newest edition when it was signed off; null for a draft.")]
    closed: list[ShownClosed]
    open: list[ShownOpen]


class Listed(Shape):
    """A day that is not as the week has it: closed for a reason, or worked at these local hours."""

    day: Day
    reason: str | None
    name: str | None
    estimate: bool
    hours: list[str]


class Year(Shape):
    """The days of one year in the office's newest calendar; weekends are left out."""

    office: Office
    edition: str
    year: int
    days: list[Listed]


class Versions(Shape):
    items: list[Version]


class Draft(Shape):
    office: str
    version: int
    drawn_up_by: str


class Calendars(Shape):
    """What is in force, and what waits for a second person."""

    edition: Annotated[str, Field(description="What a complaint filed now is held to.")]
    shipped: Annotated[str, Field(description="The newest edition of the release.")]
    adopted: Annotated[str, Field(description="The edition to which open cases were brought last.")]
    in_force: list[Version]
    waiting: list[Draft]


ANSWERS: dict[str, tuple[int, *tuple[type[Shape], ...]]] = {
    "calendars_in_force": (200, Calendars),
    **dict.fromkeys(("draw_up_calendar", "adopt_edition", "sign_off_calendar", "withdraw_calendar"), (201, Version)),
    "calendar_days": (200, Year),
    "calendar_versions": (200, Versions),
}
