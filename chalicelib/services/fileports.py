"""What the desk of documents needs from the world: rows about them, and the two buckets."""

from datetime import timedelta
from typing import Protocol

from chalicelib.domain.attachments import Attachment, Moved, Places
from chalicelib.domain.uploads import Upload


class Rows(Protocol):
    """What is known of documents."""

    def get(self, ticket: str, document: str) -> Attachment:
        """Read one. Raises NotFound."""

    def of(self, ticket: str) -> tuple[Attachment, ...]:
        """List those of one case."""

    def places(self, ticket: str) -> Places:
        """Read how many there are."""

    def add(self, new: Attachment, before: Places, after: Places) -> None:
        """Keep a new one. Raises ChangedMeanwhile."""

    def move(self, moved: Moved) -> None:
        """Bring one to its next state. Raises ChangedMeanwhile."""

    def forget(self, ticket: str) -> None:
        """Delete all that is known."""


class Files(Protocol):
    """The objects themselves."""

    def upload(self, found: Attachment, most: int, life: timedelta, back: str = "") -> Upload:
        """Sign what a browser may send."""

    def link(self, found: Attachment, name: str, life: timedelta) -> str:
        """Sign a link to the copy that is served."""

    def fetch(self, key: str, version: str, most: int) -> bytes:
        """Read one upload, at most one byte more than `most`."""

    def keep(self, found: Attachment, content: bytes) -> None:
        """Put the copy that is served."""

    def discard(self, key: str, version: str) -> None:
        """Delete one upload."""

    def delete(self, prefix: str) -> None:
        """Delete whatever has a name that begins so."""
