"""What the API gives back about documents."""

from typing import Annotated

from pydantic import Field

from chalicelib.domain.attachments import Reason, State
from ops.shapes import Instant, Shape


class Document(Shape):
    """One document. There is no name: none is kept. `number` counts what was begun for the case, from 1."""

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    number: int
    state: Annotated[State, Field(description="Only what is `clean` can be opened.")]
    type: Annotated[str | None, Field(description="Of the copy that is served; before that, as it was announced.")]
    bytes: int | None
    reason: Annotated[Reason | None, Field(description="Why it was refused.")]
    message: Annotated[str | None, Field(description="The same in the caller's language, with what to do now.")]
    requested_at: Instant


class Way(Shape):
    """How to upload: a form posted to `url` (multipart/form-data) with these fields first, and `file` last."""

    url: str
    fields: dict[str, str]
    seconds: Annotated[int, Field(description="How long an upload may begin.")]


class Begun(Document):
    """A document that was begun; `upload` is null once something has arrived."""

    upload: Way | None


class Sort(Shape):
    """A type that may come, and the most bytes of it."""

    type: str
    bytes: int


class Bounds(Shape):
    most: int
    types: list[Sort]


class Documents(Shape):
    """A citizen's documents, and how many more may be begun now."""

    items: list[Document]
    may_add: int
    limits: Bounds


class Papers(Shape):
    """What an office may open."""

    items: list[Document]


class Link(Shape):
    """An address of the files' own origin that saves the file; for `seconds`, and for whoever has it."""

    url: str
    seconds: int
