"""The administrators' door. They set calendars and see no case: docs/calendars.md."""

import os
from typing import Any

from chalicelib import wiring
from chalicelib.domain.access import covers
from chalicelib.domain.errors import Fault, Invalid, NotAllowed, NoVersion
from chalicelib.domain.overlays import Overlay
from chalicelib.domain.people import Role, Staff
from chalicelib.handlers import days, views
from chalicelib.handlers.answers import Answer, json_answer
from chalicelib.handlers.http import Routes
from chalicelib.services import calendars
from chalicelib.services.calendars import Registry

routes = Routes("admin", staff=True)
EARLIEST, LATEST = 2000, 2100


@routes.route("/v1/admin/calendars")
def calendars_in_force() -> Answer:
    """What is in force in the caller's scope, what waits for a second person, and the edition that cases get now."""
    staff, book = _administrator(routes.officer()), wiring.current()
    latest = {overlay.office: overlay for overlay in wiring.overlays().upto(wiring.overlays().newest)}
    inside = {one.slug for one in book.offices.all() if covers(staff.scope, one.path)}
    waiting = [one for one in calendars.waiting(desk()) if one.office in inside]
    return json_answer(
        {
            "edition": book.calendars.version,
            "shipped": desk().editions[-1],
            "adopted": calendars.adopted(desk()),
            "in_force": [_shown(one, one.version) for slug, one in sorted(latest.items()) if slug in inside],
            "waiting": [{"office": one.office, "version": one.version, "drawn_up_by": one.author} for one in waiting],
        }
    )


@routes.route("/v1/admin/calendars", "POST")
def draw_up_calendar() -> Answer:
    """A draft: it changes nothing until another administrator has signed it off."""
    staff = _administrator(routes.officer())
    asked = routes.body(days.CalendarDraft)
    drawn = calendars.draw_up(staff, asked.office, asked.days(), desk())
    return json_answer(_shown(drawn, 0), 201)


@routes.route("/v1/admin/calendars/editions", "POST")
def adopt_edition() -> Answer:
    """A draft that, signed off, brings all open cases to the edition of the release: the centre's days, unchanged."""
    staff = _administrator(routes.officer())
    return json_answer(_shown(calendars.adopt(staff, routes.body(days.Adoption).reason, desk()), 0), 201)


@routes.route("/v1/admin/calendars/{office}/days")
def calendar_days(office: str) -> Answer:
    """The days of one `year` that are not as the week has them, in the newest calendar, each with its reason."""
    calendars.allowed(routes.officer(), office, desk())
    book, year = wiring.current(), routes.query("year") or str(wiring.clock().year)
    if not (year.isascii() and year.isdigit() and EARLIEST <= int(year[:5]) <= LATEST):
        raise Invalid(Fault("year", "year", (("first", str(EARLIEST)), ("last", str(LATEST)))))
    place = book.offices.get(office)
    about = {"office": views.office(office), "edition": book.calendars.version, "year": int(year)}
    return json_answer(
        about | {"days": days.of_year(book.calendars.of(place), int(year), wiring.words(routes.language()))}
    )


@routes.route("/v1/admin/calendars/{office}/versions")
def calendar_versions(office: str) -> Answer:
    """Every version of one office, drafts too, oldest first."""
    calendars.allowed(routes.officer(), office, desk())
    found = wiring.overlays().versions(office)
    newest = max((one.version for one in found if one.number), default=0)
    return json_answer({"items": [_shown(one, newest) for one in found]})


@routes.route("/v1/admin/calendars/{office}/versions/{version}/approvals", "POST")
def sign_off_calendar(office: str, version: str) -> Answer:
    """In force at once for what is filed from now on; open cases follow within minutes, each by an event of its own."""
    signed = calendars.sign_off(routes.officer(), office, _number(version), desk())
    return json_answer(_shown(signed, signed.version), 201)


@routes.route("/v1/admin/calendars/{office}/versions/{version}/withdrawals", "POST")
def withdraw_calendar(office: str, version: str) -> Answer:
    """A draft is taken back by whoever drew it up; it stays on record, and cannot come into force."""
    return json_answer(_shown(calendars.withdraw(routes.officer(), office, _number(version), desk()), 0), 201)


def _number(version: str) -> int:
    if not (version.isascii() and version.isdigit() and len(version) < len("1000000")):
        raise NoVersion
    return int(version)


def _administrator(staff: Staff) -> Staff:
    """Refuse everybody else before anything of what they sent is read."""
    if staff.role is not Role.ADMIN:
        raise NotAllowed
    return staff


def desk() -> Registry:
    """The desk of those who set calendars."""
    book = wiring.book()
    return Registry(wiring.overlays(), book.offices, tuple(book.calendars.editions), wiring.clock, os.urandom)


def _shown(overlay: Overlay, newest: int) -> dict[str, Any]:
    return days.shown(overlay, newest, wiring.words(routes.language()))
