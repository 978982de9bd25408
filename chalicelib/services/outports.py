"""What sending needs from the world, apart from what the verbs of casework need."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from chalicelib.domain.grants import Grant
from chalicelib.domain.intents import Alert, Intent, Sending
from chalicelib.domain.people import Role
from chalicelib.domain.sending import Address, Claim, Key, Letter, Line, Note, Posted


class Ledger(Protocol):
    """The ledger of messages; each method is one conditional write or one read."""

    def get(self, key: Key) -> Note:
        """Read a row. Raises UnknownMessage."""

    def claim(self, key: Key, now: datetime) -> Claim | None:
        """Take the sole right to send; None when it is not to be had."""

    def sent(self, claim: Claim, posted: Posted, now: datetime) -> None:
        """Keep that a provider accepted it."""

    def spread(self, claim: Claim, owed: tuple[Note | Alert, ...], now: datetime) -> None:
        """Owe these messages, or lines, in the place of the one that was claimed, all or none."""

    def release(self, claim: Claim, until: datetime, *, free: bool = False) -> None:
        """Give the claim back after a definite refusal; `free` uses up no attempt."""

    def report(self, key: Key, status: Sending, now: datetime, why: str = "") -> None:
        """Move forward by what became of it; never back. Raises UnknownMessage."""

    def owe(self, intent: Intent) -> None:
        """Owe a message, unless it is owed already."""

    def settled(self, note: Note) -> None:
        """Take a message that is over out of the index."""

    def siblings(self, note: Note) -> tuple[Note, ...]:
        """Read the messages of the same notice about the same event."""

    def notices(self, note: Note) -> tuple[Note, ...]:
        """Read every message of the same notice about the same complaint, whatever event owed it."""

    def lines(self, header: Note) -> tuple[Line, ...]:
        """Read what a grouped message sums up."""

    def header(self, alert: Alert) -> Key:
        """Tell which message this line goes out with."""

    def due(self, shard: int, now: datetime) -> Iterable[tuple[Key, str]]:
        """List what is due, with its status; cases are there too."""


class Addresses(Protocol):
    """Where people are reached; the citizen's sealed contact is opened here and nowhere else."""

    def address(self, note: Note) -> Address | None:
        """Give the address for this message's channel; None when there is none (any more). Raises Withheld."""

    def suppress(self, key: Key, since: int, now: datetime) -> None:
        """Send nothing more to the address that is the citizen's since then, by this channel, if it still is."""


class Post(Protocol):
    """The way out."""

    def send(self, letter: Letter) -> Posted:
        """Word it and hand it over, once. Raises Permanent, Throttled or Temporary."""


class Holders(Protocol):
    """Who holds which role where."""

    def get(self, person: str) -> Grant | None:
        """Read one person's grant."""

    def holders(self, office: str, *roles: Role) -> tuple[Grant, ...]:
        """List who holds one of these roles at this office."""
