"""Receiving a complaint from any channel, once."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace

from chalicelib.domain import taking, ticket
from chalicelib.domain.book import Book
from chalicelib.domain.change import Answer, Change, Opening
from chalicelib.domain.commands import Filing
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import ChangedMeanwhile, NotFound
from chalicelib.domain.events import Event, Words
from chalicelib.domain.life import evolve
from chalicelib.domain.people import Citizen, Identity
from chalicelib.domain.times import iso
from chalicelib.services import desks, notices
from chalicelib.services.ports import Clock, Complaints, Entropy, Signer

LINK_BYTES = 16
TRIES = 3


@dataclass(frozen=True, slots=True)
class Received:
    """A complaint just taken in, with the secrets that are told once, and the receipt."""

    case: Complaint
    code: str
    link: str
    receipt: str


@dataclass(frozen=True, slots=True)
class Intake:
    """The tools of this desk."""

    complaints: Complaints
    signer: Signer
    clock: Clock
    entropy: Entropy
    book: Book
    prefix: str


Present = Callable[[Received], bytes]


def receive(filing: Filing, identity: Identity, key: str, request: str, present: Present, desk: Intake) -> bytes:
    """Give the answer to a new complaint; a repeated command gets the first answer, code and all.

    `present` makes the answer's bytes. Raises Invalid for what the policy does not know, KeyReused when the key
    carried another request.
    """
    fitting = replace(filing, channels=_ways(filing.channels, identity))
    for _ in range(TRIES):  # a number drawn twice is one in 10^12, and still no error
        change = _change(fitting, identity, key, request, present, desk)
        try:
            desk.complaints.save(change)
        except ChangedMeanwhile:
            if done := desk.complaints.answered(Answer(key, request, b"")):
                return done
            continue
        return change.answer.body if change.answer else b""
    raise ChangedMeanwhile("")


def _ways(wanted: tuple[str, ...], identity: Identity) -> tuple[str, ...]:
    """What was ticked and can be done; by e-mail where the number takes no text. The answer says which it is."""
    able = tuple(channel for channel in wanted if identity.reaches(channel))
    return able or (("email",) if wanted and identity.email else ())


def _change(filing: Filing, identity: Identity, key: str, request: str, present: Present, desk: Intake) -> Change:
    now = desk.clock()
    number = ticket.number(desk.prefix, desk.entropy(ticket.TICKET_BYTES))
    case, (event,) = taking.receive(filing, number, now, desk.book)
    opening = Opening(identity, ticket.access_code(desk.entropy(ticket.CODE_BYTES)), desk.entropy(LINK_BYTES).hex())
    receipt = desk.signer.sign(statement(case, event, filing.words))
    body = present(Received(case, opening.code, opening.link, receipt))
    return Change(
        before=0,
        case=case,
        event=event,
        actor=Citizen(number),
        words=filing.words,
        intents=(*notices.due(case, event, desk.book, now), *desks.owed(case, event, desk.book)),
        answer=Answer(key, request, body),
        opening=opening,
    )


def short(digits: str) -> str:
    """Give hexadecimal digits in base64url: a receipt must fit a QR code, and its command's row one kilobyte."""
    return urlsafe_b64encode(bytes.fromhex(digits)).rstrip(b"=").decode()


def receipt_again(ticket: str, desk: Intake) -> str:
    """Sign once more what the first receipt said, worked out from the first event. Raises NotFound for erased words."""
    first, words = desk.complaints.events(ticket)[0], desk.complaints.words(ticket)
    if first.version not in words:
        raise NotFound
    return desk.signer.sign(statement(evolve(None, first, desk.book), first, words[first.version]))


def statement(case: Complaint, event: Event, words: Words) -> dict[str, object]:
    """Say what a receipt proves: that this text was filed then, under these rules, and by when it must be answered.

    The salt lets the citizen, who has the text, work out `text` again; nobody can guess the text from the receipt
    alone.
    """
    return {
        "ticket": case.ticket,
        "received_at": iso(case.received),
        "kind": case.kind,
        "class": case.klass,
        "office": case.office,
        "policy": case.policy,
        "calendar": case.edition,
        "due": {clock.name: iso(clock.due) for clock in case.clocks},
        "text": short(words.digest),
        "salt": short(words.salt.hex()),
        "event": short(event.hash),
    }
