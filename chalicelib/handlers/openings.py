"""Who opened my file: for the citizen, by unit and role, with the reason; never by name."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib import wiring
from chalicelib.domain.looks import OWNER, Look, Opening, Part, openings
from chalicelib.domain.people import Citizen
from chalicelib.domain.times import iso
from chalicelib.handlers import views
from chalicelib.handlers.answers import Answer, json_answer
from chalicelib.handlers.http import Routes

routes = Routes("openings")
WORDLESS = frozenset({"auditor", "custodian"})
"""Roles that look for a reason of their own, and read no word of the citizen."""


@routes.route("/v1/complaints/{ticket}/openings")
def citizen_openings(ticket: str) -> Answer:
    """Every look at the file, at a document or at the identity, summed up by day; newest first."""
    return json_answer({"items": told(routes.session(ticket), wiring.words(routes.language()), routes.language())})


def told(citizen: Citizen, say: wiring.Words, language: str) -> list[dict[str, Any]]:
    """Tell who opened it, whichever page asks."""
    case = wiring.complaints().get(citizen.ticket)
    zone = ZoneInfo(wiring.book().offices.get(case.office).zone)

    def day(at: datetime) -> date:
        return at.astimezone(zone).date()

    return [_shown(one, say, language) for one in openings(wiring.audit().of(case.ticket), day)]


def _shown(one: Opening, say: wiring.Words, language: str) -> dict[str, Any]:
    look = one.last
    return {
        "part": look.part.value,
        "document": look.number or None,
        "role": look.role or None,
        "office": views.office(look.office) if look.office else None,
        "at": iso(look.at),
        "times": one.times,
        "what": say(f"opened.{look.part}", number=look.number),
        "who": _who(look, say, language),
        "why": say(f"opened.why.{_why(look)}"),
    }


def _who(look: Look, say: wiring.Words, language: str) -> str:
    if look.actor == OWNER:
        return say("opened.who.owner")
    if look.agency:
        names = wiring.book().agencies.get(look.agency).names
        return names.get(language) or names["id"]
    if not look.role:
        return say("opened.who.unknown")
    office = wiring.book().offices.get(look.office).name
    return say("opened.who", role=say(f"opened.role.{look.role}"), office=office)


def _why(look: Look) -> str:
    if look.part is Part.FILE and look.role in WORDLESS:
        return look.role
    return Part.FILE.value if look.part is Part.DOCUMENT else look.part.value
