"""Which messages an event owes the citizen. One notice is one function; its words are in the catalogue under its name.

Facts are codes, names of offices and instants: never a citizen's word, a name, or anything of what the complaint is
about, because phones and mailboxes are shared. Names ending in `_at` are instants; whoever writes the message says them
in the office's zone and the reader's language.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.book import Book, Terms
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.contact import blinded
from chalicelib.domain.events import Event
from chalicelib.domain.intents import CITIZEN, Intent
from chalicelib.domain.offices import Office
from chalicelib.domain.people import Mode
from chalicelib.domain.sending import OPTIONAL
from chalicelib.domain.steps import (
    APPEAL,
    APPEAL_WINDOW,
    CITIZEN_WINDOW,
    FIRST_RESPONSE,
    REFERRAL_ACK,
    RESOLUTION,
    Step,
)
from chalicelib.domain.times import iso


class Skip(StrEnum):
    """Why an event sends nothing; each is counted."""

    NO_NOTICE = "no_notice"
    NO_CHANNEL = "no_channel"
    NOT_NEEDED = "not_needed"
    OWN_ACT = "own_act"
    SAME_DATE = "same_date"
    HIGHER_RUNG = "higher_rung"


Values = dict[str, str]
Fact = Callable[[Complaint, Event, Terms], Values | Skip]
NOTICES: dict[Step, Fact] = {}
FINAL: Values = {"final": "yes"}


@dataclass(frozen=True, slots=True)
class Decision:
    """What goes out; or why nothing does."""

    intents: tuple[Intent, ...] = ()
    skipped: Skip | None = None


def due(case: Complaint, event: Event, book: Book, now: datetime) -> tuple[Intent, ...]:
    """Give the message that this event, which made the case what it is now, owes the citizen: one a channel."""
    return decide(case, event, book, now).intents


def decide(case: Complaint, event: Event, book: Book, now: datetime, facts: Mapping[Step, Fact] = NOTICES) -> Decision:
    """Give the messages, or the reason why there are none."""
    fact = facts.get(event.step)
    if fact is None:
        return Decision(skipped=Skip.NO_NOTICE)
    terms = book.terms(case.policy, case.edition)
    values = fact(case, event, terms)
    if isinstance(values, Skip):
        return Decision(skipped=values)
    if not case.channels or (case.mode is Mode.ANONYMOUS and fact.__name__ in OPTIONAL):
        return Decision(skipped=Skip.NOT_NEEDED if case.channels else Skip.NO_CHANNEL)
    office = terms.offices.get(case.office)
    said = {"ticket": case.ticket, "zone": office.zone} | named("office", office) | values

    def intent(channel: str) -> Intent:
        place = (case.ticket, event.version, fact.__name__, CITIZEN, channel, case.language)
        return Intent(*place, now, blinded(case, said), spare=case.spares)

    return Decision(tuple(map(intent, case.tells)))


def notice(*steps: Step) -> Callable[[Fact], Fact]:
    """Register the function under the steps whose events it tells of; its name is the notice's."""

    def register(fact: Fact) -> Fact:
        NOTICES.update(dict.fromkeys(steps, fact))
        return fact

    return register


@notice(Step.RECEIVE)
def received(case: Complaint, event: Event, _terms: Terms) -> Values:
    return until(case, FIRST_RESPONSE, event) | {"received_at": iso(case.received)}


@notice(Step.VERIFY)
def verified(case: Complaint, event: Event, _terms: Terms) -> Values:
    return outcome(case, event)


@notice(Step.CLASSIFY)
def rescheduled(case: Complaint, event: Event, _terms: Terms) -> Values | Skip:
    """A new class has its own limits; a new category alone moves nothing."""
    return outcome(case, event) if event.data.get("class") else Skip.SAME_DATE


@notice(Step.ASSIGN)
def in_progress(case: Complaint, event: Event, _terms: Terms) -> Values:
    return outcome(case, event)


@notice(Step.ASK)
def question(case: Complaint, event: Event, _terms: Terms) -> Values:
    """The date is the end of the pause: then work goes on with what is there."""
    until = [clock.until for clock in case.clocks if clock.until is not None]
    return {"due_at": iso(min(until, default=event.at))}


@notice(Step.REPLY)
def replied(case: Complaint, event: Event, _terms: Terms) -> Values:
    return outcome(case, event)


@notice(Step.RESUME)
def resumed(case: Complaint, event: Event, _terms: Terms) -> Values:
    return outcome(case, event)


@notice(Step.MESSAGE)
def message(_case: Complaint, event: Event, _terms: Terms) -> Values | Skip:
    return {} if event.by.party == "staff" else Skip.OWN_ACT


@notice(Step.REFER)
def referred(case: Complaint, event: Event, terms: Terms) -> Values:
    return until(case, REFERRAL_ACK, event) | named("to", terms.offices.get(case.referred or case.office))


@notice(Step.ACKNOWLEDGE)
def acknowledged(case: Complaint, event: Event, _terms: Terms) -> Values:
    return outcome(case, event)


@notice(Step.RETURN)
def returned(case: Complaint, event: Event, _terms: Terms) -> Values:
    return outcome(case, event)


@notice(Step.RECALL)
def recalled(case: Complaint, event: Event, _terms: Terms) -> Values:
    return outcome(case, event)


@notice(Step.EXTEND)
def extended(case: Complaint, event: Event, _terms: Terms) -> Values:
    return outcome(case, event) | {"reason": str(event.data.get("reason", ""))}


@notice(Step.ANSWER)
def answered(case: Complaint, _event: Event, terms: Terms) -> Values:
    """Say that there is an answer, not what it is, and how many working days there are to object to it."""
    return window(case, terms)


@notice(Step.CORRECT)
def corrected(case: Complaint, _event: Event, terms: Terms) -> Values:
    return window(case, terms)


@notice(Step.CONFIRM, Step.CLOSE)
def closed(case: Complaint, event: Event, _terms: Terms) -> Values:
    """An objection is decided once: after it there is no other."""
    return FINAL if case.appealed else until(case, APPEAL_WINDOW, event)


@notice(Step.DISPUTE)
def disputed(case: Complaint, event: Event, _terms: Terms) -> Values:
    return outcome(case, event)


@notice(Step.APPEAL)
def appeal_received(case: Complaint, event: Event, _terms: Terms) -> Values:
    return outcome(case, event)


@notice(Step.REJECT)
def rejected(_case: Complaint, _event: Event, _terms: Terms) -> Values:
    return {}


@notice(Step.WITHDRAW)
def withdrawn(_case: Complaint, _event: Event, _terms: Terms) -> Values:
    return {}


@notice(Step.REOPEN)
def reopened(case: Complaint, event: Event, _terms: Terms) -> Values:
    return outcome(case, event)


@notice(Step.UNMASK)
def unmasked(_case: Complaint, event: Event, _terms: Terms) -> Values:
    return {"opened_at": iso(event.at)}


@notice(Step.BREACH)
def late(case: Complaint, event: Event, _terms: Terms) -> Values | Skip:
    """The citizen hears of a missed date once; the higher rungs are told to our own people."""
    if event.data.get("mark") != 1:
        return Skip.HIGHER_RUNG
    name = str(event.data.get("clock"))
    clock = case.clock(name)
    return {"clock": name, "due_at": iso(clock.due if clock else event.at)}


@notice(Step.REBASE)
def deadline_moved(case: Complaint, event: Event, terms: Terms) -> Values | Skip:
    """Another calendar is told when it moves a date: of the office whose days count, not of whoever has the case."""
    clock = case.clock(str(event.data.get("clock")))
    if clock is None:
        return Skip.SAME_DATE
    told = {"reason": str(event.data["reason"]), "was_at": str(event.data["was"]), "due_at": str(event.data["due"])}
    office = terms.offices.get(clock.office)
    return told | {"clock": clock.name} | named("office", office) | {"zone": office.zone}


def outcome(case: Complaint, event: Event) -> Values:
    """The date by which the citizen is owed an answer."""
    return until(case, APPEAL if case.clock(APPEAL) else RESOLUTION, event)


def until(case: Complaint, name: str, event: Event) -> Values:
    clock = case.clock(name)
    at = clock.due if clock else case.due
    return {"due_at": iso(at)} | ({"overdue": "yes"} if at < event.at else {})


def window(case: Complaint, terms: Terms) -> Values:
    """How many working days there are to object to an answer, and whether it is the last."""
    rule = terms.policy.rule(CITIZEN_WINDOW, case.klass)
    return {"days": str(rule.amount if rule else 0)} | (FINAL if case.appealed else {})


def named(name: str, office: Office) -> Values:
    """Name an office in full and in short."""
    return {name: office.name, f"{name}_short": office.short}
