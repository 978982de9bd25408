"""Documents that come with a complaint: what may come, and the way from the request to what is served, or refused.

requested → quarantined → clean or refused; from each of them → removed. What was uploaded is never served: what is
served is the copy that the examination made, and that only once every verdict that the stage asks for is there.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain.entry import Entry
from chalicelib.domain.errors import Fault, Invalid, TooManyDocuments

MEGABYTE = 1_000_000
TOGETHER, STILL_TELLS = timedelta(minutes=2), timedelta(minutes=10)
"""How soon after a message about a refused document another one is begun that was picked with it, and not because of
the message; and how long that message still sends its reader to a page where both stand.
"""


class State(StrEnum):
    """Where a document is; nothing but `removed` comes after `clean` and `refused`."""

    REQUESTED = "requested"
    QUARANTINED = "quarantined"
    CLEAN = "clean"
    REFUSED = "refused"
    REMOVED = "removed"


LIVE = frozenset({State.REQUESTED, State.QUARANTINED, State.CLEAN})
"""What takes up one of the places of a case."""


class Reason(StrEnum):
    """Why a document is refused; the words are in the catalogue under `document.reason.<reason>`."""

    WRONG_TYPE = "wrong_type"
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    MALWARE = "malware"
    NOT_SCANNED = "not_scanned"


class Scan(StrEnum):
    """What a malware scanner says of one upload, in the words of GuardDuty's events."""

    NO_THREATS_FOUND = "NO_THREATS_FOUND"
    THREATS_FOUND = "THREATS_FOUND"
    UNSUPPORTED = "UNSUPPORTED"
    ACCESS_DENIED = "ACCESS_DENIED"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True)
class Kind:
    """One type that may come; `bytes` is the most that an upload of it may have."""

    type: str
    suffix: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What may come with one case. `upload` is how long an upload may begin, `link` how long a link to a file opens."""

    kinds: tuple[Kind, ...]
    most: int
    asked: int
    pixels: int
    pages: int
    upload: timedelta
    link: timedelta
    entry: Entry

    @property
    def largest(self) -> int:
        """The most bytes of any type."""
        return max(kind.bytes for kind in self.kinds)

    def kind(self, type_: str) -> Kind | None:
        return next((kind for kind in self.kinds if kind.type == type_), None)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the examination made of an upload: a copy that may be served, or the reason why there is none."""

    reason: Reason | None = None
    type: str = ""
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One document of one case.

    `declared` and `size` are what was announced, "" and 0 where nothing was. `upload` is the version of the object in
    quarantine that every verdict is about. `ours` is "clean" or a reason, `theirs` the scanner's word; "" before.
    `kind`, `weight` in bytes and `digest` (salted SHA-256) are those of the copy that is served. `told`: when a message
    was owed that it is refused; None for one that another document's message tells of.
    """

    ticket: str
    id: str
    number: int
    state: State
    requested: datetime
    declared: str = ""
    size: int = 0
    upload: str = ""
    ours: str = ""
    theirs: str = ""
    kind: str = ""
    weight: int = 0
    digest: str = ""
    salt: bytes = b""
    told: datetime | None = None

    @property
    def key(self) -> str:
        """The object's name in either bucket: nothing in it comes from the file's own name."""
        return f"{self.ticket}/{self.id}"


@dataclass(frozen=True, slots=True)
class Places:
    """How many documents a case has begun, and how many of them take up a place now."""

    asked: int = 0
    live: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """A document's next state; the store refuses when the one before is no longer so."""

    before: Attachment
    after: Attachment


def announced(type_: str, size: int, limits: Limits) -> None:
    """Refuse a type that may not come, and a size that no upload of this type may have. Invalid names both."""
    kind, faults = limits.kind(type_), []
    if type_ and kind is None:
        faults.append(Fault("type", "document_type"))
    most = kind.bytes if kind else limits.largest
    if size > most:
        faults.append(Fault("size", "document_size", (("megabytes", str(most // MEGABYTE)),)))
    if faults:
        raise Invalid(*faults)


def place(places: Places, limits: Limits) -> Places:
    """Take one place. Raises TooManyDocuments."""
    if places.live >= limits.most or places.asked >= limits.asked:
        raise TooManyDocuments(limits.most)
    return Places(places.asked + 1, places.live + 1)


def arrived(found: Attachment, upload: str) -> Attachment | None:
    """Bind a document to the first upload that is heard of, for good; None for any other upload of it."""
    if found.state is State.REQUESTED:
        return replace(found, state=State.QUARANTINED, upload=upload)
    return found if found.upload == upload else None


def verdict(found: Attachment, *, scanned: bool) -> Reason | State | None:
    """Give CLEAN, or the reason of the refusal; None while a verdict is missing. `scanned`: theirs is required."""
    if found.theirs == Scan.THREATS_FOUND:
        return Reason.MALWARE
    if found.ours and found.ours != State.CLEAN:
        return Reason(found.ours)
    if scanned and found.theirs not in {"", Scan.NO_THREATS_FOUND}:
        return Reason.NOT_SCANNED
    if not found.ours or (scanned and not found.theirs):
        return None
    return State.CLEAN


def settled(found: Attachment, end: Reason | State) -> Attachment:
    """Give the document with its last word; the reason of a refusal is kept where our own word stood."""
    if end is State.CLEAN:
        return replace(found, state=State.CLEAN)
    return replace(found, state=State.REFUSED, ours=end.value, kind="", weight=0, digest="")


def tells(other: Attachment, found: Attachment, now: datetime) -> bool:
    """Tell whether the message about another refused document, owed just before, tells of this refusal too."""
    at = other.told
    return at is not None and found.requested - at < TOGETHER and now - at < STILL_TELLS
