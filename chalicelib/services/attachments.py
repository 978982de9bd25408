"""Documents: begin one, list them, open one, take one away; hear of an upload, and forget all of a case."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from chalicelib.domain import attachments
from chalicelib.domain.access import Field, can_read
from chalicelib.domain.attachments import Attachment, Finding, Limits, Moved, State
from chalicelib.domain.change import Change
from chalicelib.domain.commands import Command
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import ChangedMeanwhile, KeyReused, NotFound, StepRefused
from chalicelib.domain.people import THE_EXAMINER, Actor, Citizen
from chalicelib.domain.steps import Step
from chalicelib.domain.uploads import Heard, Upload
from chalicelib.services.casework import Casework, changed
from chalicelib.services.fileports import Files, Rows
from chalicelib.services.ports import Entropy

TRIES = 4
"""How often a change is worked out again when somebody was quicker."""
SALT = 16


Examine = Callable[[bytes, str, Limits], Finding]


@dataclass(frozen=True, slots=True)
class Registry:
    """The tools of this desk. `scanned` tells whether a scanner's verdict is required."""

    rows: Rows
    files: Files
    cases: Casework
    entropy: Entropy
    limits: Limits
    scanned: bool
    examine: Examine


def begin(case: Complaint, document: str, type_: str, size: int, desk: Registry) -> Attachment:
    """Give the document of this id, begun now or before. Raises Invalid, StepRefused, TooManyDocuments, KeyReused."""
    attachments.announced(type_, size, desk.limits)
    for _ in range(TRIES):
        if found := _known(case.ticket, document, desk):
            if (found.declared, found.size) != (type_, size):
                raise KeyReused
            return found
        if not case.open:
            raise StepRefused(Step.DOCUMENT_KEPT)
        before = desk.rows.places(case.ticket)
        after = attachments.place(before, desk.limits)
        now, salt = desk.cases.clock(), desk.entropy(SALT)
        new = Attachment(case.ticket, document, after.asked, State.REQUESTED, now, type_, size, salt=salt)
        try:
            desk.rows.add(new, before, after)
        except ChangedMeanwhile:
            continue
        return new
    raise ChangedMeanwhile(case.ticket)


def _known(ticket: str, document: str, desk: Registry) -> Attachment | None:
    try:
        return desk.rows.get(ticket, document)
    except NotFound:
        return None


def way(found: Attachment, desk: Registry, back: str = "") -> Upload | None:
    """Sign a way to upload it; None once something has arrived."""
    if found.state is not State.REQUESTED:
        return None
    kind = desk.limits.kind(found.declared)
    most = kind.bytes if kind else desk.limits.largest
    return desk.files.upload(found, most, desk.limits.upload, back)


def listed(actor: Actor, case: Complaint, desk: Registry) -> tuple[Attachment, ...]:
    """List what this actor may know of: citizens all of theirs, staff what may be opened. Raises NotFound."""
    if not can_read(actor, Field.DOCUMENTS, case):
        raise NotFound
    shown = set(State) - {State.REMOVED} if isinstance(actor, Citizen) else {State.CLEAN}
    return tuple(one for one in desk.rows.of(case.ticket) if one.state in shown)


def openable(actor: Actor, case: Complaint, document: str, desk: Registry) -> Attachment:
    """Give a document that this actor may open now. Raises NotFound for all others, whatever they are."""
    found = desk.rows.get(case.ticket, document)
    if not can_read(actor, Field.DOCUMENTS, case) or found.state is not State.CLEAN:
        raise NotFound
    return found


def link(found: Attachment, desk: Registry, life: timedelta | None = None) -> str:
    """Sign a link to it, under a name that says nothing but whose it is."""
    kind = desk.limits.kind(found.kind)
    suffix = kind.suffix if kind else "bin"
    return desk.files.link(found, f"{found.ticket}-{found.number}.{suffix}", life or desk.limits.link)


def remove(citizen: Citizen, document: str, desk: Registry) -> None:
    """Take a document away, once or again; an officer may have seen a clean one, so the record says that it went."""
    for _ in range(TRIES):
        found = desk.rows.get(citizen.ticket, document)
        if found.state is State.REMOVED:
            return desk.files.delete(found.key)
        moved = Moved(found, replace(found, state=State.REMOVED, kind="", weight=0, digest=""))
        try:
            if found.state is State.CLEAN:
                _record(Step.DOCUMENT_REMOVED, citizen, moved, desk)
            else:
                desk.rows.move(moved)
        except ChangedMeanwhile:
            continue
        return desk.files.delete(found.key)
    raise ChangedMeanwhile(citizen.ticket)


def hear(heard: Heard, desk: Registry) -> str:
    """Take in one report of an upload, and say what became of it; reports may come twice, late, in any order."""
    try:
        found = desk.rows.get(heard.ticket, heard.document)
    except NotFound:
        found = None
    bound = attachments.arrived(found, heard.version) if found else None
    if found is None or bound is None:
        desk.files.discard(f"{heard.ticket}/{heard.document}", heard.version)
        return "stray"
    if bound.state is not State.QUARANTINED:
        desk.files.discard(bound.key, heard.version)
        return "known"
    if bound is not found:
        desk.rows.move(Moved(found, bound))
    judged = replace(bound, theirs=heard.scan) if heard.scan else _examined(bound, desk)
    return _conclude(bound, judged, desk)


def _examined(found: Attachment, desk: Registry) -> Attachment:
    """Examine it where that was not done; the copy is there before anything says that it is."""
    if found.ours:
        return found
    kind = desk.limits.kind(found.declared)
    most = kind.bytes if kind else desk.limits.largest
    content = desk.files.fetch(found.key, found.upload, most)
    finding = desk.examine(content, found.declared, desk.limits)
    if finding.reason:
        return replace(found, ours=finding.reason.value)
    digest = hashlib.sha256(found.salt + finding.content).hexdigest()
    kept = replace(found, ours=State.CLEAN.value, kind=finding.type, weight=len(finding.content), digest=digest)
    desk.files.keep(kept, finding.content)
    return kept


def _conclude(before: Attachment, judged: Attachment, desk: Registry) -> str:
    """Keep a verdict, and with the last one what the document is now, for all to read. Raises ChangedMeanwhile."""
    end = attachments.verdict(judged, scanned=desk.scanned)
    if end is None:
        desk.rows.move(Moved(before, judged))
        return "waiting"
    moved = Moved(before, attachments.settled(judged, end))
    step = Step.DOCUMENT_KEPT if end is State.CLEAN else Step.DOCUMENT_REFUSED
    _record(step, THE_EXAMINER, moved, desk)
    if end is State.CLEAN:
        desk.files.discard(before.key, before.upload)
    else:
        desk.files.delete(before.key)
    return end.value


def _record(step: Step, actor: Actor, moved: Moved, desk: Registry) -> None:
    """Write the event and the document's state together, after whatever else happens to the case meanwhile."""
    after, ticket = moved.after, moved.before.ticket
    command = Command(step, actor, reason=after.ours if after.state is State.REFUSED else None, document=after)
    for _ in range(TRIES):
        change = changed(desk.cases.complaints.get(ticket), command, desk.cases)
        try:
            return desk.cases.complaints.save(_told_once(replace(change, document=moved), moved, desk))
        except ChangedMeanwhile:
            continue
    raise ChangedMeanwhile(ticket)


def _told_once(change: Change, moved: Moved, desk: Registry) -> Change:
    """Several documents that are refused together owe one message: it says where to read which, and why."""
    after, now = moved.after, change.event.at
    if after.state is not State.REFUSED:
        return change
    if any(attachments.tells(one, after, now) for one in desk.rows.of(after.ticket)):
        return replace(change, intents=())
    return replace(change, document=replace(moved, after=replace(after, told=now)))


def forget(ticket: str, desk: Registry) -> None:
    """Delete every file of a case and all that is known of them: erasure calls this where it deletes the case's key."""
    desk.files.delete(f"{ticket}/")
    desk.rows.forget(ticket)
