"""Asking for, allowing and using the sight of an identity; each leaves its record before it has its effect."""

from dataclasses import dataclass, replace
from typing import Protocol

from chalicelib.domain.access import Field, can_read
from chalicelib.domain.commands import Command
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import NoIdentity, NotAllowed, NotFound
from chalicelib.domain.events import Words
from chalicelib.domain.looks import COPY, OWNER, Look
from chalicelib.domain.people import Identity, Mode, Staff
from chalicelib.domain.steps import Hearing, Step
from chalicelib.domain.unmasking import OPEN_FOR, Request
from chalicelib.services.casework import Casework, changed
from chalicelib.services.ports import Clock, Entropy

ID_BYTES, MARK_BYTES = 9, 6
Unit = tuple[str, str]
"""The role and the office of whoever looks."""


class Requests(Protocol):
    """The record of requests."""

    def ask(self, request: Request, reason: Words) -> None:
        """Keep a new request with its sealed reason."""

    def find(self, ticket: str, request_id: str) -> Request:
        """Read one. Raises NotFound."""


class Identities(Protocol):
    """Opens identities; only the custodian's role can."""

    def identity(self, ticket: str) -> Identity:
        """Open who filed this complaint. Raises NotFound."""


class Audit(Protocol):
    """Who looked at what."""

    def record(self, look: Look, mark: str) -> None:
        """Keep that this person opened this."""


@dataclass(frozen=True, slots=True)
class Custody:
    """The tools of this desk."""

    requests: Requests
    identities: Identities
    audit: Audit
    clock: Clock
    entropy: Entropy


def ask(staff: Staff, case: Complaint, reason: str, desk: Custody) -> Request:
    """Ask to see who filed a complaint.

    Raises NotFound for a stranger, NoIdentity where there is nobody to see, NotAllowed without the right to ask.
    """
    if not can_read(staff, Field.STATUS, case):
        raise NotFound
    if case.mode is Mode.ANONYMOUS:
        raise NoIdentity
    if not can_read(staff, Field.REQUEST, case):
        raise NotAllowed
    number = desk.entropy(ID_BYTES).hex()
    request = Request(number, case.ticket, staff.id, desk.clock(), restricted=case.restricted)
    desk.requests.ask(request, Words(reason, desk.entropy(16), Hearing.INTERNAL))
    return request


def allow(staff: Staff, case: Complaint, request_id: str, desk: Custody, work: Casework) -> Request:
    """Let the person who asked look, for an hour: the second pair of eyes. The citizen is told by the same write.

    Raises NotFound for a stranger, NotAllowed for whoever asked and for who is no custodian, ChangedMeanwhile when it
    was allowed before.
    """
    if not can_read(staff, Field.IDENTITY, case):
        raise NotAllowed if can_read(staff, Field.STATUS, case) else NotFound
    request = desk.requests.find(case.ticket, request_id)
    if request.by == staff.id:
        raise NotAllowed
    allowed = replace(request, allowed_by=staff.id, until=desk.clock() + OPEN_FOR)
    change = changed(case, Command(Step.UNMASK, staff), work)
    work.complaints.save(replace(change, allowed=allowed))
    return allowed


def reveal(person: str, unit: Unit, ticket: str, request_id: str, desk: Custody) -> Identity:
    """Open an identity for whoever was allowed to see it, while they are; recorded before it is opened.

    Raises NotFound otherwise.
    """
    now = desk.clock()
    if not desk.requests.find(ticket, request_id).opens(person, now):
        raise NotFound
    desk.audit.record(Look(ticket, person, f"identity {request_id}", now, *unit), desk.entropy(MARK_BYTES).hex())
    return desk.identities.identity(ticket)


def own(ticket: str, desk: Custody) -> Identity:
    """Open an identity for whoever it is, who takes a copy of everything; recorded before it is opened. NotFound."""
    desk.audit.record(Look(ticket, OWNER, COPY, desk.clock()), desk.entropy(MARK_BYTES).hex())
    return desk.identities.identity(ticket)
