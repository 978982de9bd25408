"""Changing an office's calendar: one administrator draws a version up, another signs it off, and nobody changes it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from chalicelib.domain.access import covers
from chalicelib.domain.errors import (
    ChangedMeanwhile,
    NoEdition,
    NotAllowed,
    NotYours,
    NoVersion,
    OwnWork,
    SignedOff,
    TakenBack,
    UnknownChoice,
)
from chalicelib.domain.offices import Offices
from chalicelib.domain.overlays import Cause, Closed, Opened, Overlay, in_force
from chalicelib.domain.people import Role, Staff
from chalicelib.services.ports import Clock, Entropy

TRIES, MARK_BYTES = 4, 6


class Versions(Protocol):
    """The record of every version, and the list of those signed off."""

    @property
    def newest(self) -> int:
        """The highest number that is known."""

    def refresh(self) -> None:
        """Read what was signed off since."""

    def upto(self, number: int) -> tuple[Overlay, ...]:
        """Give the overlays with numbers 1 to `number`."""

    def versions(self, office: str) -> tuple[Overlay, ...]:
        """Read every version of an office, oldest first."""

    def waiting(self) -> tuple[tuple[str, int], ...]:
        """List office and version of the drafts."""

    def draft(self, overlay: Overlay, mark: str) -> None:
        """Keep a new version. Raises ChangedMeanwhile when its number is taken."""

    def sign(self, overlay: Overlay, mark: str) -> None:
        """Sign a version off under its number. Raises ChangedMeanwhile when something else was."""

    def withdraw(self, overlay: Overlay, mark: str) -> None:
        """Keep that a draft was taken back. Raises ChangedMeanwhile when it is none any more."""


@dataclass(frozen=True, slots=True)
class Registry:
    """The tools of this desk; `editions` are those of the release, the newest last."""

    versions: Versions
    offices: Offices
    editions: tuple[str, ...]
    clock: Clock
    entropy: Entropy


@dataclass(frozen=True, slots=True)
class Days:
    """What somebody wants an office's calendar to be, whole: the days of the version before are not carried over."""

    cause: Cause
    closed: tuple[Closed, ...]
    opened: tuple[Opened, ...]


def allowed(staff: Staff, office: str, desk: Registry) -> None:
    """Let an administrator of that scope through. Raises NotAllowed for other roles, NoVersion outside the scope."""
    if staff.role is not Role.ADMIN:
        raise NotAllowed
    if not desk.offices.has(office) or not covers(staff.scope, desk.offices.get(office).path):
        raise NoVersion


def draw_up(staff: Staff, office: str, days: Days, desk: Registry) -> Overlay:
    """Keep a new version of an office's calendar as a draft. It changes nothing yet.

    Raises NotAllowed for other roles, UnknownChoice for an office outside the scope.
    """
    try:
        allowed(staff, office, desk)
    except NoVersion:
        raise UnknownChoice("office") from None

    def attempt() -> Overlay:
        number = len(desk.versions.versions(office)) + 1
        drawn = Overlay(office, number, days.cause, days.closed, days.opened, staff.id, desk.clock())
        desk.versions.draft(drawn, desk.entropy(MARK_BYTES).hex())
        return drawn

    return _again(attempt)


def sign_off(staff: Staff, office: str, version: int, desk: Registry) -> Overlay:
    """Put a draft in force, for good: open cases are given it by the next sweeps.

    Raises OwnWork for whoever drew it up, SignedOff when it, or a newer version, is in force, TakenBack.
    """
    allowed(staff, office, desk)

    def attempt() -> Overlay:
        desk.versions.refresh()
        draft = _draft(office, version, desk)
        if draft.author == staff.id:
            raise OwnWork
        number, edition = desk.versions.newest + 1, desk.editions[-1]
        signed = replace(draft, number=number, by=staff.id, at=desk.clock(), edition=edition)
        desk.versions.sign(signed, desk.entropy(MARK_BYTES).hex())
        desk.versions.refresh()
        return signed

    return _again(attempt)


def withdraw(staff: Staff, office: str, version: int, desk: Registry) -> Overlay:
    """Take a draft back: it stays on record under its number, and nobody can sign it off.

    Raises NotYours for whoever did not draw it up, SignedOff when it, or a newer version, is in force, TakenBack.
    """
    allowed(staff, office, desk)

    def attempt() -> Overlay:
        draft = _draft(office, version, desk)
        if draft.author != staff.id:
            raise NotYours
        gone = replace(draft, withdrawn=desk.clock())
        desk.versions.withdraw(gone, desk.entropy(MARK_BYTES).hex())
        return gone

    return _again(attempt)


def _draft(office: str, version: int, desk: Registry) -> Overlay:
    versions = desk.versions.versions(office)
    found = next((one for one in versions if one.version == version), None)
    if found is None:
        raise NoVersion
    if found.withdrawn:
        raise TakenBack
    if _newest(versions) >= version:
        raise SignedOff
    return found


def _newest(versions: Iterable[Overlay]) -> int:
    """Give the newest version that was signed off, 0 where none was."""
    return max((one.version for one in versions if one.number), default=0)


def waiting(desk: Registry) -> tuple[Overlay, ...]:
    """Give the drafts that can still be signed off, the oldest first: none that a newer version overtook."""
    listed = desk.versions.waiting()
    known = {office: desk.versions.versions(office) for office in dict(listed)}
    newest = {office: _newest(found) for office, found in known.items()}
    drafts = {(one.office, one.version): one for found in known.values() for one in found}
    return tuple(drafts[place] for place in listed if place in drafts and place[1] > newest[place[0]])


def adopted(desk: Registry) -> str:
    """Name the edition to which open cases were brought last; the oldest while none was signed off at the centre."""
    centre = desk.offices.centre.slug
    signed = (one.edition for one in desk.versions.upto(desk.versions.newest) if one.office == centre)
    return next((edition for edition in reversed(tuple(signed)) if edition), desk.editions[0])


def adopt(staff: Staff, cause: Cause, desk: Registry) -> Overlay:
    """Draw up the centre's own days again, unchanged: signed off, they bring all open cases to the newest edition.

    Raises NotAllowed below the centre, NoEdition where that has been done.
    """
    centre = desk.offices.centre.slug
    if staff.role is not Role.ADMIN or staff.scope != centre:
        raise NotAllowed
    desk.versions.refresh()
    if adopted(desk) == desk.editions[-1]:
        raise NoEdition
    now = in_force(desk.versions.upto(desk.versions.newest), centre)
    closed, opened = (now[0].closed, now[0].opened) if now else ((), ())
    return draw_up(staff, centre, Days(cause, closed, opened), desk)


def _again(attempt: Callable[[], Overlay]) -> Overlay:
    """Two administrators may press at once: whoever comes second looks again."""
    for _ in range(TRIES - 1):
        try:
            return attempt()
        except ChangedMeanwhile:
            continue
    return attempt()
