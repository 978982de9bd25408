"""Who may do and see what: one function, default deny. Every cell of its matrix is generated and tested."""

from datetime import datetime
from enum import StrEnum

from chalicelib.domain import erasure
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.people import (
    HANDLERS,
    SENIORS,
    THE_CLOCK,
    THE_EXAMINER,
    THE_PROVIDER,
    Actor,
    Agency,
    Citizen,
    Mode,
    Role,
    Staff,
)
from chalicelib.domain.steps import RESOLUTION, STEPS, Party, Status, Step


class Field(StrEnum):
    """The parts of a complaint that are guarded apart."""

    STATUS = "status"
    TIMELINE = "timeline"
    PUBLIC = "public"
    INTERNAL = "internal"
    MASKED = "masked"
    REQUEST = "request"
    IDENTITY = "identity"
    DOCUMENTS = "documents"


_HANDLING = frozenset(Field) - {Field.IDENTITY}
_READS: dict[Role, frozenset[Field]] = {
    **dict.fromkeys(HANDLERS, _HANDLING),
    Role.CUSTODIAN: frozenset({Field.STATUS, Field.TIMELINE, Field.IDENTITY}),
    Role.AUDITOR: frozenset({Field.STATUS, Field.TIMELINE}),
    Role.ADMIN: frozenset(),
}
_CITIZEN_READS = frozenset({Field.STATUS, Field.TIMELINE, Field.PUBLIC, Field.DOCUMENTS})
_AGENCY_READS = frozenset({Field.STATUS, Field.PUBLIC})
_HIDDEN: dict[Mode, frozenset[Field]] = {
    Mode.NAMED: frozenset(),
    Mode.CONFIDENTIAL: frozenset({Field.MASKED}),
    Mode.ANONYMOUS: frozenset({Field.MASKED, Field.REQUEST, Field.IDENTITY}),
}
"""What a citizen's choice keeps from all staff. An anonymous contact is for messages alone and shown to nobody."""


def can_read(actor: Actor, field: Field, case: Complaint) -> bool:
    """Tell whether this actor may see this part of this complaint."""
    match actor:
        case Citizen():
            return actor.ticket == case.ticket and field in _CITIZEN_READS
        case Staff():
            return field in _READS[actor.role] - _HIDDEN[case.mode] and sees(actor, case)
        case Agency():
            return field in _AGENCY_READS and asked(actor, case)
        case _:
            return False


def can_take(actor: Actor, step: Step, case: Complaint, now: datetime | None = None) -> bool:
    """Tell whether the table lets this actor take this step; with `now`, also whether it is time for it."""
    rule = STEPS.get(step)
    listed = rule is not None and case.status in rule.sources and bool(rule.who & parties(actor, case))
    return listed and erasure.allowed(step, case) and _fits(actor, step, case, now)


def _fits(actor: Actor, step: Step, case: Complaint, now: datetime | None) -> bool:
    """What a table of statuses cannot say."""
    match step:
        case Step.APPEAL:
            return not case.appealed and (now is None or case.appealable(now))
        case Step.CLOSE:
            return now is None or case.closable(now)
        case Step.EXTEND:
            clock = case.clock(RESOLUTION)
            if clock is None or not clock.running or not clock.extensible or clock.extended:
                return False
            return now is None or not clock.late(now)
        case Step.DELIVER:
            return not case.delivered
        case Step.UNDELIVERED:
            return bool(case.channels) and case.task is None
        case Step.TAKE:
            return case.alerted and isinstance(actor, Staff) and actor.id != case.taken
        case Step.SNOOZE:
            return case.breached is not None
        case Step.UNMASK:
            return case.mode is not Mode.ANONYMOUS
        case _:
            return True


def steps_for(actor: Actor, case: Complaint, now: datetime | None = None) -> tuple[Step, ...]:
    """List the steps that this actor may take, in the table's order; with `now`, those alone whose time it is."""
    return tuple(step for step in STEPS if can_take(actor, step, case, now))


def parties(actor: Actor, case: Complaint) -> frozenset[Party]:
    """Tell in which parts this actor may act on this complaint; none for a stranger."""
    match actor:
        case Citizen():
            return frozenset({Party.CITIZEN, Party.OWNER} if actor.ticket == case.ticket else ())
        case Staff():
            return _staff_parties(actor, case) if sees(actor, case) else frozenset()
        case Agency():
            return frozenset({Party.RECEIVER} if asked(actor, case) else ())
        case _:
            known = {THE_CLOCK: Party.CLOCK, THE_PROVIDER: Party.PROVIDER, THE_EXAMINER: Party.EXAMINER}
            return frozenset({known[actor]} if actor in known else ())


def _staff_parties(actor: Staff, case: Complaint) -> frozenset[Party]:
    if actor.role is Role.CUSTODIAN:
        return frozenset({Party.CUSTODIAN})
    found = {Party.LEADER} if actor.role in SENIORS else set()
    if actor.role in HANDLERS and covers(actor.scope, case.path):
        found.add(Party.OFFICER)
        if actor.role in SENIORS:
            found.add(Party.SUPERVISOR)
    if actor.role in HANDLERS and case.status is Status.REFERRED and covers(actor.scope, case.referred_path or ""):
        found.add(Party.RECEIVER)
    return frozenset(found)


def asked(actor: Agency, case: Complaint) -> bool:
    """Tell whether this very referral still waits for the agency's word, or is over."""
    waits = case.status is Status.REFERRED and case.referral > 0
    return waits and (actor.ticket, actor.slug, actor.referral) == (case.ticket, case.agency, case.referral)


def sees(actor: Staff, case: Complaint) -> bool:
    """Tell whether the case is in the actor's scope and clearance, and not about their own office or decision."""
    if (
        actor.id in case.barred
        or complained_about(actor.scope, case.excluded)
        or actor.restricted is not case.restricted
    ):
        return False
    return covers(actor.scope, case.path) or covers(actor.scope, case.referred_path or "")


def complained_about(scope: str, excluded: tuple[str, ...]) -> bool:
    """Tell whether a scope lies at or under an office that the complaint is about."""
    return not set(scope.split("/")).isdisjoint(excluded)


def covers(scope: str, path: str) -> bool:
    """Tell whether an office's path lies at or under a scope."""
    return f"{path}/".startswith(f"{scope}/")
