"""Saying what one thinks of the service, once a case and part; and reading what many have said, never what one has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import Fault, Invalid, NotAllowed, StepRefused, UnknownChoice
from chalicelib.domain.offices import Office, Offices
from chalicelib.domain.people import Citizen, Role, Staff
from chalicelib.domain.survey import SKM, TAP, Instrument, Marks, Tally, pooled, quarter
from chalicelib.services.ports import Clock

READERS = frozenset({Role.REGION, Role.CENTRE, Role.AUDITOR})
"""Who manages offices and works on few cases, if any: an office itself would guess too well."""


class Ballots(Protocol):
    """Where answers are counted; which answer came from which case is kept nowhere."""

    @property
    def instrument(self) -> Instrument:
        """The questions, and how they are shown."""

    def look(self, ticket: str) -> tuple[Complaint, frozenset[str]]:
        """Read the case, and which parts were answered already. Raises NotFound."""

    def cast(self, ticket: str, part: str, place: tuple[str, str], marks: Marks) -> None:
        """Count the answers at an office in a quarter, and that this case has given this part: both or neither.

        Raises AnsweredBefore.
        """

    def tallies(self, period: str) -> Mapping[str, Tally]:
        """Read the counts of a quarter, by office."""


@dataclass(frozen=True, slots=True)
class Surveys:
    """The tools of this desk."""

    ballots: Ballots
    offices: Offices
    clock: Clock


@dataclass(frozen=True, slots=True)
class Line:
    """What may be shown of one office, or, without an office, of all of them together."""

    office: Office | None
    tally: Tally


def open_parts(citizen: Citizen, desk: Surveys) -> tuple[str, ...]:
    """List the parts that this citizen may still answer; none before the case is over."""
    case, given = desk.ballots.look(citizen.ticket)
    return tuple(part for part in (TAP, SKM) if part not in given) if _asked_about(case) else ()


def give(citizen: Citizen, marks: Marks, desk: Surveys) -> None:
    """Count one citizen's answers to one part.

    Raises StepRefused before the case is over, AnsweredBefore after the first time, Invalid for a strange mark.
    """
    part = desk.ballots.instrument.part(marks)
    if part is None:
        raise Invalid(Fault("marks", "survey_marks"))
    case, _ = desk.ballots.look(citizen.ticket)
    if not _asked_about(case):
        raise StepRefused
    desk.ballots.cast(case.ticket, part, (_quarter(desk, case.office), case.office), marks)


def _asked_about(case: Complaint) -> bool:
    """Reports on foreigners are counted nowhere: their figures are nobody's to compare."""
    return not case.open and not case.restricted


def _quarter(desk: Surveys, office: str) -> str:
    return _at(desk.clock(), desk.offices.get(office))


def _at(now: datetime, office: Office) -> str:
    return quarter(now.astimezone(ZoneInfo(office.zone)).date())


def figures(staff: Staff, period: str, desk: Surveys) -> tuple[Line, ...]:
    """Give a line for each office of the caller's scope of which enough people spoke, then one for all together.

    Only quarters that have ended: a figure that still moves would tell the last answer by its difference. Raises
    NotAllowed for who does not manage, UnknownChoice for what is no ended quarter.
    """
    if staff.role not in READERS or staff.restricted:
        raise NotAllowed
    if not _ended(period, desk):
        raise UnknownChoice("period")
    fewest, found = desk.ballots.instrument.fewest, desk.ballots.tallies(period)
    counted = [(office, found[office.slug]) for office in desk.offices.within(staff.scope) if office.slug in found]
    shown = [(office, tally.shown(fewest)) for office, tally in counted]
    lines = [Line(office, tally) for office, tally in shown if tally.counts]
    return (*lines, Line(None, _all_together(counted, fewest)))


def _all_together(counted: list[tuple[Office, Tally]], fewest: int) -> Tally:
    """Pool each region first, as its own managers see it, then the regions."""
    regions: dict[str, list[tuple[Tally, Tally]]] = {}
    for office, tally in counted:
        region = "/".join(office.path.split("/")[:2])
        regions.setdefault(region, []).append((tally.shown(fewest), tally.hidden(fewest)))
    return pooled([pooled(parts, fewest) for parts in regions.values()], fewest)[0]


def _ended(period: str, desk: Surveys) -> bool:
    """A quarter ends with the westernmost office's last day; its name sorts as its time does."""
    year, _, rest = period.partition("-Q")
    known = year.isascii() and year.isdigit() and len(year) == len("2026") and rest in {"1", "2", "3", "4"}
    return known and all(period < _at(desk.clock(), office) for office in desk.offices.all())
