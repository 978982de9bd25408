"""Carrying an erasure to its end: files, sealed rows, and the list by which a restore is made to forget again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.domain.commands import Command
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.erasure import AGAIN
from chalicelib.domain.people import THE_CLOCK
from chalicelib.domain.steps import Step
from chalicelib.services import attachments
from chalicelib.services.attachments import Registry
from chalicelib.services.casework import Casework, changed


class Remains(Protocol):
    """What is left of a complaint whose keys are destroyed, and who was erased."""

    def enlist(self, ticket: str, at: datetime) -> None:
        """Put it on the list, once or again."""

    def clear(self, ticket: str, version: int) -> None:
        """Delete every sealed row, but for the address that waits for the message of this version."""

    def listed(self) -> Iterable[str]:
        """List the tickets of whoever was erased."""

    def open(self, ticket: str) -> bool:
        """Tell whether the key of a complaint is there."""


@dataclass(frozen=True, slots=True)
class Eraser:
    """The tools of this desk."""

    cases: Casework
    remains: Remains
    registry: Registry


def empty(case: Complaint, desk: Eraser) -> None:
    """Leave nothing but the record: once, or again after whatever went wrong in the middle of it."""
    desk.remains.enlist(case.ticket, case.erased or desk.cases.clock())
    attachments.forget(case.ticket, desk.registry)
    desk.remains.clear(case.ticket, case.version)


def again(ticket: str, desk: Eraser) -> None:
    """Erase somebody once more whom a restore brought back; nothing is sent. Raises NotFound, ChangedMeanwhile."""
    if desk.cases.complaints.get(ticket).erased is None:
        _take(ticket, Command(Step.ERASED, THE_CLOCK, reason=AGAIN), desk)
    case = desk.cases.complaints.get(ticket)
    empty(case, desk)
    if not case.emptied:
        _take(ticket, Command(Step.EMPTIED, THE_CLOCK), desk)


def _take(ticket: str, command: Command, desk: Eraser) -> None:
    desk.cases.complaints.save(changed(desk.cases.complaints.get(ticket), command, desk.cases))
