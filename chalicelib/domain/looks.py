"""Who looked into a complaint: every look as it is recorded, and as its citizen reads it: unit and role, no person."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Part(StrEnum):
    """What of a complaint was opened."""

    FILE = "file"
    DOCUMENT = "document"
    IDENTITY = "identity"
    REFERRAL = "referral"
    COPY = "copy"


COPY = Part.COPY.value
OWNER = "citizen"
"""The actor of a look by whoever filed it, or holds their code."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look. `what` is `case`, `timeline`, `documents`, `document 2`, `identity <request>`, `referral` or `copy`.

    `role` and `office` are those of that moment; an agency outside has neither, and is in `actor` as `agency:<slug>`.
    """

    ticket: str
    actor: str
    what: str
    at: datetime
    role: str = ""
    office: str = ""

    @property
    def part(self) -> Part:
        """What of the complaint it was; the number of a document is in `number`."""
        head = self.what.partition(" ")[0]
        return Part(head) if head in set(Part) else Part.FILE

    @property
    def number(self) -> int:
        """Which document; 0 where it was none."""
        return int(self.what.partition(" ")[2]) if self.part is Part.DOCUMENT else 0

    @property
    def agency(self) -> str:
        """The agency outside that looked; empty for our own people."""
        head, _, slug = self.actor.partition(":")
        return slug if head == "agency" else ""


@dataclass(frozen=True, slots=True)
class Opening:
    """Looks of one day at one part by one role of one unit: the last of them, and how many there were."""

    last: Look
    times: int


def openings(looks: Iterable[Look], day: Callable[[datetime], date]) -> tuple[Opening, ...]:
    """Sum looks up by the day of the office, newest first; a page that reads three things of a file is one look."""
    found: dict[tuple[object, ...], list[Look]] = {}
    for look in looks:
        same = (day(look.at), look.part, look.number, look.role, look.office, look.agency)
        found.setdefault(same, []).append(look)
    summed = [
        Opening(max(some, key=lambda look: look.at), max(Counter(look.what for look in some).values()))
        for some in found.values()
    ]
    return tuple(sorted(summed, key=lambda one: one.last.at, reverse=True))
