"""What a complainant may see, and the ways in: code, link, or a one-time code to the contact on file."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain import budgets
from chalicelib.domain.access import Field, can_read
from chalicelib.domain.budgets import Purse
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.contact import blinded
from chalicelib.domain.errors import NotFound, TooMany
from chalicelib.domain.events import NONE, Event, Words
from chalicelib.domain.found import OneTimeCode
from chalicelib.domain.intents import CITIZEN, Intent
from chalicelib.domain.people import Actor, Citizen
from chalicelib.domain.questions import Answers
from chalicelib.domain.sending import CODE_LIFE
from chalicelib.domain.steps import Hearing, Step
from chalicelib.services.ports import Clock, Complaints, Counters, Doors, Entropy

SESSION = timedelta(minutes=15)
CODE_REST = timedelta(minutes=1)
"""How soon another code may be sent."""
CODE_TRIES = 5
CODE_DIGITS = 8
NONCE_BYTES = 16


@dataclass(frozen=True, slots=True)
class Locks:
    """How proofs are compared: the slow hash of codes, the keyed hash of links, the derivation of one-time codes."""

    code_fits: Callable[[str, bytes], bool]
    link_hash: Callable[[str], str]
    digits: Callable[[str, int], str]
    nobody: bytes


@dataclass(frozen=True, slots=True)
class Tracking:
    """The tools of this desk."""

    doors: Doors
    complaints: Complaints
    locks: Locks
    clock: Clock
    entropy: Entropy
    counters: Counters


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody offers to be let in; exactly one is given."""

    code: str = ""
    link: str = ""
    one_time_code: str = ""


def enter(ticket: str, proof: Proof, address: str, desk: Tracking) -> datetime:
    """Give the end of the session that this proof opens. Raises NotFound alike for a wrong proof and an unknown ticket.

    The same work is done either way: one read, and one run of the hash against a code that nobody has. Raises TooMany,
    before any of it, where a budget of wrong tries is used up; a link has none. A right proof writes no counter.
    """
    ticket_s, address_s = budgets.entering(ticket, address, desk.clock())
    purses = () if proof.link else (address_s,) if proof.one_time_code else (ticket_s, address_s)
    _within(purses, desk)
    if not _fits(ticket, proof, desk):
        for purse in purses:
            desk.counters.spend(purse)
        raise NotFound
    return desk.clock() + SESSION


def _within(purses: tuple[Purse, ...], desk: Tracking) -> None:
    """Raises TooMany where one is empty, with the seconds until all are full again."""
    spent = desk.counters.spent(purses) if purses else ()
    empty = [purse for purse, gone in zip(purses, spent, strict=True) if gone >= purse.most]
    if empty:
        raise TooMany(max(purse.seconds(desk.clock()) for purse in empty))


def _fits(ticket: str, proof: Proof, desk: Tracking) -> bool:
    if proof.one_time_code:
        return _one_time(ticket, proof.one_time_code, desk)
    found = desk.doors.proofs(ticket)
    stored = found.code if found and proof.code else desk.locks.nobody
    code_fits = desk.locks.code_fits(proof.code, stored) if not proof.link else False
    link_fits = hmac.compare_digest(desk.locks.link_hash(proof.link), found.link if found else "")
    return bool(found) and (code_fits or link_fits)


def _one_time(ticket: str, typed: str, desk: Tracking) -> bool:
    """A try is counted before it is looked at; the right code works once."""
    found = desk.doors.one_time_code(ticket)
    expected = desk.locks.digits(f"{ticket} {found.nonce}" if found else ticket, CODE_DIGITS)
    right = hmac.compare_digest(expected.encode(), "".join(typed.split()).replace("-", "").encode())
    if not found or not right or found.until < desk.clock():
        return False
    return desk.doors.spend(ticket, found.nonce)


def send_code(ticket: str, channel: str, address: str, desk: Tracking) -> None:
    """Send a one-time code to the contact on file, if there is one for this complaint; never say whether.

    The same calls are made either way. Codes asked for in quick succession are one code: asking must not fill a
    mailbox, nor cost a text each. Every request is counted, before all else: raises TooMany where there were enough.
    """
    for purse in reversed(budgets.asking(ticket, address, desk.clock())):
        if not desk.counters.spend(purse):
            raise TooMany(purse.seconds(desk.clock()))
    try:
        case: Complaint | None = desk.complaints.get(ticket)
    except NotFound:
        case = None
    now = desk.clock()
    nonce = desk.entropy(NONCE_BYTES).hex()
    code = OneTimeCode(nonce, now + CODE_LIFE, CODE_TRIES)
    values = {"nonce": nonce, "ticket": ticket}
    values = blinded(case, values) if case else values
    language = case.language if case else ""
    intent = Intent(ticket, int(now.timestamp()), "one_time_code", CITIZEN, channel, language, now, values)
    reachable = case is not None and channel in case.channels
    desk.doors.issue(ticket, code, intent, now + CODE_LIFE - CODE_REST if reachable else None)


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline, with its words when this reader may read them."""

    event: Event
    words: str | None
    help: str | None = None
    answers: Answers = NONE


def timeline(
    case: Complaint, actor: Actor, events: tuple[Event, ...], words: Mapping[int, Words]
) -> tuple[Moment, ...]:
    """List what happened, as much of it as this reader may know. Raises NotFound for a stranger."""
    if not can_read(actor, Field.TIMELINE, case):
        raise NotFound
    return tuple(
        _moment(event, _readable(actor, case, words.get(event.version)))
        for event in events
        if not (isinstance(actor, Citizen) and event.step in HIDDEN)
    )


HIDDEN = frozenset({Step.NOTE, Step.WARN, Step.DELIVER, Step.TAKE, Step.SNOOZE, Step.REMIND, Step.EMPTIED})
"""Steps that are the office's own affair."""


def _moment(event: Event, words: Words | None) -> Moment:
    return Moment(event, words.text, words.help or None, words.answers) if words else Moment(event, None)


def _readable(actor: Actor, case: Complaint, words: Words | None) -> Words | None:
    if words is None:
        return None
    field = Field.PUBLIC if words.hearing is Hearing.PUBLIC else Field.INTERNAL
    return replace(words, answers=words.answers.under(case.policy)) if can_read(actor, field, case) else None
