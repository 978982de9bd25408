"""What the API gives back about dates, as models beside ops/shapes.py: each deadline with its reason."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.domain.policy import Unit
from chalicelib.domain.steps import Step
from ops.shapes import Deadline, Instant, Office, Shape

Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$", json_schema_extra={"format": "date"})]


class Cause(Shape):
    """The event of the timeline that did it."""

    step: Step
    at: Instant
    version: int


class Skipped(Shape):
    """A day that does not count, with what closes the office: a code, and its name in the caller's language."""

    day: Day
    reason: str
    name: str
    estimate: bool


class Limit(Shape):
    """One rule: how much of which unit, where it is written, its days, and its dates without and with halts."""

    amount: Annotated[int, Field(description="In `unit`, with what a supervisor added.")]
    unit: Unit
    klass: Annotated[str, Field(alias="class", description="`*` for every class.")]
    source: Annotated[str, Field(description='Where the rule is written; what begins with "ours" is our own choice.')]
    article: str
    verified: Annotated[bool, Field(description="Whether the official text itself was read.")]
    since: Day
    counted: list[Day]
    skipped: list[Skipped]
    estimates: Annotated[list[Day], Field(description="Days that rest on a decree still to come.")]
    without_halts: Instant
    due: Instant


class Halt(Cause):
    """A stretch that does not count: a pause with its coded reason, or the time for which an answer stood."""

    reason: str | None
    until: Annotated[Instant | None, Field(description="Null while it lasts.")]
    at_the_latest: Annotated[Instant | None, Field(description="When a pause that lasts ends by itself.")]
    due: Annotated[Instant | None, Field(description="The date that it led to.")]


class Change(Cause):
    """Another class, an extension, or another edition of the calendar, with the date that it led to."""

    what: Literal["reclassed", "extended", "rebased"]
    reason: str | None
    klass: Annotated[str | None, Field(alias="class")]
    calendar: Annotated[str | None, Field(description="The edition that it went over to, when it was re-based.")]
    due: Instant


class Why(Shape):
    """The way from the event to the date. `limit` governs, since it ends first of those that run side by side."""

    text: Annotated[str, Field(description="The same in plain words of the caller's language, for every reader.")]
    started: Cause
    office: Annotated[Office, Field(description="Whose calendar counts, whoever holds the case later.")]
    policy: str
    calendar: str
    limit: Limit
    beside: list[Limit]
    halts: list[Halt]
    changes: list[Change]


class Explained(Deadline):
    """A date that binds somebody, and why it is this one."""

    why: Why


class Deadlines(Shape):
    deadlines: list[Explained]
