"""The whole effect of one command: what the store writes together, or not at all."""

from dataclasses import dataclass

from chalicelib.domain.attachments import Moved
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.contact import Correction
from chalicelib.domain.events import Event, Words
from chalicelib.domain.intents import Alert, Intent
from chalicelib.domain.people import Actor, Identity
from chalicelib.domain.unmasking import Request


@dataclass(frozen=True, slots=True)
class Answer:
    """What the caller gets, kept under the command's idempotency key so that a repeated command gets the same bytes.

    `request` is the SHA-256 of the request, in hexadecimal: another body under the same key is refused.
    """

    key: str
    request: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new complaint brings besides its first event: who files it, and the two secrets that open it again."""

    identity: Identity
    code: str
    link: str


@dataclass(frozen=True, slots=True)
class Change:
    """`before` is the version that was read, 0 for a new complaint; the store refuses when it is no longer so.

    `allowed` is a request for an identity that this change allows, `correction` what it changes of the contact;
    `farewells` are the parts whose old address is told so once more; `document` is one that it moves.
    """

    before: int
    case: Complaint
    event: Event
    actor: Actor
    words: Words | None = None
    intents: tuple[Intent, ...] = ()
    alerts: tuple[Alert, ...] = ()
    answer: Answer | None = None
    opening: Opening | None = None
    allowed: Request | None = None
    document: Moved | None = None
    correction: Correction | None = None
    farewells: tuple[str, ...] = ()
