"""What the API gives back to citizens about their own data, as models beside ops/shapes.py."""

from typing import Annotated, Literal

from pydantic import Field

from ops.papers import Document
from ops.reaching import OnFile
from ops.sent import Message
from ops.shapes import Case, Instant, Moment, Office, Shape
from ops.traces import Explained


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


class Filed(Case):
    """A complaint with what was chosen on the form."""

    place: Office
    happened_on: str | None
    mode: Literal["named", "confidential", "anonymous"]
    mandate: str | None
    language: str


class Owner(Shape):
    """Who filed it, as they wrote it; `subject` is whom they speak for."""

    name: str | None
    email: str | None
    phone: str | None
    subject: str | None


class Paper(Document):
    """A document, and where it was accepted a link that works for a quarter of an hour."""

    url: str | None
    url_until: Instant | None


class Copy(Shape):
    """Everything that a case holds about whoever filed it."""

    made_at: Instant
    language: Annotated[str, Field(description="Of the words in this copy.")]
    complaint: Filed
    identity: Annotated[Owner | None, Field(description="Null for anonymous: `contact` shows what is on file.")]
    contact: OnFile
    timeline: list[Moment]
    deadlines: list[Explained]
    messages: list[Message]
    documents: list[Paper]
    openings: list[Opening]


class Drawn(Shape):
    """A receipt as a QR code; `name` and `hint` are in the caller's language."""

    link: Annotated[str, Field(description="What the code holds: the page that checks it, the receipt after `#`.")]
    image: Annotated[str, Field(description="SVG as a data URI.")]
    name: str
    hint: str


ANSWERS: dict[str, tuple[int, *tuple[type[Shape], ...]]] = {
    "citizen_openings": (200, Openings),
    "own_copy": (200, Copy),
    "own_copy_to_read": (200,),
    "receipt_code": (200, Drawn),
}
