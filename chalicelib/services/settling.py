"""What becomes of messages: providers' reports, the next channel for what failed, what case and office are told."""

from datetime import datetime

from chalicelib.domain.access import can_take
from chalicelib.domain.commands import Command
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import ChangedMeanwhile
from chalicelib.domain.intents import CITIZEN, LIVE, Intent, Sending
from chalicelib.domain.people import THE_PROVIDER
from chalicelib.domain.sending import FAILED, ONE_TIME_CODE, Key, Note, missed, outcome
from chalicelib.domain.steps import Step
from chalicelib.domain.ways import PAUSE, another, unreached
from chalicelib.services import desks
from chalicelib.services.casework import Casework, changed
from chalicelib.services.delivery import Delivery

TRIES = 5


def hear(key: Key, status: Sending, desk: Delivery, *, hard: bool = False, since: int = 0) -> None:
    """Take in a provider's report, as often and in whatever order it comes. Raises UnknownMessage without a row.

    `hard`: the address itself takes nothing. That is kept before the report is, so that a crash between repeats both.
    `since`: which address that was, so that one corrected meanwhile is not blamed.
    """
    now = desk.casework.clock()
    if hard and key.recipient == CITIZEN:
        owed_at = _owed_at(desk.ledger.get(key))
        desk.addresses.suppress(key, since or owed_at, now)
    desk.ledger.report(key, status, now)
    if status is not Sending.SENT and (key.settles or (key.watched and status in FAILED)):
        settle(key, desk)


def _owed_at(note: Note) -> int:
    """Where a report does not say, an address corrected after the message was owed is another one.

    The version of a one-time code is a time, so that it says nothing.
    """
    return 1 if note.notice == ONE_TIME_CODE else note.version


def settle(key: Key, desk: Delivery) -> None:
    """See to a message that is over: the next channel, then the case or the office; each of it once.

    The rows and the case themselves know what was done. The message leaves the index only afterwards.
    """
    note = desk.ledger.get(key)
    if note.status in LIVE:
        return
    if key.watched:
        _looked_after(note, desk)
    desk.ledger.settled(note)


def _looked_after(note: Note, desk: Delivery) -> None:
    key, now = note.key, desk.casework.clock()
    if missed(note):
        desk.ledger.report(key, Sending.SILENT, now, "silent")
        note = desk.ledger.get(key)
    if note.status in FAILED:
        _another_way(note, now, desk)
    if key.settles and (step := outcome(note, desk.ledger.siblings(note))):
        _record(note, step, desk.casework)


def _another_way(note: Note, now: datetime, desk: Delivery) -> None:
    """Owe the same message by the next channel of the case, or tell the office that none is left."""
    cases, siblings = desk.casework, desk.ledger.siblings(note)
    case = cases.complaints.get(note.ticket)
    if channel := another(note, siblings, case.channels):
        desk.ledger.owe(_instead(note, channel, now, case))
    elif unreached(note, siblings):
        desk.ledger.owe(desks.unreached(note, case, cases.book, now))


def _instead(note: Note, channel: str, now: datetime, case: Complaint) -> Intent:
    place = (note.ticket, note.version, note.notice, note.recipient, channel, note.language)
    spare = len(set(case.channels) - {channel, note.channel}) > 0
    return Intent(*place, now + PAUSE, note.values, fast=False, spare=spare, instead=note.channel)


def _record(note: Note, step: Step, casework: Casework) -> None:
    """Say so on the case, unless it has been said, or another answer has come since. Raises ChangedMeanwhile."""
    command = Command(step, THE_PROVIDER)
    for _ in range(TRIES):
        case = casework.complaints.get(note.ticket)
        if case.answered != note.version or not can_take(THE_PROVIDER, step, case):
            return
        try:
            casework.complaints.save(changed(case, command, casework))
        except ChangedMeanwhile:
            continue
        return
    raise ChangedMeanwhile(note.ticket)
