"""What the API gives back about how a citizen is reached, as models beside ops/shapes.py."""

from typing import Annotated, Literal

from pydantic import Field

from ops.shapes import Shape

Way = Literal["email", "sms"]


class OnFile(Shape):
    """How a citizen is told, for their own eyes: address and number show their first signs only."""

    email: str | None
    phone: str | None
    possible: Annotated[list[Way], Field(description="Ways that lead somewhere, and so can be chosen.")]
    channels: Annotated[list[Way], Field(description="Ways that are used, the preferred one first.")]
    in_turn: Annotated[bool, Field(description="Whether the next way is used only when the one before it fails.")]
    bounced: Annotated[list[Way], Field(description="Ways whose address takes nothing: it should be corrected.")]
    language: str
    essential_only: bool
