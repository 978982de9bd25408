"""Taking one step on a complaint, whoever asks: permission first, then the rules, then one write."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain import access, taking
from chalicelib.domain.access import Field
from chalicelib.domain.book import Book
from chalicelib.domain.change import Answer, Change
from chalicelib.domain.commands import Command
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import ChangedMeanwhile, NotFound, Refusal, Stale, UnknownChoice
from chalicelib.domain.events import Event
from chalicelib.domain.found import File
from chalicelib.domain.grants import Grant
from chalicelib.domain.intents import Intent
from chalicelib.domain.people import HANDLERS
from chalicelib.domain.steps import STEPS, Step
from chalicelib.services import desks, farewells, invitations, referrals, reminders
from chalicelib.services.ports import Clock, Complaints

Present = Callable[[Complaint], bytes]
TRIES = 3
"""How often a step is tried that needs no version: a report or an alert in the same second is no matter of its own."""


@dataclass(frozen=True, slots=True)
class Casework:
    """The tools of this desk."""

    complaints: Complaints
    clock: Clock
    book: Book


def take_step(
    file: File, command: Command, answer: Answer, seen: int | None, present: Present, desk: Casework
) -> bytes:
    """Take one step, once: a repeated command gets the first answer and sends nothing.

    `seen` is the version that the caller had before their eyes; None for citizens, who need none, and whose
    step is tried again where something else was quicker. Raises NotFound for a stranger, Stale or ChangedMeanwhile
    when somebody was quicker, StepRefused and Invalid when the rules say no.
    """
    if file.done is not None:
        return file.done
    case = file.case
    if not access.can_read(command.actor, Field.STATUS, case):
        raise NotFound
    if seen is not None and seen != case.version:
        raise Stale(case.ticket, present(case))

    def made(now: Complaint) -> Change:
        change = changed(now, command, desk, answer, present)
        if command.step is Step.ASSIGN and not _can_hold(file.colleague, now, desk.clock()):
            raise UnknownChoice("to")
        return change

    return keep(made, file, answer, present, desk, tries=TRIES if seen is None else 1)


def keep(
    make: Callable[[Complaint], Change], file: File, answer: Answer, present: Present, desk: Casework, tries: int
) -> bytes:
    """Write what is made of the case, and give its answer.

    Where it changed meanwhile it is made again of what it is by then: whoever shows no version would have been let
    through a moment later, too. Raises ChangedMeanwhile, with what the caller may see now, or NotFound.
    """
    case = file.case
    change = make(case)
    while True:
        try:
            desk.complaints.save(change, file.wrapped)
        except ChangedMeanwhile:
            if done := desk.complaints.answered(answer):
                return done
            case = desk.complaints.get(case.ticket)
            if not access.can_read(change.actor, Field.STATUS, case):
                raise NotFound from None
            tries -= 1
            if not tries:
                raise ChangedMeanwhile(case.ticket, present(case)) from None
            change = _again(make, case, present)
        else:
            return change.answer.body if change.answer else b""


def _again(make: Callable[[Complaint], Change], case: Complaint, present: Present) -> Change:
    """What has become impossible by another's act is shown as that, not refused as if it had been wrong to ask."""
    try:
        return make(case)
    except Refusal:
        raise ChangedMeanwhile(case.ticket, present(case)) from None


def _can_hold(colleague: Grant | None, case: Complaint, now: datetime) -> bool:
    """Tell whether the case can be given to this person: somebody who works on cases, and may see this one."""
    person = colleague.staff(now) if colleague else None
    return person is not None and person.role in HANDLERS and access.sees(person, case)


def changed(
    case: Complaint, command: Command, desk: Casework, answer: Answer | None = None, present: Present | None = None
) -> Change:
    """Work out everything that a step changes, messages and answer included."""
    now = desk.clock()
    after, (event,) = taking.take(case, command, now, desk.book)
    kept = Answer(answer.key, answer.request, present(after)) if answer and present else None
    return Change(
        before=case.version,
        case=after,
        event=event,
        actor=command.actor,
        words=replace(command.words, hearing=STEPS[command.step].hearing) if command.words else None,
        intents=tuple(farewells.addressed(event, _owed(after, event, desk.book, now))),
        answer=kept,
    )


def _owed(case: Complaint, event: Event, book: Book, now: datetime) -> Iterator[Intent]:
    """Give what the event owes the citizen and an agency, now and later, and our own people."""
    yield from referrals.owed(case, event, book, now)
    yield from reminders.owed(case, event, book)
    yield from invitations.owed(case, event, book)
    yield from desks.owed(case, event, book)
