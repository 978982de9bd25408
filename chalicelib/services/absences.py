"""Saying that one is absent, until when, and who hears of one's alerts meanwhile."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from chalicelib.domain.book import Terms
from chalicelib.domain.errors import Fault, Invalid, NotAllowed
from chalicelib.domain.grants import Grant
from chalicelib.domain.people import Staff

LONGEST = timedelta(days=366)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


class Grants(Protocol):
    """Who holds which role, and who is absent."""

    def get(self, person: str) -> Grant | None:
        """Read one person's grant."""

    def absent(self, grant: Grant, until: datetime | None, delegate: str | None) -> None:
        """Keep an absence; raises ChangedMeanwhile when the grant is not what it was."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The tools of this desk."""

    grants: Grants
    now: datetime
    terms: Terms


@dataclass(frozen=True, slots=True)
class Absence:
    """The last day, as the office counts days, and who stands in; None and None for who is there."""

    until: date | None = None
    delegate: str | None = None


def find(staff: Staff, desk: Desk) -> Absence:
    """Give one's own absence; one that is over is none. Raises NotAllowed for who has lost the grant."""
    grant = _grant(staff, desk)
    if grant.absent_until is None or grant.absent_until <= desk.now:
        return Absence()
    return Absence((grant.absent_until - SECOND).astimezone(_zone(grant, desk)).date(), grant.delegate)


def declare(staff: Staff, until: date | None, delegate: str | None, desk: Desk) -> Absence:
    """Keep it, to the end of its last day at the office. Raises Invalid for a day or a delegate that cannot be."""
    grant = _grant(staff, desk)
    _check(grant, until, delegate, desk)
    end = datetime.combine(until + DAY, time(), _zone(grant, desk)).astimezone(UTC) if until else None
    desk.grants.absent(grant, end, delegate)
    return Absence(until, delegate)


def _check(grant: Grant, until: date | None, delegate: str | None, desk: Desk) -> None:
    faults, today = [], desk.now.astimezone(_zone(grant, desk)).date()
    if until and not today <= until <= today + LONGEST:
        faults.append(Fault("until", "absence_over" if until < today else "absence_long"))
    other = desk.grants.get(delegate) if delegate else None
    if delegate and not (other and other.stands_in_for(grant, desk.now)):
        faults.append(Fault("delegate", "delegate"))
    if faults:
        raise Invalid(*faults)


def _grant(staff: Staff, desk: Desk) -> Grant:
    if (grant := desk.grants.get(staff.id)) is None:
        raise NotAllowed
    return grant


def _zone(grant: Grant, desk: Desk) -> ZoneInfo:
    return ZoneInfo(desk.terms.offices.get(grant.office).zone)
