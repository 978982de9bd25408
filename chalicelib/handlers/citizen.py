"""The citizen's door: file, come back in, see, act."""

import json
import os
from typing import Any

from chalicelib import telemetry, wiring
from chalicelib.domain.change import Answer as Kept
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import Refusal
from chalicelib.domain.people import Citizen
from chalicelib.domain.ticket import read_code
from chalicelib.domain.times import iso
from chalicelib.handlers import auth, reasons, schemas, tickets, views
from chalicelib.handlers.answers import Answer, json_answer, raw_answer
from chalicelib.handlers.http import Routes
from chalicelib.services import casework, intake, tracking
from chalicelib.services.tracking import Proof

routes = Routes("citizen")
SALT = 16


@routes.route("/v1/complaints", "POST")
def submit() -> Answer:
    """The same key gives the same answer, access code included, for a week."""
    asked = routes.body(schemas.Submission)
    key, request = routes.key(), routes.fingerprint("")
    return raw_answer(file(asked, key, request), 201)


def file(asked: schemas.Submission, key: str, request: str) -> str:
    """Take a complaint in, whichever page it was written on."""

    def present(done: intake.Received) -> bytes:
        return json.dumps(views.received(done), ensure_ascii=False).encode()

    filing, identity = asked.filing(os.urandom(SALT)), asked.who()
    return intake.receive(filing, identity, key, request, present, wiring.intake()).decode()


@routes.route("/v1/complaints/{ticket}/sessions", "POST")
def open_session(ticket: str) -> Answer:
    """A wrong proof and an unknown ticket get the same bytes after the same work."""
    asked = routes.body(schemas.Entry)
    return json_answer(enter(ticket, asked, routes.address()), 201)


def enter(ticket: str, asked: schemas.Entry, address: str) -> dict[str, str]:
    """Let somebody in, whichever page they knocked on; who is not let in is counted for the operators' alarm."""
    number = tickets.lenient(ticket)
    proof = Proof(read_code(asked.code or ""), asked.link_token or "", asked.one_time_code or "")
    try:
        until = tracking.enter(number, proof, address, wiring.tracking())
    except Refusal as refusal:
        telemetry.counted("open_session", {f"entry_{refusal.code}": 1})
        raise
    return {"token": auth.session(number, until), "expires_at": iso(until)}


@routes.route("/v1/complaints/{ticket}/one-time-codes", "POST")
def send_one_time_code(ticket: str) -> Answer:
    """Always accepted: whether there is such a complaint, or such a contact, is not told."""
    asked = routes.body(schemas.CodeRequest)
    send_code(ticket, asked.channel, routes.address())
    return json_answer({"sent_if_known": True}, 202)


def send_code(ticket: str, channel: schemas.Channel, address: str) -> None:
    """Send a one-time code, whichever page asked for it."""
    tracking.send_code(tickets.lenient(ticket), channel.value, address, wiring.tracking())


@routes.route("/v1/complaints/{ticket}")
def status(ticket: str) -> Answer:
    """One read, nothing opened."""
    citizen = routes.session(ticket)
    return present(wiring.complaints().get(citizen.ticket), citizen)


@routes.route("/v1/complaints/{ticket}/receipt")
def receipt(ticket: str) -> Answer:
    """The same statement as on the day of filing, signed anew."""
    citizen = routes.session(ticket)
    return json_answer({"jws": intake.receipt_again(citizen.ticket, wiring.intake()), "keys": views.KEYS})


@routes.route("/v1/complaints/{ticket}/deadlines")
def citizen_deadlines(ticket: str) -> Answer:
    """The dates, each with the way from the event that started it."""
    citizen = routes.session(ticket)
    return json_answer({"deadlines": explained(citizen, wiring.words(routes.language()))})


def explained(citizen: Citizen, say: wiring.Words) -> list[dict[str, Any]]:
    """Work out why the dates are what they are, whichever page shows it."""
    return reasons.deadlines(wiring.complaints().events(citizen.ticket), say)


@routes.route("/v1/complaints/{ticket}/steps")
def citizen_timeline(ticket: str) -> Answer:
    """What happened so far, with the words that both sides wrote to each other."""
    return json_answer({"items": history(routes.session(ticket), wiring.words(routes.language()))})


def history(citizen: Citizen, say: wiring.Words) -> list[dict[str, object]]:
    """Read the citizen's timeline, whichever page shows it."""
    record = wiring.complaints()
    found = tracking.timeline(
        record.get(citizen.ticket), citizen, record.events(citizen.ticket), record.words(citizen.ticket)
    )
    return [views.moment(moment, citizen, say) for moment in found]


@routes.route("/v1/complaints/{ticket}/steps", "POST")
def citizen_step(ticket: str) -> Answer:
    """Message, reply, confirm, dispute, appeal, withdraw; no If-Match, since nobody else acts for the citizen."""
    citizen = routes.session(ticket)
    asked = routes.body(schemas.Taking)
    return raw_answer(act(citizen, asked, routes.key(), routes.fingerprint(citizen.ticket)))


def act(citizen: Citizen, asked: schemas.Taking, key: str, request: str) -> str:
    """Take a citizen's step, whichever page it was pressed on."""

    def shown(case: Complaint) -> bytes:
        return json.dumps(views.complaint(case, citizen), ensure_ascii=False).encode()

    found = wiring.desk().open(citizen.ticket, key=key, request=request)
    command = asked.command(citizen, os.urandom(SALT))
    return casework.take_step(found, command, Kept(key, request, b""), None, shown, wiring.casework()).decode()


def present(case: Complaint, citizen: Citizen) -> Answer:
    """Show a complaint with its version as the ETag."""
    return json_answer(views.complaint(case, citizen), ETag=f'"{case.version}"')
