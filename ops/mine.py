"""What the API gives back to citizens about their own data, as models beside ops/shapes.py."""

from typing import Annotated, Literal

from pydantic import Field

from ops.shapes import Instant, Office, Shape


class Opening(Shape):
    """Looks of one day at one part by one role of one unit; `what`, `who` and `why` are in the caller's language."""

    part: Literal["file", "document", "identity", "referral", "copy"]
    document: Annotated[int | None, Field(description="The number of the document that was opened.")]
    role: Annotated[str | None, Field(description="Never the person; null for an agency outside, and for yourself.")]
    office: Office | None
    at: Annotated[Instant, Field(description="The last of them.")]
    times: Annotated[int, Field(ge=1)]
    what: str
    who: str
    why: str


class Openings(Shape):
    """Who opened a complaint, newest first; empty when nobody has."""

    items: list[Opening]
