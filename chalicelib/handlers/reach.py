"""How a citizen is reached: what is on file, in masked forms, and correcting it."""

import json
from typing import Any

from chalicelib import wiring
from chalicelib.domain.change import Answer as Kept
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.contact import Contact
from chalicelib.domain.people import Citizen
from chalicelib.handlers import schemas
from chalicelib.handlers.answers import Answer, json_answer, raw_answer
from chalicelib.handlers.http import Routes
from chalicelib.services import contact

routes = Routes("reach")


@routes.route("/v1/complaints/{ticket}/contact")
def contact_on_file(ticket: str) -> Answer:
    """In masked forms, for its owner; nobody who works on cases has this door."""
    return json_answer(on_file(routes.session(ticket)))


def on_file(citizen: Citizen) -> dict[str, Any]:
    """Show how somebody is reached, whichever page asks."""
    case = wiring.complaints().get(citizen.ticket)
    return shown(case, wiring.contacts().look(citizen.ticket))


@routes.route("/v1/complaints/{ticket}/contact", "PUT")
def correct_contact(ticket: str) -> Answer:
    """What is left out stays; an address that was reached before is told so once more."""
    citizen = routes.session(ticket)
    asked = routes.body(schemas.ContactChange)
    return raw_answer(corrected(citizen, asked, routes.key(), routes.fingerprint(citizen.ticket)))


def corrected(citizen: Citizen, asked: schemas.ContactChange, key: str, request: str) -> str:
    """Correct a contact, whichever page it was written on."""

    def present(case: Complaint, found: Contact) -> bytes:
        return json.dumps(shown(case, found), ensure_ascii=False).encode()

    file = wiring.desk().open(citizen.ticket, key=key, request=request)
    kept = Kept(key, request, b"")
    return contact.correct(file, asked.correction(), kept, present, wiring.reception()).decode()


def shown(case: Complaint, found: Contact) -> dict[str, Any]:
    """Show what is on file and what became of it; `possible` are the ways that could be chosen."""
    return {
        "email": found.shown.get("email"),
        "phone": found.shown.get("phone"),
        "possible": list(found.reach),
        "channels": list(case.channels),
        "in_turn": case.in_turn,
        "bounced": sorted(found.bounced),
        "language": case.language,
        "essential_only": found.quiet,
    }
