"""What was found when the verbs asked: plain values between the record and the rules."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.complaint import Complaint
from chalicelib.domain.grants import Grant
from chalicelib.domain.intents import Sending
from chalicelib.domain.sending import Key


@dataclass(frozen=True, slots=True)
class File:
    """What one batch read found for a command.

    The case, its wrapped key, the grants of the caller and of whom the caller names, and the answer the command
    already had.
    """

    case: Complaint
    wrapped: bytes | None = None
    grant: Grant | None = None
    colleague: Grant | None = None
    done: bytes | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a queue, and where the next one starts; `after` None at the end."""

    cases: tuple[Complaint, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Proofs:
    """What opens a complaint: the Argon2id hash of its code, the keyed hash of its link."""

    code: bytes
    link: str


@dataclass(frozen=True, slots=True)
class OneTimeCode:
    """A code that was sent: only the random part it is derived from is kept."""

    nonce: str
    until: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class Job:
    """Open cases of an office, and of those under it, to be given another calendar.

    `list` counts the lists that are done, `after` is the last row that was looked at in the next one, `missed` says
    that some case could not be reached.
    """

    key: Key
    office: str
    list: int = 0
    after: str = ""
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one message stands in the ledger, without its address or its values.

    `why` is the provider's code or our own reason; `moved` and `due` are instants as stored, empty where there are
    none.
    """

    pk: str
    sk: str
    notice: str
    recipient: str
    channel: str
    status: Sending
    attempts: int
    why: str = ""
    provider: str = ""
    moved: str = ""
    due: str = ""
