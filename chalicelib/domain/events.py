"""The facts of a complaint's life.

One event a version, each holding the hash of the one before, and no personal datum.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from chalicelib.domain.people import Actor, Agency, Citizen, Staff
from chalicelib.domain.questions import Answers
from chalicelib.domain.steps import Hearing, Step
from chalicelib.domain.times import iso


class Unreadable(Exception):
    """A row of a record says no event, which nothing of ours writes; `before` are those up to there."""

    def __init__(self, before: "tuple[Event, ...]") -> None:
        super().__init__(f"event {len(before) + 1} cannot be read")
        self.before = before


Data = Mapping[str, "str | bool | int | list[str] | None"]
GENESIS = ""
NONE = Answers()


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote, with the salt that keeps its published hash from being guessed.

    With a new complaint: which help they need, and what they answered to its questions.
    """

    text: str
    salt: bytes
    hearing: Hearing = Hearing.PUBLIC
    help: str = ""
    answers: Answers = NONE

    @property
    def digest(self) -> str:
        """The salted SHA-256, in hexadecimal: the salt's bytes, then the text in UTF-8."""
        return hashlib.sha256(self.salt + self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class By:
    """Who did it: staff by the identifier of their account and the office they acted for, never by name."""

    party: str
    id: str = ""
    office: str = ""

    @classmethod
    def of(cls, actor: Actor) -> "By":
        """Say who this actor is, as the record keeps it."""
        match actor:
            case Citizen():
                return cls("citizen")
            case Staff():
                return cls("staff", actor.id, actor.office)
            case Agency():
                return cls("agency", actor.slug)
            case _:
                return cls(actor.name)


@dataclass(frozen=True, slots=True)
class Event:
    """One fact; `data` names codes of the policy, offices and dates only."""

    ticket: str
    version: int
    step: Step
    at: datetime
    by: By
    data: Data = field(default_factory=dict)
    text: str | None = None
    previous: str = GENESIS
    hash: str = ""

    def sealed(self) -> "Event":
        """Give the event with its own hash, which covers the hash of the event before."""
        return replace(self, hash=self.digest())

    def digest(self) -> str:
        """Work out the hash of everything in the event but the hash itself."""
        by = [self.by.party, self.by.id, self.by.office]
        facts = [self.ticket, self.version, self.step, iso(self.at), by, dict(self.data), self.text, self.previous]
        return hashlib.sha256(json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def intact(events: tuple[Event, ...]) -> bool:
    """Tell whether the versions have no gap and every hash is the hash of what it covers."""
    previous = GENESIS
    for version, event in enumerate(events, start=1):
        if (event.version, event.previous, event.hash) != (version, previous, event.digest()):
            return False
        previous = event.hash
    return True
