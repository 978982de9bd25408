"""The officers' door: who am I, what waits, one case, one step."""

import json
import os
import re
from typing import Any

from chalicelib import wiring
from chalicelib.domain.access import Field, can_read
from chalicelib.domain.change import Answer as Kept
from chalicelib.domain.daily import LATE, UNASSIGNED, listed
from chalicelib.domain.errors import NoOffice, NotAllowed, NotFound, UnknownChoice
from chalicelib.domain.grants import Grant
from chalicelib.domain.people import HANDLERS
from chalicelib.domain.steps import Status
from chalicelib.domain.times import iso
from chalicelib.handlers import cursors, fields, reasons, schemas, views
from chalicelib.handlers.answers import Answer, json_answer, raw_answer
from chalicelib.handlers.http import Routes
from chalicelib.handlers.looking import seen
from chalicelib.handlers.vocabulary import vocabulary
from chalicelib.services import casework, tracking

routes = Routes("officer", staff=True)
SALT, MOST_PEOPLE = 16, 50
LISTS = frozenset({LATE, UNASSIGNED})


@routes.route("/v1/staff/me")
def me() -> Answer:
    """The role and scope that count now, the offices whose queues are open, and what time it is by our clock."""
    staff = routes.officer()
    offices = [views.office(office.slug) for office in wiring.book().offices.within(staff.scope)]
    return json_answer(
        {
            "id": staff.id,
            "role": staff.role.value,
            "scope": staff.scope,
            "restricted": staff.restricted,
            "offices": offices,
            "now": iso(wiring.clock()),
        }
    )


@routes.route("/v1/staff/vocabulary")
def staff_vocabulary() -> Answer:
    """What may be said and chosen at each step, under its names in the caller's language."""
    staff, book, now, language = routes.officer(), wiring.book(), wiring.clock(), routes.language()
    offered = [] if staff.restricted else book.agencies.on(now.date())
    return json_answer(vocabulary(book.in_force(now), offered, wiring.words(language), language))


@routes.route("/v1/staff/colleagues")
def colleagues() -> Answer:
    """Whom a case of this office can be given to: those who handle cases there now, on the caller's own side."""
    staff, office, now = routes.officer(), routes.query("office") or "", wiring.clock()
    if office not in {one.slug for one in wiring.book().offices.within(staff.scope)}:
        raise NoOffice
    holders = [grant for grant in wiring.grants().holders(office, *HANDLERS) if grant.staff(now)]
    return json_answer({"items": [_shown(one) for one in holders if one.restricted is staff.restricted]})


@routes.route("/v1/staff/people")
def people() -> Answer:
    """Who is behind the accounts in `ids`, up to 50 with commas between; who is unknown is left out."""
    routes.officer()
    asked = [one for one in (routes.query("ids") or "").split(",") if one]
    if len(asked) > MOST_PEOPLE or not all(re.fullmatch(fields.ACCOUNT, one) for one in asked):
        raise UnknownChoice("ids")
    found = sorted(wiring.grants().known(asked), key=lambda grant: grant.id)
    return json_answer({"items": [_shown(one) | {"office": views.office(one.office)} for one in found]})


def _shown(grant: Grant) -> dict[str, Any]:
    return {"id": grant.id, "name": grant.name or None, "role": grant.role.value}


@routes.route("/v1/staff/queue")
def queue() -> Answer:
    """Open complaints by deadline, one query an office; `status` is one of theirs, or `late` or `unassigned`."""
    staff = routes.officer()
    if staff.role not in HANDLERS:
        raise NotAllowed
    asked = routes.query("office")
    offices = [office.slug for office in wiring.book().offices.within(staff.scope)]
    if asked and asked not in offices:
        raise NoOffice
    asked_list, now = routes.query("status"), wiring.clock()
    page = wiring.desk().queue(
        [asked] if asked else offices,
        restricted=staff.restricted,
        status=None if asked_list in LISTS else _status(asked_list),
        after=cursors.read(routes.query("cursor")),
        keeps=(lambda case: listed(case, str(asked_list), now)) if asked_list in LISTS else None,
    )
    shown = [views.complaint(case, staff) for case in page.cases if can_read(staff, Field.STATUS, case)]
    return json_answer({"items": shown, "next": cursors.make(page.after)})


def _status(asked: str | None) -> str | None:
    if asked and asked not in set(Status):
        raise UnknownChoice("status", (*Status, *sorted(LISTS)))
    return asked


@routes.route("/v1/staff/complaints/{ticket}")
def open_case(ticket: str) -> Answer:
    """Looking is recorded before the answer leaves."""
    staff, found = routes.desk(ticket)
    case = seen(staff, found.case, Field.STATUS, "case")
    shown = views.complaint(case, staff)
    if can_read(staff, Field.MASKED, case):
        shown["complainant"] = wiring.desk().masked(case.ticket)
    return json_answer(shown, ETag=f'"{case.version}"')


@routes.route("/v1/staff/complaints/{ticket}/steps")
def staff_timeline(ticket: str) -> Answer:
    """The whole record that this role may read, internal notes included."""
    staff, found = routes.desk(ticket)
    case = seen(staff, found.case, Field.STATUS, "timeline")
    record = wiring.complaints()
    readable = can_read(staff, Field.PUBLIC, case)
    words = record.words(case.ticket) if readable else {}
    moments, say = tracking.timeline(case, staff, record.events(case.ticket), words), wiring.words(routes.language())
    return json_answer({"items": [views.moment(moment, staff, say) for moment in moments]})


@routes.route("/v1/staff/complaints/{ticket}/deadlines")
def staff_deadlines(ticket: str) -> Answer:
    """The dates that bind the office, and the citizen's, each with the same reason that the citizen reads."""
    staff, found = routes.desk(ticket)
    if not can_read(staff, Field.STATUS, found.case):
        raise NotFound
    events, say = wiring.complaints().events(found.case.ticket), wiring.words(routes.language())
    return json_answer({"deadlines": reasons.deadlines(events, say)})


@routes.route("/v1/staff/complaints/{ticket}/steps", "POST")
def staff_step(ticket: str) -> Answer:
    """412 or 409, with the case as it is now, when it changed since the officer opened it."""
    person, seen = routes.person(), routes.if_match()
    asked = routes.body(schemas.Taking)
    key, request = routes.key(), routes.fingerprint(person)
    staff, found = routes.desk(ticket, key, request, asked.colleague)
    kept, command = Kept(key, request, b""), asked.command(staff, os.urandom(SALT))
    body = casework.take_step(found, command, kept, seen, views.stepped(staff), wiring.casework()).decode()
    return raw_answer(body, ETag=f'"{json.loads(body)["version"]}"')
