"""What a document is announced as, before it is uploaded."""

from typing import Annotated

from pydantic import Field, StringConstraints

from chalicelib.handlers.fields import Body


class Announcement(Body):
    """`POST …/attachments`: both may be left out; the upload is then pinned to less, and the examination finds out."""

    type: Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z]{1,20}/[a-z0-9.+-]{1,60}$")] | None = None
    size: Annotated[int, Field(strict=True, ge=1, le=10**12, description="Bytes.")] | None = None
