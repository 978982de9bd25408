"""Messages to send, as rows of the ledger: whom, what, by which channel, and what became of it.

Never an address, never a citizen's word.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Sending(StrEnum):
    """Where a message is; no event moves one back."""

    PENDING = "PENDING"
    CLAIMED = "CLAIMED"
    SENT = "SENT"
    SILENT = "SILENT"
    EXPIRED = "EXPIRED"
    DELIVERED = "DELIVERED"
    BOUNCED = "BOUNCED"
    COMPLAINED = "COMPLAINED"
    REFUSED = "REFUSED"
    DEAD = "DEAD"


LIVE = frozenset({Sending.PENDING, Sending.CLAIMED})
CITIZEN, FORMER, DESK = "citizen", "former", "desk"
"""Recipients: the complainant, at the present address and at one they gave up; whoever must see to the case."""
OWNERS = frozenset({CITIZEN, FORMER})


@dataclass(frozen=True, slots=True)
class Intent:
    """One message to one recipient by one channel.

    `recipient` is `citizen` or the identifier of a member of staff. `values` fill the notice's placeholders: dates,
    names of offices, numbers; the address is looked up, and the citizen's sealed one opened, only at the moment of
    sending. `fast` lets the stream deliver it at once. `spare`: there is another channel, should this one fail;
    `instead` names the one that failed before.
    """

    ticket: str
    version: int
    notice: str
    recipient: str
    channel: str
    language: str
    due: datetime
    values: Mapping[str, str] = field(default_factory=dict)
    fast: bool = True
    attempts: int = 0
    status: Sending = Sending.PENDING
    spare: bool = False
    instead: str = ""

    @property
    def id(self) -> str:
        """The row's sort key, and the id that travels with the message and comes back with the provider's events."""
        return f"N#{self.version:06d}#{self.notice}#{self.recipient}#{self.channel}"


@dataclass(frozen=True, slots=True)
class Alert:
    """One line for one of our own people: this case has reached this mark. Lines of one sweep and office are one mail.

    `mark` is a percentage of the time where it is a warning, else a rung of the ladder; `batch` names the sweep, and
    begins with its time. `message`: no clock, but the notice about this case that reached nobody.
    """

    ticket: str
    version: int
    office: str
    clock: str
    mark: int
    due: datetime
    recipient: str
    batch: str
    warning: bool = False
    reminder: bool = False
    language: str = "id"
    values: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
