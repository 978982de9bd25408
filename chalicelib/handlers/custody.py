"""The custodian's door, on both sides: what staff ask of it over HTTP, and what its own function opens."""

import json
import os
from typing import Any

from chalicelib import wiring
from chalicelib.domain.access import Field, can_read
from chalicelib.domain.errors import NotAllowed, NotFound
from chalicelib.domain.people import Identity, Mode, Role
from chalicelib.domain.times import iso
from chalicelib.domain.unmasking import Request
from chalicelib.handlers import auth, schemas
from chalicelib.handlers.answers import Answer, json_answer
from chalicelib.handlers.http import Routes
from chalicelib.services import unmasking
from chalicelib.services.unmasking import Custody

routes = Routes("custody", staff=True)


@routes.route("/v1/staff/complaints/{ticket}/identity-requests", "POST")
def ask_identity(ticket: str) -> Answer:
    """The reason is sealed with the case; a custodian who did not ask decides."""
    staff, found = routes.desk(ticket)
    asked = routes.body(schemas.IdentityRequest)
    return json_answer(_shown(unmasking.ask(staff, found.case, asked.reason, _desk())), 201)


@routes.route("/v1/staff/identity-requests")
def identity_requests() -> Answer:
    """What waits for a custodian, oldest first."""
    staff = routes.officer()
    if staff.role is not Role.CUSTODIAN:
        raise NotAllowed
    waiting = wiring.requests().waiting()
    return json_answer({"items": [{"ticket": ticket, "id": request} for ticket, request in waiting]})


@routes.route("/v1/staff/complaints/{ticket}/identity-requests/{request}")
def identity_request(ticket: str, request: str) -> Answer:
    """Where a request stands; the custodian reads the reason too."""
    staff, found = routes.desk(ticket)
    if can_read(staff, Field.IDENTITY, found.case):
        asked, reason = wiring.custody_desk().read(found.case.ticket, request)
        return json_answer(_shown(asked) | {"reason": reason})
    asked = wiring.custody_desk().find(found.case.ticket, request)
    if asked.by != staff.id or not can_read(staff, Field.REQUEST, found.case):
        raise NotFound
    return json_answer(_shown(asked))


@routes.route("/v1/staff/complaints/{ticket}/identity-requests/{request}/approvals", "POST")
def allow_identity(ticket: str, request: str) -> Answer:
    """The citizen is told by the same write that allows it."""
    staff, found = routes.desk(ticket)
    return json_answer(_shown(unmasking.allow(staff, found.case, request, _desk(), wiring.casework())), 201)


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


def _desk() -> Custody:
    """The desk where an identity is opened."""
    return Custody(wiring.custody_desk(), wiring.custody_desk(), wiring.audit(), wiring.clock, os.urandom)


def _custodian(asked: dict[str, str]) -> dict[str, str]:
    """Ask the custodian's function: its Lambda, or this process where the setting names none."""
    name = wiring.settings().custodian
    if not name:
        return reveal(asked)
    answer = wiring.client("lambda").invoke(FunctionName=name, Payload=json.dumps(asked).encode())
    opened: dict[str, str] = json.load(answer["Payload"])
    return opened


def own(ticket: str, session: str) -> dict[str, str]:
    """Give whoever holds a session their own identity. Raises NotFound where it is over."""
    opened = _custodian({"ticket": ticket, "session": session})
    if not opened:
        raise NotFound
    return opened


def reveal(asked: dict[str, str]) -> dict[str, str]:
    """Answer the custodian's function: who filed it, and nothing when there is no right to know."""
    try:
        if "session" in asked:
            return _shown_to_owner(asked["ticket"], asked["session"])
        unit = asked.get("role", ""), asked.get("office", "")
        found = unmasking.reveal(asked["person"], unit, asked["ticket"], asked["request"], _desk())
    except NotFound:
        return {}
    return _told(found)


def _shown_to_owner(ticket: str, session: str) -> dict[str, str]:
    """The session is judged here again: the function that asks is not believed. An anonymous contact stays here."""
    if not auth.opens(session, ticket):
        raise NotFound
    found = unmasking.own(ticket, _desk())
    return {"mode": found.mode.value} | ({} if found.mode is Mode.ANONYMOUS else _told(found))


def _told(found: Identity) -> dict[str, str]:
    return {name: value for name in ("name", "email", "phone", "subject") if (value := getattr(found, name))}


def _shown(request: Request) -> dict[str, Any]:
    status = "allowed" if request.until else "waiting"
    return {"id": request.id, "status": status, "until": iso(request.until) if request.until else None}
