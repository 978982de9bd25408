"""Sending what is owed: claim, one call, mark. What providers report of it is taken in by services/settling.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from chalicelib.domain.caps import DIGEST, Moot
from chalicelib.domain.intents import DESK, Sending
from chalicelib.domain.sending import (
    ALERTS,
    ATTEMPTS,
    CODE_LIFE,
    ONE_TIME_CODE,
    QUESTION_REMINDER,
    REFERRAL,
    SURVEY_INVITED,
    Claim,
    Key,
    Letter,
    Note,
    Permanent,
    Posted,
    Spent,
    Temporary,
    Throttled,
    Withheld,
    pause,
)
from chalicelib.domain.ways import failed, patient
from chalicelib.services import caps, desks, gate, invitations
from chalicelib.services.caps import Caps
from chalicelib.services.casework import Casework
from chalicelib.services.gate import Gate
from chalicelib.services.invitations import Look
from chalicelib.services.outports import Addresses, Holders, Ledger, Post
from chalicelib.services.referrals import Links, about
from chalicelib.services.reminders import overtaken
from chalicelib.services.tracking import CODE_DIGITS

MARKS = 2


class Outcome(StrEnum):
    """What came of one attempt; each is counted."""

    SENT = "sent"
    NOT_NOW = "not_now"
    PUT_OFF = "put_off"
    UNSURE = "unsure"
    REFUSED = "refused"
    NO_ADDRESS = "no_address"
    EXPIRED = "expired"
    SPREAD = "spread"
    NO_READER = "no_reader"
    OVERTAKEN = "overtaken"
    OPTED_OUT = "opted_out"
    BOUNCES = "bounces"
    OVER_CAP = "over_cap"
    CEILING = "ceiling"
    FENCED = "fenced"
    HELD = "held"
    DEAD = "dead"


CALLS = frozenset({Outcome.CEILING, Outcome.DEAD})
"""What calls an operator."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """The tools of this desk. `digits` and `links` derive a one-time code, and a link's secret, from what it is about.

    Neither is ever kept. `look` tells what a citizen has said of the service; `alarm` calls the operators, whoever came
    upon what should not be.
    """

    ledger: Ledger
    addresses: Addresses
    post: Post
    casework: Casework
    digits: Callable[[str, int], str]
    links: Links
    holders: Holders
    gate: Gate
    caps: Caps
    look: Look
    alarm: Callable[[str], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Batch:
    """One sweep: its `name` is unlike any other's, `headers` are the grouped messages that it has opened."""

    name: str
    headers: dict[Key, None] = field(default_factory=dict)


def deliver(key: Key, desk: Delivery, *, in_turn: bool = False, batch: Batch | None = None) -> Outcome:
    """Send one message, if it may be sent now. What nobody can know is left to the provider's report, or the lease.

    `in_turn`: the caller keeps to the rate that the provider allows. What goes with others waits for their `batch`.
    """
    now = desk.casework.clock()
    if key.notice == desks.UNREACHED and batch is None:
        return Outcome.NOT_NOW
    if key.recipient != DESK and not gate.passes(key, desk.gate, now, in_turn=in_turn):
        return Outcome.HELD
    claim = desk.ledger.claim(key, now)
    return _claimed(claim, now, desk, batch) if claim else Outcome.NOT_NOW


def _claimed(claim: Claim, now: datetime, desk: Delivery, batch: Batch | None) -> Outcome:
    """See whether it is still to be sent, and by whom it may be; then send it."""
    if claim.attempt > ATTEMPTS:
        return _over(claim.note, Sending.DEAD, Outcome.DEAD, now, desk, "attempts")
    if _expired(claim.note, now):
        return _over(claim.note, Sending.DEAD, Outcome.EXPIRED, now, desk)
    if not claim.note.word and desk.gate.look(now).fenced(claim.note.owed or now, now):
        return _over(claim.note, Sending.DEAD, Outcome.FENCED, now, desk)
    if claim.note.recipient == DESK:
        return _spread(claim, now, desk, batch)
    if _overtaken(claim.note, desk):
        return _over(claim.note, Sending.REFUSED, Outcome.OVERTAKEN, now, desk)
    try:
        letter = _letter(claim, now, desk)
    except Withheld as held:
        return _over(claim.note, Sending.REFUSED, Outcome(held.reason), now, desk)
    if letter is None:
        return _over(claim.note, Sending.REFUSED, Outcome.NO_ADDRESS, now, desk)
    return _handed_over(claim, letter, now, desk)


def _overtaken(note: Note, desk: Delivery) -> bool:
    """Tell whether nothing is left to say: the first channel proved itself after all, or the citizen has answered."""
    if note.instead and not failed(desk.ledger.get(note.key.by(note.instead))):
        return True
    if note.notice == SURVEY_INVITED:
        return invitations.overtaken(note, desk.look, desk.ledger)
    return note.notice == QUESTION_REMINDER and overtaken(note, desk.casework.complaints.get(note.ticket))


def _handed_over(claim: Claim, letter: Letter, now: datetime, desk: Delivery) -> Outcome:
    """Call the provider, once."""
    try:
        posted = desk.post.send(letter)
    except Permanent as error:
        _not_spent(claim.note, now, desk)
        if isinstance(error, Spent):
            return _over(claim.note, Sending.REFUSED, Outcome.CEILING, now, desk)
        return _over(claim.note, Sending.REFUSED, Outcome.REFUSED, now, desk, str(error))
    except Throttled:
        _put_off(claim, now, desk)
        _not_spent(claim.note, now, desk)
        gate.failed(claim.note.key, desk.gate, now)
        return Outcome.PUT_OFF
    except Temporary:
        gate.failed(claim.note.key, desk.gate, now)
        return Outcome.UNSURE
    _mark(claim, posted, now, desk)
    gate.went(claim.note.key, desk.gate, now)
    return Outcome.SENT


def _put_off(claim: Claim, now: datetime, desk: Delivery) -> None:
    desk.ledger.release(claim, now + pause(claim.attempt), free=patient(claim, now))


def _not_spent(note: Note, now: datetime, desk: Delivery) -> None:
    if note.channel == caps.SMS:
        desk.caps.given_back(note.notice, now)


def _spread(claim: Claim, now: datetime, desk: Delivery, batch: Batch | None) -> Outcome:
    """Owe each person at the desk a message, or a line of the batch's.

    Nothing has left yet, so any failure gives the claim back at once.
    """
    note, cases = claim.note, desk.casework
    try:
        case = cases.complaints.get(note.ticket)
        readers = desks.readers(note, case, cases.book.terms(case.policy, case.edition), desk.holders, now)
    except Exception:
        _put_off(claim, now, desk)
        raise
    if not readers:
        return _over(note, Sending.REFUSED, Outcome.NO_READER, now, desk)
    lines = desks.lines(note, readers, batch.name, now) if batch else ()
    desk.ledger.spread(claim, lines or desks.notes(note, readers), now)
    if batch:
        batch.headers.update(dict.fromkeys(map(desk.ledger.header, lines)))
    return Outcome.SPREAD


def _mark(claim: Claim, posted: Posted, now: datetime, desk: Delivery) -> None:
    """Keep that it went, and try hard: with a provider that reports nothing, this alone prevents a double."""
    for _ in range(MARKS):
        try:
            return desk.ledger.sent(claim, posted, now)
        except Exception:  # noqa: BLE001, S112 - whatever it was, the last try below raises it
            continue
    return desk.ledger.sent(claim, posted, now)


def _over(note: Note, status: Sending, outcome: Outcome, now: datetime, desk: Delivery, why: str = "") -> Outcome:
    """What somebody must look after stays due, so that the sweep asks whether any channel is left."""
    if outcome in CALLS:
        desk.alarm(outcome.value)
    desk.ledger.report(note.key, status, now, why or outcome.value)
    return outcome


def _letter(claim: Claim, now: datetime, desk: Delivery) -> Letter | None:
    """Find where it goes and what it says. Nothing has left yet, so any failure here gives the claim back at once."""
    note = claim.note
    try:
        address = desk.addresses.address(note)
        lines = desk.ledger.lines(note) if note.notice == ALERTS else ()
        if address:
            caps.check(note, address.place, claim.attempt, desk.caps, desk.ledger, now)
    except Withheld:
        raise
    except Exception:
        _put_off(claim, now, desk)
        raise
    if address is None:
        return None
    return Letter(note, address.place, _values(note, address.place, desk), lines, address.since)


def _values(note: Note, address: str, desk: Delivery) -> Mapping[str, str]:
    values = dict(note.values)
    if note.notice == DIGEST:
        if not (held := desk.caps.withheld(address, values["day"])):
            raise Moot
        values["count"] = str(held)
    if note.notice == ONE_TIME_CODE:
        values["code"] = desk.digits(f"{note.ticket} {note.values['nonce']}", CODE_DIGITS)
    if note.notice == REFERRAL:
        values["link"] = desk.links(about(note.ticket, note.version))
    return values


def _expired(note: Note, now: datetime) -> bool:
    """A one-time code's version is the second in which it was asked for."""
    issued = datetime.fromtimestamp(note.version, UTC)
    return note.notice == ONE_TIME_CODE and issued + CODE_LIFE < now + timedelta(minutes=1)
