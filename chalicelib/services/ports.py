"""What the verbs need from the world; the store and the channels fit these shapes without knowing them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Protocol

from chalicelib.domain.budgets import Purse
from chalicelib.domain.change import Answer, Change
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.events import Event, Words
from chalicelib.domain.found import OneTimeCode, Proofs
from chalicelib.domain.intents import Intent

Clock = Callable[[], datetime]
Entropy = Callable[[int], bytes]


class Complaints(Protocol):
    """The record of complaints."""

    def get(self, ticket: str) -> Complaint:
        """Read the state, one consistent read. Raises NotFound."""

    def several(self, tickets: Iterable[str]) -> Mapping[str, Callable[[], Complaint]]:
        """Read many states in one call: each is opened when it is asked for, so that one cannot spoil the others."""

    def save(self, change: Change, wrapped: bytes | None = None) -> None:
        """Write everything or nothing. Raises ChangedMeanwhile when the version read is no longer the latest."""

    def answered(self, answer: Answer) -> bytes | None:
        """Give what this command was answered before. Raises KeyReused when its key carried another request."""

    def events(self, ticket: str) -> tuple[Event, ...]:
        """Read all events, in order."""

    def words(self, ticket: str) -> dict[int, Words]:
        """Open the texts of a complaint, by version: one query, one call to open the case's key."""


class Signer(Protocol):
    """Signs receipts, so that anybody can check one offline."""

    def sign(self, payload: Mapping[str, object]) -> str:
        """Give a compact JWS (ES256)."""


class Counters(Protocol):
    """How often somebody guessed."""

    def spent(self, purses: Iterable[Purse]) -> tuple[int, ...]:
        """Read how much of each is gone, in one call."""

    def spend(self, purse: Purse) -> bool:
        """Take one from a purse; False, and nothing taken, when it is empty."""


class Doors(Protocol):
    """What is needed to open a complaint, and how often somebody tried."""

    def proofs(self, ticket: str) -> Proofs | None:
        """Read what opens this complaint; None when there is no such complaint."""

    def one_time_code(self, ticket: str) -> OneTimeCode | None:
        """Count one try at the code that was sent last, and give it; None when there is none, or no try is left."""

    def issue(self, ticket: str, code: OneTimeCode, intent: Intent, newest: datetime | None) -> None:
        """Keep a new code and the message that carries it, together, and never tell whether.

        Not where the last code ends after `newest`, nor at all where that is None.
        """

    def spend(self, ticket: str, nonce: str) -> bool:
        """Use a code up; False when somebody was quicker."""
