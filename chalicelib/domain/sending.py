"""How a message moves through the ledger: who may send, what a report does to it, when an answer counts as given.

SendingFailed
├── Permanent          this message will never go: refused for what it is or where it goes
│   └── Spent          the provider's own limit of what texts may cost is reached
├── Throttled          certainly not sent, and worth trying again
└── Temporary          nobody knows: the provider's own event decides, or the end of the lease
Withheld               we keep it back, for good, and say why
├── OptedOut           the citizen can do without it
└── Bounces            the address took nothing before
UnknownMessage         an event about a message that the ledger does not have (yet)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chalicelib.domain.intents import CITIZEN, Sending
from chalicelib.domain.steps import Step

ATTEMPTS = 8
GRACE, QUICK, LONGEST_PAUSE = timedelta(minutes=10), timedelta(minutes=2), timedelta(hours=1)
CODE_LIFE = timedelta(minutes=10)
"""How long a one-time code opens anything: a carrier need not try for longer either."""
UNHEARD = timedelta(hours=1)
SILENT, QUIET = timedelta(days=2), timedelta(days=1)
"""How long a provider may be silent: about the only way to somebody; where there is another. None tries for a day."""
ONE_TIME_CODE, ALERTS, FORECAST, REFERRAL = "one_time_code", "alerts", "forecast", "referral"
DAILY, QUESTION_REMINDER, SURVEY_INVITED = "daily", "question_reminder", "survey_invited"
ANSWERS = frozenset({"answered", "corrected", "appeal_decided"})
OPTIONAL = frozenset(
    {"verified", "in_progress", "replied", "resumed", "acknowledged", "returned", "recalled", SURVEY_INVITED}
)
"""What a citizen may do without: steps on the way, and what we ask of them; no right and no time limit hangs on it."""
DEAF = frozenset({"sns"})
"""Providers that never tell what became of a message."""

RANK = {
    Sending.PENDING: 0,
    Sending.CLAIMED: 0,
    Sending.DEAD: 1,
    Sending.SENT: 2,
    Sending.SILENT: 3,
    Sending.EXPIRED: 4,
    Sending.REFUSED: 5,
    Sending.DELIVERED: 6,
    Sending.BOUNCED: 7,
    Sending.COMPLAINED: 8,
}
"""Reports may come twice and in any order: the highest stands. A bounce can follow a delivery."""

ARRIVED = frozenset({Sending.DELIVERED, Sending.COMPLAINED})
FAILED = frozenset({Sending.DEAD, Sending.SILENT, Sending.EXPIRED, Sending.REFUSED, Sending.BOUNCED})


class SendingFailed(Exception):
    """A provider did not accept a message; the text names its code, never an address."""


class Permanent(SendingFailed):
    """This message will never go."""


class Spent(Permanent):
    """The provider's own limit of what texts may cost is reached, until the month ends or somebody raises it."""


class Throttled(SendingFailed):
    """Certainly not sent; worth trying again later."""


class Temporary(SendingFailed):
    """Nobody knows whether it went."""


class Withheld(Exception):
    """We keep this message back, for good; `reason` is kept in its row."""

    reason = ""


class OptedOut(Withheld):
    """The citizen asked for essential messages only, and this is none."""

    reason = "opted_out"


class Bounces(Withheld):
    """This person's address has sent back a message for good: nothing more goes there until it is another one."""

    reason = "bounces"


class UnknownMessage(LookupError):
    """The ledger has no such message: not yet, or it is not ours."""


@dataclass(frozen=True, slots=True)
class Key:
    """Where a message's row is; it travels with the message and comes back with every report.

    It tells what a report needs to know: `place` is the ticket, or the reader of a message about many cases; `notice`
    is empty for the latter.
    """

    pk: str
    sk: str

    @property
    def place(self) -> str:
        return self.pk.partition("#")[2]

    @property
    def notice(self) -> str:
        return self.sk.split("#")[2] if self.pk.startswith("C#") else ""

    @property
    def recipient(self) -> str:
        """Whom a message about one case is for; empty for one about many."""
        return self.sk.split("#")[3] if self.pk.startswith("C#") else ""

    @property
    def channel(self) -> str:
        """By which channel it goes; messages about many cases are e-mails."""
        return self.sk.rpartition("#")[2] if self.pk.startswith("C#") else "email"

    @property
    def watched(self) -> bool:
        """Whether somebody must look when it fails: the citizen is told another way, or else the office hears."""
        return self.notice == REFERRAL or (self.recipient == CITIZEN and self.notice != ONE_TIME_CODE)

    def by(self, channel: str) -> "Key":
        """Where the same message by another channel is."""
        return Key(self.pk, f"{self.sk.rpartition('#')[0]}#{channel}")

    @property
    def settles(self) -> bool:
        """Whether the citizen's time to object hangs on this message."""
        return self.notice in ANSWERS


@dataclass(frozen=True, slots=True)
class Note:
    """One row of the ledger. `provider` carried it; `why` it was refused; `spare` and `instead` as the intent's.

    `owed` since when; `word`: an operator said that it is to go, however old it is.
    """

    key: Key
    notice: str
    recipient: str
    channel: str
    language: str
    values: Mapping[str, str]
    status: Sending = Sending.PENDING
    ticket: str = ""
    version: int = 0
    provider: str = ""
    why: str = ""
    spare: bool = False
    instead: str = ""
    owed: datetime | None = None
    word: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """The sole right to send this message until the lease ends."""

    note: Note
    holder: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Line:
    """One case in a grouped message: which clock, its mark, since or until when; or which `message` reached nobody."""

    ticket: str
    clock: str
    mark: int
    due: datetime
    warning: bool = False
    reminder: bool = False
    message: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody is reached; `since` which version of the case, which tells it from one corrected later."""

    place: str
    since: int = 0


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything a channel needs to word and send one message. `values` may hold a one-time code: it is never kept.

    `since` as the address's: it travels with the message, so that a late report blames no other address.
    """

    note: Note
    address: str
    values: Mapping[str, str]
    lines: tuple[Line, ...] = field(default=())
    since: int = 0


@dataclass(frozen=True, slots=True)
class Posted:
    """Which provider took a message, and under which id of its own."""

    provider: str
    reference: str


def lease(notice: str) -> timedelta:
    """How long a claim holds: as long as a provider's event may take."""
    return QUICK if notice == ONE_TIME_CODE else GRACE


def pause(attempt: int) -> timedelta:
    """How long to wait after the n-th definite refusal."""
    return min(timedelta(minutes=2 ** (attempt - 1)), LONGEST_PAUSE)


def below(status: Sending) -> frozenset[Sending]:
    """List the states that a report of this one moves forward."""
    return frozenset(one for one in Sending if RANK[one] < RANK[status])


def unheard(provider: str, *, spare: bool = False) -> timedelta:
    """How long an accepted message waits for a report: of a provider that never tells, acceptance is all the proof."""
    return UNHEARD if provider in DEAF else QUIET if spare else SILENT


def missed(note: Note) -> bool:
    """Tell whether the time for a report has passed over a provider that should have sent one."""
    return note.status is Sending.SENT and note.provider not in DEAF


def outcome(note: Note, siblings: Iterable[Note]) -> Step | None:
    """Tell what the case must hear: the answer arrived, or no channel has proved it; None while another one may.

    Only an answer that arrived starts the citizen's time: a bounce, or silence, closes no case.
    """
    if note.status in ARRIVED or note.status is Sending.SENT:
        return Step.DELIVER
    return Step.UNDELIVERED if all(one.status in FAILED for one in siblings) else None
