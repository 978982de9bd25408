"""How often anybody may guess: budgets by the clock's hour, for a ticket and for an address. docs/decisions/0011.

A link, of 128 bits, has none: strangers can use up what a ticket has, and never what its owner holds.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from chalicelib.domain.times import iso

NOBODY = "UNKNOWN"
"""The ticket of whatever cannot be one; it has no budget in common with others who mistyped."""


@dataclass(frozen=True, slots=True)
class Budget:
    """At most `most` in each `window`, counted from midnight UTC."""

    name: str
    most: int
    window: timedelta = timedelta(hours=1)

    def starts(self, now: datetime) -> datetime:
        """When the window of this moment began."""
        return now - (now - datetime(1970, 1, 1, tzinfo=UTC)) % self.window

    def ends(self, now: datetime) -> datetime:
        return self.starts(now) + self.window

    def most_in(self, period: timedelta) -> int:
        """The most that any period as long as this can hold: one that begins within a window touches one more."""
        return self.most * (period // self.window + 1)


WRONG_CODES = Budget("wrong-codes", 10)
"""Wrong access codes of one ticket."""
SENT_CODES = Budget("sent-codes", 6)
"""Requests for a one-time code of one ticket; each code takes 5 tries, and counts them before it is looked at."""
CHANGED_CONTACTS = Budget("changed-contacts", 5, timedelta(days=1))
"""Corrections of one contact: each may write to an address that nobody has proved to be theirs."""
WRONG_BY_ADDRESS = Budget("wrong-by-address", 30)
ASKED_BY_ADDRESS = Budget("asked-by-address", 30)


@dataclass(frozen=True, slots=True)
class Purse:
    """One budget of one ticket or address in one window; `name` is hashed before it is kept."""

    name: str
    most: int
    ends: datetime

    @classmethod
    def of(cls, budget: Budget, whose: str, now: datetime) -> "Purse":
        return cls(f"{budget.name} {whose} {iso(budget.starts(now))}", budget.most, budget.ends(now))

    def seconds(self, now: datetime) -> int:
        """How long until there is a new one: at least one second."""
        return max(1, int((self.ends - now).total_seconds()))


def entering(ticket: str, address: str, now: datetime) -> tuple[Purse, Purse]:
    """What a wrong access code is counted in."""
    return Purse.of(WRONG_CODES, _own(ticket, address), now), Purse.of(WRONG_BY_ADDRESS, address, now)


def asking(ticket: str, address: str, now: datetime) -> tuple[Purse, Purse]:
    """What a request for a one-time code is counted in."""
    return Purse.of(SENT_CODES, _own(ticket, address), now), Purse.of(ASKED_BY_ADDRESS, address, now)


def changing(ticket: str, now: datetime) -> Purse:
    """What a correction of a contact is counted in."""
    return Purse.of(CHANGED_CONTACTS, ticket, now)


def _own(ticket: str, address: str) -> str:
    return f"{ticket} {address}" if ticket == NOBODY else ticket
