"""Which messages an event owes our own people: a case has come, is yours, has heard from the citizen, was not told.

Whoever takes a step knows no colleague and must not wait for one to be looked up. The step owes one message to the
desk; whoever delivers that one finds who sits there by then, and owes each of them a message of their own.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.book import Book, Terms
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.events import Event
from chalicelib.domain.grants import Grant
from chalicelib.domain.intents import DESK, Alert, Intent
from chalicelib.domain.sending import Key, Note
from chalicelib.domain.steps import FIRST_RESPONSE, REFERRAL_ACK, Step
from chalicelib.services import alerts
from chalicelib.services.notices import Fact, Skip, Values, named, outcome, until
from chalicelib.services.outports import Holders

MAIL, UNREACHED = "email", "unreached"
MOST = 90
"""Rows of one transaction: a message of one's own is one, a line and its header two; an office has fewer people."""

DESKS: dict[Step, Fact] = {}


def told(*steps: Step) -> Callable[[Fact], Fact]:
    """Register the function under the steps whose events it tells of; its name is the notice's."""

    def register(fact: Fact) -> Fact:
        DESKS.update(dict.fromkeys(steps, fact))
        return fact

    return register


def owed(case: Complaint, event: Event, book: Book) -> tuple[Intent, ...]:
    """Give the message that this event owes the desk which must see to it; the citizen's own are told elsewhere."""
    fact = DESKS.get(event.step)
    if fact is None:
        return ()
    terms = book.terms(case.policy, case.edition)
    values = fact(case, event, terms)
    if isinstance(values, Skip):
        return ()
    return (_to_desk(case, event.version, fact.__name__, event.at, terms, values),)


def unreached(note: Note, case: Complaint, book: Book, now: datetime) -> Intent:
    """Give the message that tells the desk which other message reached nobody by any way.

    Where money or a provider fails it fails for many cases at once, so that only a sweep tells of it, of all together.
    """
    values = {"message": note.notice} | _holder(case)
    terms = book.terms(case.policy, case.edition)
    return replace(_to_desk(case, note.version, UNREACHED, now, terms, values), fast=False)


def _to_desk(case: Complaint, version: int, notice: str, now: datetime, terms: Terms, values: Values) -> Intent:
    office = terms.offices.get(case.referred or case.office)
    said = {"ticket": case.ticket, "desk": office.slug, "zone": office.zone} | named("office", office) | values
    return Intent(case.ticket, version, notice, DESK, MAIL, "", now, said)


@told(Step.RECEIVE)
def new_case(case: Complaint, event: Event, _terms: Terms) -> Values:
    return until(case, FIRST_RESPONSE, event)


@told(Step.REFER, Step.RETURN, Step.RECALL, Step.APPEAL)
def case_arrived(case: Complaint, event: Event, _terms: Terms) -> Values | Skip:
    """A case has come to an office from another one, or back from an agency, which is written to in its own way."""
    if event.data.get("agency") and event.step is not Step.RETURN:
        return Skip.NO_NOTICE
    return until(case, REFERRAL_ACK, event) if case.referred else outcome(case, event)


@told(Step.ASSIGN)
def assigned(case: Complaint, event: Event, _terms: Terms) -> Values | Skip:
    """Whoever takes a case for themselves knows it."""
    if case.assignee is None or case.assignee == event.by.id:
        return Skip.OWN_ACT
    return outcome(case, event) | {"person": case.assignee, "only": "yes"}


@told(Step.REPLY, Step.MESSAGE, Step.DISPUTE)
def citizen_replied(case: Complaint, event: Event, _terms: Terms) -> Values | Skip:
    if event.by.party == "staff":
        return Skip.OWN_ACT
    return outcome(case, event) | _holder(case)


@told(Step.WITHDRAW)
def citizen_withdrew(case: Complaint, _event: Event, _terms: Terms) -> Values:
    return _holder(case)


@told(Step.UNDELIVERED)
def not_delivered(case: Complaint, _event: Event, _terms: Terms) -> Values:
    """An answer that reached nobody, by no way: somebody has to find another one."""
    return _holder(case)


def _holder(case: Complaint) -> Values:
    return {"person": case.assignee} if case.assignee and not case.referred else {}


def readers(note: Note, case: Complaint, terms: Terms, holders: Holders, now: datetime) -> tuple[Grant, ...]:
    """Give each person who is to hear of it: none who may not see the case as it is now."""
    path, first = terms.offices.get(note.values["desk"]).path, note.values.get("person")
    return alerts.handlers(case, path, first, now, holders, only="only" in note.values)


def lines(note: Note, grants: tuple[Grant, ...], batch: str, now: datetime) -> tuple[Alert, ...]:
    """Give a line for each of them, in the one message that this sweep sends them about the office."""
    values = {name: note.values[name] for name in ("office", "zone")}

    def line(grant: Grant) -> Alert:
        place = (note.ticket, note.version, note.values["desk"], UNREACHED, 0, now, grant.id, batch)
        return Alert(*place, language=grant.language, values=values, message=note.values["message"])

    return tuple(map(line, grants[: MOST // 2]))


def notes(note: Note, grants: tuple[Grant, ...]) -> tuple[Note, ...]:
    """Give a message of their own for each of them."""
    return tuple(_to(grant, note) for grant in grants[:MOST])


def _to(grant: Grant, note: Note) -> Note:
    key = Key(f"A#{grant.id}", f"N#{note.ticket}#{note.version:06d}#{note.notice}")
    return Note(key, note.notice, grant.id, MAIL, grant.language, note.values)
