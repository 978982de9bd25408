"""Calendars of a seed file, as drafts: compared with what is signed off or waits, and drawn up for a second person.

Nothing here puts a calendar in force: an administrator other than the one in whose name it is drawn up signs it off in
the console, as one that was drawn up there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chalicelib import wiring
from chalicelib.domain.errors import Fault, NotAllowed, NoVersion
from chalicelib.domain.offices import Offices
from chalicelib.domain.overlays import Closed, Opened, Overlay
from chalicelib.domain.people import Staff
from chalicelib.handlers import admin, days
from chalicelib.handlers.faults import Malformed, faults_of
from chalicelib.handlers.remedies import coded
from chalicelib.services import calendars
from ops.calendars import person
from ops.data import kept
from ops.data.kept import BadSeed

WAITS = "waits in the console for a second person"
Own = Mapping[date, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One office's own days, whole, as the file has them."""

    office: str
    days: calendars.Days


@dataclass(frozen=True, slots=True)
class Drawing:
    """One office's days in force, and as the file has them; `waits` is the version of a draft that says the same."""

    wanted: Wanted
    before: Overlay | None
    waits: int = 0

    @property
    def said(self) -> str:
        """Say what would change for the office, day by day; of a draft that is there, that it waits."""
        if self.waits:
            return f"version {self.waits} {WAITS}"
        was = _own(self.before.closed, self.before.opened) if self.before else {}
        now = _own(self.wanted.days.closed, self.wanted.days.opened)
        return "; ".join(_changes(was, now))


def read(tables: list[dict[str, Any]], offices: Offices) -> tuple[Wanted, ...]:
    """Read `[[calendar]]` tables by the rules of the API. Raises BadSeed, naming office, day and remedy."""
    found = tuple(_wanted(number, one, offices) for number, one in enumerate(tables, 1))
    if len({one.office for one in found}) < len(found):
        raise BadSeed("One office has two calendars; put all its own days into one [[calendar]] table.")
    return found


def _wanted(number: int, one: dict[str, Any], offices: Offices) -> Wanted:
    what = f"Calendar {number} ({one.get('office', 'of no office')})"
    try:
        asked = faults_of(days.CalendarDraft, _texts(one))
    except Malformed as wrong:
        raise BadSeed(" ".join(f"{what}, {_named(fault, one)}" for fault in wrong.faults)) from wrong
    if not offices.has(asked.office):
        raise BadSeed(f"{what}: there is no office {asked.office}. Take a slug of chalicelib/policy/offices.csv.")
    return Wanted(asked.office, asked.days())


def _texts(value: Any) -> Any:
    """Give TOML's own dates as the API writes them."""
    if isinstance(value, dict):
        return {name: _texts(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_texts(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _named(fault: Fault, one: dict[str, Any]) -> str:
    """Say where, by day if there is one, and the remedy."""
    parts: list[object] = list(fault.field.split("."))
    if len(parts) > 1 and str(parts[1]).isdigit():
        number = int(str(parts[1]))
        entry = one[str(parts[0])][number]
        parts[1] = (isinstance(entry, dict) and entry.get("day")) or f"number {number + 1}"
    return f"{' '.join(map(str, parts))}: {coded(fault)}"


def compared(wanted: tuple[Wanted, ...]) -> Iterator[Drawing]:
    """Yield each office whose days in force are not those of the file."""
    for one in wanted:
        versions = wiring.overlays().versions(one.office)
        signed = [each for each in versions if each.number]
        before = signed[-1] if signed else None
        fresh = [
            each
            for each in versions
            if not each.number and not each.withdrawn and each.version > (before.version if before else 0)
        ]
        same = [each.version for each in fresh if _days(each) == one.days]
        made = Drawing(one, before, same[-1] if same else 0)
        if made.waits or made.said:
            yield made


def administrator(name: str, wanted: tuple[Drawing, ...]) -> Staff | None:
    """Find in whose name the drafts are; None where there is nothing to draw up. Raises BadSeed for whoever may not."""
    if all(one.waits for one in wanted):
        return None
    if not name:
        raise BadSeed("Calendars are drawn up in an administrator's name: give --as NAME. Another one signs them off.")
    try:
        staff = person(name)
        for one in wanted:
            calendars.allowed(staff, one.wanted.office, admin.desk())
    except (NotAllowed, NoVersion) as wrong:
        raise BadSeed(f"{name} is no administrator of every office in the file: name one whose scope has them.") from (
            wrong
        )
    return staff


def draw_up(staff: Staff | None, drawings: tuple[Drawing, ...], by: str) -> int:
    """Keep what is not there as drafts, with whose credentials did it beside the name that they gave."""
    if staff is None:
        return 0
    new = [one for one in drawings if not one.waits]
    for one in new:
        drawn = calendars.draw_up(staff, one.wanted.office, one.wanted.days, admin.desk())
        kept.record(f"K#{drawn.office}", by, f"calendar {drawn.version} seeded in the name of {drawn.author}")
    return len(new)


def _days(overlay: Overlay) -> calendars.Days:
    return calendars.Days(overlay.cause, overlay.closed, overlay.opened)


def _own(closed: tuple[Closed, ...], opened: tuple[Opened, ...]) -> Own:
    shut = {one.day: f"closed ({one.why}{', estimate' if one.estimate else ''}; {one.source})" for one in closed}
    return shut | {
        one.day: f"open {' '.join(f'{start:%H:%M}-{end:%H:%M}' for start, end in one.hours)} ({one.source})"
        for one in opened
    }


def _changes(was: Own, now: Own) -> Iterator[str]:
    for day in sorted(was.keys() | now.keys()):
        if was.get(day) != now.get(day):
            yield f"{day} {now.get(day, 'as in the edition again')}"
