"""What the API gives back about official channels, as models beside ops/shapes.py."""

from typing import Annotated

from pydantic import Field

from chalicelib.domain.channels import Ending, Kind
from ops.shapes import Instant, Shape
from ops.traces import Day


class Official(Shape):
    """A channel; one with an `until` is not ours any more, and stays listed as a warning."""

    slug: str
    kind: Kind
    address: str
    about: Annotated[str, Field(description="What it is for, in Indonesian where an administrator announced it.")]
    since: Day
    until: Day | None
    reason: Annotated[Ending | None, Field(description="Why it is not ours; null where a release says no more.")]
    source: str


class Officials(Shape):
    """Every channel, those of the release first."""

    items: list[Official]


class Announced(Official):
    """A channel with who stands behind it; null for what a release says."""

    announced_by: str | None
    announced_at: Instant | None
    retired_by: str | None
    retired_at: Instant | None


class Channels(Shape):
    """Every channel, as administrators see it."""

    items: list[Announced]


ANSWERS: dict[str, tuple[int, *tuple[type[Shape], ...]]] = {
    "official_channels": (200, Officials),
    "channels_announced": (200, Channels),
    **dict.fromkeys(("announce_channel", "retire_channel"), (201, Announced)),
}
