"""What people do about alerts: take one, put one off, say that they are absent and who stands in."""

import json

from chalicelib import wiring
from chalicelib.domain.change import Answer as Kept
from chalicelib.handlers import alerting, views
from chalicelib.handlers.answers import Answer, json_answer, raw_answer
from chalicelib.handlers.http import Routes
from chalicelib.services import absences, casework

routes = Routes("alerts", staff=True)


@routes.route("/v1/staff/complaints/{ticket}/alerts", "POST")
def staff_alert(ticket: str) -> Answer:
    """Who sees to a late case, or wants to hear of it again: moves no date, and keeps nothing from the next level."""
    person, seen = routes.person(), routes.if_match()
    asked = routes.body(alerting.AlertAct)
    key, request = routes.key(), routes.fingerprint(person)
    staff, found = routes.desk(ticket, key, request)
    kept, command = Kept(key, request, b""), asked.command(staff)
    body = casework.take_step(found, command, kept, seen, views.stepped(staff), wiring.casework()).decode()
    return raw_answer(body, ETag=f'"{json.loads(body)["version"]}"')


@routes.route("/v1/staff/me/absence")
def own_absence() -> Answer:
    """Until which day the caller's alerts go to somebody else, and to whom; null for both when they do not."""
    return _shown(absences.find(routes.officer(), _desk()))


@routes.route("/v1/staff/me/absence", "PUT")
def set_absence() -> Answer:
    """The last day of an absence, and who stands in; null for both ends it. Without a delegate the next level hears."""
    staff = routes.officer()
    asked = routes.body(alerting.Absence)
    return _shown(absences.declare(staff, asked.until, asked.delegate, _desk()))


def _desk() -> absences.Desk:
    return absences.Desk(wiring.grants(), wiring.clock(), wiring.current().terms())


def _shown(found: absences.Absence) -> Answer:
    return json_answer({"until": found.until.isoformat() if found.until else None, "delegate": found.delegate})
