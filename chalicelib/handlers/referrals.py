"""The door of an agency outside ours: one link, one session, one referral, and the answer to it."""

import hashlib
import json
import os
from typing import Any

from chalicelib import wiring
from chalicelib.domain import access
from chalicelib.domain.change import Answer as Kept
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.looks import Look
from chalicelib.domain.people import Agency
from chalicelib.domain.times import iso
from chalicelib.handlers import auth, schemas, tickets, views
from chalicelib.handlers.answers import Answer, json_answer, raw_answer
from chalicelib.handlers.http import Routes
from chalicelib.services import casework, referrals

routes = Routes("referrals")
SALT = 16


@routes.route("/v1/referrals/{ticket}/sessions", "POST")
def open_referral(ticket: str) -> Answer:
    """A link opens once: the same key gives the same half hour again, another key gives nothing."""
    asked, holder = routes.body(schemas.ReferralEntry), hashlib.sha256(routes.key().encode()).hexdigest()
    agency, until = referrals.enter(tickets.lenient(ticket), asked.link_token, holder, wiring.referrals())
    return json_answer({"token": auth.referral(agency, until), "expires_at": iso(until)}, 201)


@routes.route("/v1/referrals/{ticket}")
def referral(ticket: str) -> Answer:
    """What was referred, without who wrote it; the look is on record before the answer leaves."""
    agency = routes.agency(ticket)
    record = wiring.complaints()
    case = record.get(agency.ticket)
    seen = referrals.shown(case, agency, record.words(case.ticket))
    look = Look(case.ticket, f"agency:{agency.slug}", "referral", wiring.clock())
    wiring.audit().record(look, os.urandom(6).hex())
    return json_answer(_shown(case, agency) | {"narrative": seen.narrative, "cover": seen.cover})


@routes.route("/v1/referrals/{ticket}/steps", "POST")
def referral_step(ticket: str) -> Answer:
    """Acknowledge, with a reference number or words for the citizen, or return with the reason; then it is over."""
    agency = routes.agency(ticket)
    asked = routes.body(schemas.Taking)
    key, request = routes.key(), routes.fingerprint(agency.ticket)
    found = wiring.desk().open(agency.ticket, key=key, request=request)
    command = asked.command(agency, os.urandom(SALT))
    body = casework.take_step(found, command, Kept(key, request, b""), None, _stepped, wiring.casework())
    return raw_answer(body.decode())


def _stepped(case: Complaint) -> bytes:
    return json.dumps({"ticket": case.ticket, "status": case.status.value, "allowed_steps": []}).encode()


def _shown(case: Complaint, agency: Agency) -> dict[str, Any]:
    return {
        "ticket": case.ticket,
        "agency": views.agency(agency.slug),
        "office": views.office(case.office),
        "kind": case.kind,
        "category": case.category,
        "place": views.office(case.place),
        "happened_on": case.happened.isoformat() if case.happened else None,
        "received_at": iso(case.received),
        "deadlines": [one for one in views.deadlines(case) if one["clock"] == "referral_ack"],
        "allowed_steps": [step.value for step in access.steps_for(agency, case)],
    }
