"""Documents with a complaint: the citizen brings and takes away, the office opens."""

import re
from typing import Any

from chalicelib import wiring
from chalicelib.domain.access import Field
from chalicelib.domain.attachments import Attachment, Limits, State
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import NotFound
from chalicelib.domain.people import Citizen
from chalicelib.domain.times import iso
from chalicelib.domain.uploads import Upload
from chalicelib.handlers import uploading
from chalicelib.handlers.answers import Answer, json_answer
from chalicelib.handlers.http import Routes
from chalicelib.handlers.looking import seen
from chalicelib.services import attachments
from chalicelib.services.attachments import Registry

routes, desk = Routes("documents"), Routes("papers", staff=True)


@routes.route("/v1/complaints/{ticket}/attachments")
def citizen_documents(ticket: str) -> Answer:
    """Every document of this case with its state, and how many more of what may come."""
    citizen = routes.session(ticket)
    case = wiring.complaints().get(citizen.ticket)
    return json_answer(listed(citizen, case, wiring.registry(), wiring.words(routes.language())))


@routes.route("/v1/complaints/{ticket}/attachments", "POST")
def begin_document(ticket: str) -> Answer:
    """The same key is the same document, with a fresh way to upload it for as long as nothing has arrived."""
    citizen = routes.session(ticket)
    asked, key = routes.body(uploading.Announcement), routes.key()
    found, way = begin(citizen, key, asked.type or "", asked.size or 0)
    return json_answer(shown(found, wiring.words(routes.language())) | {"upload": _way(way)}, 201)


def _id(given: str) -> str:
    """Give the id of a path. NotFound for what cannot be one."""
    if not re.fullmatch(r"[0-9a-f]{32}", given):
        raise NotFound
    return given


def begin(citizen: Citizen, key: str, type_: str, size: int, back: str = "") -> tuple[Attachment, Upload | None]:
    """Begin a document, whichever page it was picked on; its id is derived, and tells nothing of the key."""
    registry, case = wiring.registry(), wiring.complaints().get(citizen.ticket)
    document = wiring.token("documents", f"{citizen.ticket} {key}")
    found = attachments.begin(case, document, type_, size, registry)
    return found, attachments.way(found, registry, back)


@routes.route("/v1/complaints/{ticket}/attachments/{document}")
def citizen_document(ticket: str, document: str) -> Answer:
    """A link that saves the file, for two minutes; 404 until it was examined, and for whatever was refused."""
    citizen, registry = routes.session(ticket), wiring.registry()
    case = wiring.complaints().get(citizen.ticket)
    return _link(attachments.openable(citizen, case, _id(document), registry), registry)


@routes.route("/v1/complaints/{ticket}/attachments/{document}", "DELETE")
def remove_document(ticket: str, document: str) -> Answer:
    """Once or again; where the office could already open it, the record says that it went."""
    citizen, registry = routes.session(ticket), wiring.registry()
    attachments.remove(citizen, _id(document), registry)
    case = wiring.complaints().get(citizen.ticket)
    return json_answer(listed(citizen, case, registry, wiring.words(routes.language())))


@desk.route("/v1/staff/complaints/{ticket}/attachments")
def staff_documents(ticket: str) -> Answer:
    """What may be opened; looking is recorded before the answer leaves."""
    staff, found = desk.desk(ticket)
    case, say = seen(staff, found.case, Field.DOCUMENTS, "documents"), wiring.words(desk.language())
    return json_answer({"items": [shown(one, say) for one in attachments.listed(staff, case, wiring.registry())]})


@desk.route("/v1/staff/complaints/{ticket}/attachments/{document}")
def staff_document(ticket: str, document: str) -> Answer:
    """A link that saves the file, for two minutes; who opened which one is recorded before it leaves."""
    staff, found = desk.desk(ticket)
    registry = wiring.registry()
    paper = attachments.openable(staff, found.case, _id(document), registry)
    seen(staff, found.case, Field.DOCUMENTS, f"document {paper.number}")
    return _link(paper, registry)


def listed(citizen: Citizen, case: Complaint, registry: Registry, say: wiring.Words) -> dict[str, Any]:
    """Show a citizen's documents, whichever page asks."""
    found = attachments.listed(citizen, case, registry)
    room = registry.limits.most - sum(one.state is not State.REFUSED for one in found)
    return {
        "items": [shown(one, say) for one in found],
        "may_add": max(0, room) if case.open else 0,
        "limits": _limits(registry.limits),
    }


def shown(found: Attachment, say: wiring.Words) -> dict[str, Any]:
    """Show a document: no name, since none is kept; a refusal with its words."""
    reason = found.ours if found.state is State.REFUSED else None
    return {
        "id": found.id,
        "number": found.number,
        "state": found.state.value,
        "type": found.kind or found.declared or None,
        "bytes": found.weight or found.size or None,
        "reason": reason,
        "message": _told(reason, say) if reason else None,
        "requested_at": iso(found.requested),
    }


def _told(reason: str, say: wiring.Words) -> str:
    """Why, and what to do now."""
    return f"{say('documents.state.refused', reason=say(f'reason.{reason}'))} {say(f'document.remedy.{reason}')}"


def _limits(limits: Limits) -> dict[str, Any]:
    return {"most": limits.most, "types": [{"type": kind.type, "bytes": kind.bytes} for kind in limits.kinds]}


def _way(way: Upload | None) -> dict[str, Any] | None:
    return {"url": way.url, "fields": dict(way.fields), "seconds": _life()} if way else None


def _life() -> int:
    return int(wiring.registry().limits.upload.total_seconds())


def _link(found: Attachment, registry: Registry) -> Answer:
    url, life = attachments.link(found, registry), registry.limits.link
    return json_answer({"url": url, "seconds": int(life.total_seconds())})
