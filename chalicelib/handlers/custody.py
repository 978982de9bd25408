"""The custodian's door: what staff ask of it over HTTP."""

import json
from typing import Any

from chalicelib import wiring
from chalicelib.domain.access import Field, can_read
from chalicelib.domain.errors import NotAllowed, NotFound
from chalicelib.domain.people import Role
from chalicelib.domain.times import iso
from chalicelib.domain.unmasking import Request
from chalicelib.handlers import custodian, schemas
from chalicelib.handlers.answers import Answer, json_answer
from chalicelib.handlers.http import Routes
from chalicelib.services import unmasking

routes = Routes("custody", staff=True)


@routes.route("/v1/staff/complaints/{ticket}/identity-requests", "POST")
def ask_identity(ticket: str) -> Answer:
    """The reason is sealed with the case; a custodian who did not ask decides."""
    staff, found = routes.desk(ticket)
    asked = routes.body(schemas.IdentityRequest)
    return json_answer(_shown(unmasking.ask(staff, found.case, asked.reason, custodian.desk())), 201)


@routes.route("/v1/staff/identity-requests")
def identity_requests() -> Answer:
    """What waits for a custodian, oldest first; what is about foreigners waits for those who read such reports."""
    staff = routes.officer()
    if staff.role is not Role.CUSTODIAN:
        raise NotAllowed
    waiting = wiring.requests().waiting(restricted=staff.restricted)
    return json_answer({"items": [{"ticket": ticket, "id": request} for ticket, request in waiting]})


@routes.route("/v1/staff/complaints/{ticket}/identity-requests/{request}")
def identity_request(ticket: str, request: str) -> Answer:
    """Where a request stands; the custodian reads who asks and why, too."""
    staff, found = routes.desk(ticket)
    if can_read(staff, Field.IDENTITY, found.case):
        asked, reason = wiring.custody_desk().read(found.case.ticket, request)
        return json_answer(_shown(asked) | {"reason": reason, "by": asked.by})
    asked = wiring.custody_desk().find(found.case.ticket, request)
    if asked.by != staff.id or not can_read(staff, Field.REQUEST, found.case):
        raise NotFound
    return json_answer(_shown(asked))


@routes.route("/v1/staff/complaints/{ticket}/identity-requests/{request}/approvals", "POST")
def allow_identity(ticket: str, request: str) -> Answer:
    """The citizen is told by the same write that allows it."""
    staff, found = routes.desk(ticket)
    return json_answer(_shown(unmasking.allow(staff, found.case, request, custodian.desk(), wiring.casework())), 201)


@routes.route("/v1/staff/complaints/{ticket}/identity-requests/{request}/identity")
def identity(ticket: str, request: str) -> Answer:
    """For whoever asked, for an hour. This function cannot open it: the custodian's does, and records it first."""
    staff, found = routes.desk(ticket)
    if not can_read(staff, Field.REQUEST, found.case):
        raise NotFound
    unit = {"role": staff.role.value, "office": staff.office}
    opened = _custodian({"person": staff.id, "ticket": found.case.ticket, "request": request, **unit})
    if not opened:
        raise NotFound
    return json_answer(opened)


def _custodian(asked: dict[str, str]) -> dict[str, str]:
    """Ask the custodian's function: its Lambda, or this process where the setting names none."""
    name = wiring.settings().custodian
    if not name:
        return custodian.reveal(asked)
    answer = wiring.client("lambda").invoke(FunctionName=name, Payload=json.dumps(asked).encode())
    opened: dict[str, str] = json.load(answer["Payload"])
    return opened


def own(ticket: str, session: str) -> dict[str, str]:
    """Give whoever holds a session their own identity. Raises NotFound where it is over."""
    opened = _custodian({"ticket": ticket, "session": session})
    if not opened:
        raise NotFound
    return opened


def _shown(request: Request) -> dict[str, Any]:
    status = "allowed" if request.until else "waiting"
    return {"id": request.id, "status": status, "until": iso(request.until) if request.until else None}
