"""What the verbs need from the world; the store and the channels fit these shapes without knowing them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.domain.change import Change
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.events import Event, Words
from chalicelib.domain.grants import Grant

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class File:
    """What one batch read found for a command: the case, the caller's grant, and the answer that the command already had."""

    case: Complaint
    key: bytes
    grant: Grant | None = None
    done: bytes | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a queue, and where the next one starts; `after` None at the end."""

    cases: tuple[Complaint, ...]
    after: str | None


class Complaints(Protocol):
    """The record of complaints."""

    def get(self, ticket: str) -> Complaint:
        """Read the state, one consistent read. Raises NotFound."""

    def save(self, change: Change) -> None:
        """Write everything or nothing. Raises ChangedMeanwhile when the version read is no longer the latest."""

    def events(self, ticket: str) -> tuple[Event, ...]:
        """Read all events, in order."""

    def words(self, ticket: str) -> dict[int, Words]:
        """Open the texts of a complaint, by version: one query, one call to open the case's key."""

    def queue(self, offices: Iterable[str], *, restricted: bool, status: str | None, after: str | None) -> Page:
        """List open complaints of these offices by deadline."""
