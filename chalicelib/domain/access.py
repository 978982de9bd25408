"""Who may do and see what: one function, default deny. Every cell of its matrix is generated and tested."""

from enum import StrEnum

from chalicelib.domain.complaint import Complaint
from chalicelib.domain.people import HANDLERS, SENIORS, THE_CLOCK, THE_PROVIDER, Actor, Citizen, Mode, Role, Staff
from chalicelib.domain.steps import STEPS, Party, Status, Step


class Field(StrEnum):
    """The parts of a complaint that are guarded apart."""

    STATUS = "status"
    TIMELINE = "timeline"
    PUBLIC = "public"
    INTERNAL = "internal"
    MASKED = "masked"
    REQUEST = "request"
    IDENTITY = "identity"


_HANDLING = frozenset({Field.STATUS, Field.TIMELINE, Field.PUBLIC, Field.INTERNAL, Field.MASKED, Field.REQUEST})
_READS: dict[Role, frozenset[Field]] = {
    **dict.fromkeys(HANDLERS, _HANDLING),
    Role.CUSTODIAN: frozenset({Field.STATUS, Field.TIMELINE, Field.IDENTITY}),
    Role.AUDITOR: frozenset({Field.STATUS, Field.TIMELINE}),
    Role.ADMIN: frozenset(),
}
_CITIZEN_READS = frozenset({Field.STATUS, Field.TIMELINE, Field.PUBLIC})


def can_read(actor: Actor, field: Field, case: Complaint) -> bool:
    """Tell whether this actor may see this part of this complaint."""
    match actor:
        case Citizen():
            return actor.ticket == case.ticket and field in _CITIZEN_READS
        case Staff():
            hidden = field is Field.MASKED and case.mode is not Mode.NAMED
            return not hidden and field in _READS[actor.role] and sees(actor, case)
        case _:
            return False


def can_take(actor: Actor, step: Step, case: Complaint) -> bool:
    """Tell whether the table lets this actor take this step now."""
    rule = STEPS.get(step)
    if rule is None or case.status not in rule.sources or not rule.who & parties(actor, case):
        return False
    if step is Step.APPEAL:
        return not case.appealed
    return step is not Step.DELIVER or not case.delivered


def steps_for(actor: Actor, case: Complaint) -> tuple[Step, ...]:
    """List the steps that this actor may take now, in the table's order."""
    return tuple(step for step in STEPS if can_take(actor, step, case))


def parties(actor: Actor, case: Complaint) -> frozenset[Party]:
    """Tell in which parts this actor may act on this complaint; none for a stranger."""
    match actor:
        case Citizen():
            return frozenset({Party.CITIZEN} if actor.ticket == case.ticket else ())
        case Staff():
            return _staff_parties(actor, case) if sees(actor, case) else frozenset()
        case _:
            known = {THE_CLOCK: Party.CLOCK, THE_PROVIDER: Party.PROVIDER}
            return frozenset({known[actor]} if actor in known else ())


def _staff_parties(actor: Staff, case: Complaint) -> frozenset[Party]:
    if actor.role is Role.CUSTODIAN:
        return frozenset({Party.CUSTODIAN})
    found = set()
    if actor.role in HANDLERS and covers(actor.scope, case.path):
        found.add(Party.OFFICER)
        if actor.role in SENIORS:
            found.add(Party.SUPERVISOR)
    if actor.role in HANDLERS and case.status is Status.REFERRED and covers(actor.scope, case.referred_path or ""):
        found.add(Party.RECEIVER)
    return frozenset(found)


def sees(actor: Staff, case: Complaint) -> bool:
    """Tell whether the case lies in the actor's scope and clearance, and is not about the actor's own office or decision."""
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
