"""What an office does otherwise than its edition says: days closed, days worked out of turn, signed off by two persons.

An overlay of a region or of the centre holds for every office under it; where two name the same day, the nearer rules.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol

Hours = tuple[tuple[time, time], ...]


class Closing(StrEnum):
    """Why an office is closed, `holiday.<slug>` in the catalogue."""

    NATIONAL = "other-national"
    JOINT = "other-joint"
    REGIONAL = "regional"
    ELECTION = "election"
    DISASTER = "disaster"
    OFFICE = "office-closed"


class Cause(StrEnum):
    """Why a calendar changes, `reason.<slug>` in the catalogue: what the citizen is told."""

    DECREE = "calendar-decree"
    REGIONAL = "calendar-regional"
    CLOSURE = "calendar-closure"
    HOURS = "calendar-hours"
    CORRECTION = "calendar-correction"


@dataclass(frozen=True, slots=True)
class Closed:
    """A day on which the office does not work; an estimate may still move."""

    day: date
    why: Closing
    source: str
    estimate: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A day that is worked at these local hours, whatever else it is."""

    day: date
    hours: Hours
    source: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """One version of an office's own days, whole: it takes the place of the version before.

    `number` counts what was signed off in the whole agency, so that `<edition>+<number>` names every office's calendar.
    It is 0 for a draft. `at` is when it was signed off, `edition` the newest one then, to which its cases were brought.
    `withdrawn`: when its author took a draft back.
    """

    office: str
    version: int
    cause: Cause
    closed: tuple[Closed, ...]
    opened: tuple[Opened, ...]
    author: str
    made: datetime
    number: int = 0
    by: str = ""
    at: datetime | None = None
    edition: str = ""
    withdrawn: datetime | None = None

    @property
    def signed(self) -> datetime:
        """When it was signed off. ValueError for a draft."""
        if self.at is None:
            raise ValueError(f"{self.office} {self.version} is a draft")
        return self.at


class Signed(Protocol):
    """Everything that was signed off, in the order of its numbers; what once was there never changes."""

    @property
    def newest(self) -> int:
        """The highest number that is known here; a higher one may exist."""

    def upto(self, number: int) -> tuple[Overlay, ...]:
        """Give the overlays with numbers 1 to `number`. KeyError when there are not so many."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of overlays that is already there."""

    overlays: tuple[Overlay, ...] = ()

    @property
    def newest(self) -> int:
        """The highest number."""
        return len(self.overlays)

    def upto(self, number: int) -> tuple[Overlay, ...]:
        """Give the first so many."""
        if number > self.newest:
            raise KeyError(number)
        return self.overlays[:number]


def named(base: str, number: int) -> str:
    """Name an edition with everything that was signed off up to a number."""
    return f"{base}+{number}" if number else base


def split(version: str) -> tuple[str, int]:
    """Give the edition and the number in a name. ValueError for what is no number."""
    base, _, number = version.partition("+")
    return base, int(number or 0)


def in_force(overlays: Iterable[Overlay], path: str) -> tuple[Overlay, ...]:
    """Give the newest overlay of each office on the way down to this path, the nearest last."""
    latest = {overlay.office: overlay for overlay in overlays}
    return tuple(latest[slug] for slug in path.split("/") if slug in latest)
