"""The package's own data, read once and checked: policies, offices and calendars, every version of them.

BadPolicy            a ValueError: the data contradicts itself; the text says which file and entry
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from chalicelib.domain.calendars import Calendars
from chalicelib.domain.offices import Office, Offices
from chalicelib.domain.policy import Policy
from chalicelib.store import book_calendars, book_offices, book_rules
from chalicelib.store.book_checks import BadPolicy, refuse

__all__ = ["BadPolicy", "Book", "load"]


@dataclass(frozen=True)
class Book:
    """What the agency has laid down. `policy` is the newest version; a case asks for the one it was received under."""

    policies: Mapping[str, Policy]
    offices: Offices
    calendars: Calendars

    @property
    def policy(self) -> Policy:
        return self.policies[max(self.policies)]

    def policy_of(self, version: str) -> Policy:
        """KeyError for a version that never was: a case cannot have been received under it."""
        return self.policies[version]


def load() -> Book:
    """Everything in chalicelib/policy; BadPolicy when it does not hold together."""
    root = files("chalicelib") / "policy"
    policies = book_rules.read(root / "rules")
    editions = book_calendars.read(root / "calendars")
    offices = book_offices.read(root)
    for edition in editions.values():
        for office in offices:
            _has_calendar(office, edition.version, edition.schedules, edition.holidays)
    return Book(policies, Offices(offices), Calendars(editions))


def _has_calendar(
    office: Office, version: str, schedules: Mapping[str, object], holidays: Mapping[str, object]
) -> None:
    refuse(office.hours not in schedules, f"{office.slug}: no schedule {office.hours} in edition {version}")
    refuse(office.holidays not in holidays, f"{office.slug}: no holidays {office.holidays} in edition {version}")
