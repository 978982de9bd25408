"""What goes out: a complaint as its reader may see it, with the steps that this reader may take now."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from chalicelib import wiring
from chalicelib.domain import access, erasure
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.events import Event
from chalicelib.domain.people import Actor, Citizen, Staff
from chalicelib.domain.questions import Answers
from chalicelib.domain.running import Clock
from chalicelib.domain.steps import CLOSED_FOR_GOOD, Status, Step
from chalicelib.domain.times import iso
from chalicelib.handlers.schemas import ALERTS, TAKEN
from chalicelib.pages.asking import told
from chalicelib.services.intake import Received
from chalicelib.services.tracking import Moment

KEYS = "/v1/keys"
"""Where the keys are with which anybody checks a receipt."""
OFFERED = frozenset({*TAKEN, *ALERTS})
GIVEN = CLOSED_FOR_GOOD | {Status.ANSWERED}
"""Where the last answer stands: only of such a one is it told whether it arrived, not of one that is owed again."""


def complaint(case: Complaint, actor: Actor) -> dict[str, Any]:
    """Show a complaint to somebody who may see it."""
    holder = case.referred if isinstance(actor, Staff) and case.referred else case.office
    shown = {
        "ticket": case.ticket,
        "kind": case.kind,
        "category": case.category,
        "stage": case.stage,
        "status": case.status.value,
        "office": office(holder),
        "agency": agency(case.agency) if case.agency else None,
        "received_at": iso(case.received),
        "deadlines": deadlines(case),
        "allowed_steps": [step.value for step in access.steps_for(actor, case, wiring.clock()) if step in OFFERED],
        "version": case.version,
        "erasure": erasing(case),
    }
    return shown if isinstance(actor, Citizen) else shown | _for_staff(case)


def stepped(staff: Staff) -> Callable[[Complaint], bytes]:
    """Show what a step has made of a complaint, or that it has left the hands of whoever took it."""

    def shown(case: Complaint) -> bytes:
        seen = access.can_read(staff, access.Field.STATUS, case)
        return json.dumps(complaint(case, staff) if seen else gone(case), ensure_ascii=False).encode()

    return shown


def gone(case: Complaint) -> dict[str, Any]:
    """Show that a case has left its reader's hands: that it did, and nothing of where."""
    return {"ticket": case.ticket, "version": case.version, "allowed_steps": []}


def erasing(case: Complaint) -> dict[str, Any]:
    """Show whether the citizen wishes to be erased, or was; where nobody asked, on which day it would be."""
    due = erasure.due(case if case.erasure else replace(case, erasure=wiring.clock()))
    at = case.erased or due
    return {
        "asked": case.erasure is not None,
        "due": iso(due) if due else None,
        "erased_at": iso(case.erased) if case.erased else None,
        "complete": iso(erasure.complete(at)) if at else None,
    }


def _for_staff(case: Complaint) -> dict[str, Any]:
    """What whoever works on it needs besides: still no name, no contact and no word of the citizen."""
    return {
        "class": case.klass,
        "place": office(case.place),
        "mode": case.mode.value,
        "mandate": case.mandate,
        "language": case.language,
        "channels": list(case.channels),
        "happened_on": case.happened.isoformat() if case.happened else None,
        "assignee": case.assignee,
        "referred_to": office(case.referred) if case.referred else None,
        "appealed": case.appealed,
        "delivered": case.delivered if case.answered and case.status in GIVEN else None,
        "task": case.task.value if case.task else None,
        "taken_by": case.taken,
        "due_at": iso(case.due),
        "late": case.late(wiring.clock()),
    }


def office(slug: str) -> dict[str, str]:
    """Show an office."""
    found = wiring.book().offices.get(slug)
    return {"slug": found.slug, "name": found.name, "zone": found.zone}


def agency(slug: str) -> dict[str, Any]:
    """Show an agency outside ours, under its names by language."""
    found = wiring.book().agencies.get(slug)
    return {"slug": found.slug, "names": dict(found.names), "site": found.site}


def deadlines(case: Complaint) -> list[dict[str, Any]]:
    """Show every date that binds somebody, the latest clock of each name."""
    latest = {clock.name: clock for clock in case.clocks}
    return [deadline(clock) for clock in latest.values()]


def deadline(clock: Clock) -> dict[str, Any]:
    """Show one date, and whether its clock is late, halted for a while, or over."""
    return {
        "clock": clock.name,
        "due": iso(clock.due),
        "late": clock.late(wiring.clock()),
        "paused": clock.until is not None,
        "paused_until": iso(clock.until) if clock.until else None,
        "done": clock.halted is not None and clock.until is None,
    }


def received(done: Received) -> dict[str, Any]:
    """Show a complaint that was just taken in: the only answer that ever holds its secrets."""
    case = done.case
    return {
        "ticket": case.ticket,
        "access_code": done.code,
        "link": f"{wiring.settings().site_url}/{case.language}/lacak/#{case.ticket}.{done.link}",
        "status": case.status.value,
        "received_at": iso(case.received),
        "office": office(case.office),
        "channels": list(case.channels),
        "deadlines": [{"clock": clock.name, "due": iso(clock.due)} for clock in case.clocks],
        "receipt": {"jws": done.receipt, "keys": KEYS},
    }


def moment(found: Moment, actor: Actor, say: wiring.Words) -> dict[str, Any]:
    """Show one line of the timeline: the unit that acted to citizens, the person's account to staff."""
    event = found.event
    shown = {
        "version": event.version,
        "step": event.step.value,
        "at": iso(event.at),
        "by": _party(event),
        "office": office(event.by.office) if event.by.office else None,
        "text": found.words,
        "help": found.help,
        "answers": answers(found.answers, say),
        "reason": event.data.get("reason"),
        "to": _destination(event),
        "agency": agency(str(event.data["agency"])) if event.data.get("agency") else None,
        "clock": event.data.get("clock"),
        "level": int(str(event.data["mark"])) if event.step is Step.BREACH else None,
        "document": event.data.get("document"),
    }
    if not isinstance(actor, Staff):
        return shown
    given = event.data.get("to") if event.step is Step.ASSIGN else None
    return shown | {"actor": event.by.id or None, "given_to": given}


def answers(given: Answers, say: wiring.Words) -> list[dict[str, Any]]:
    """Show answers beside the questions that they were given to, in the reader's language."""
    return told(wiring.book().policies[given.edition], given, say) if given.given else []


def _party(event: Event) -> str:
    return {"citizen": "citizen", "staff": "officer", "agency": "agency"}.get(event.by.party, "system")


def _destination(event: Event) -> dict[str, str] | None:
    """An office, where a step moved the case to one; never the person it was given to."""
    to = event.data.get("to")
    return office(to) if isinstance(to, str) and wiring.book().offices.has(to) else None
