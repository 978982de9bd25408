"""The package's own data, read once and checked: policies, offices and calendars, every version of them."""

from collections.abc import Callable, Container, Mapping
from importlib.resources import files

from chalicelib.domain.book import Book
from chalicelib.domain.calendars import Calendars
from chalicelib.domain.offices import Office, Offices
from chalicelib.domain.overlays import Listed, Signed
from chalicelib.store import book_agencies, book_calendars, book_offices, book_rules, book_sending
from chalicelib.store.book_checks import BadPolicy, once, refuse

__all__ = ["BadPolicy", "Book", "load"]


def load(signed: Callable[[], Signed] = Listed, confirmed: Mapping[str, str] | None = None) -> Book:
    """Everything in chalicelib/policy; BadPolicy, naming file and entry, when it does not hold together.

    `signed` gives what was signed off of calendars, when one is asked for; `confirmed` are addresses of agencies.
    """
    root = files("chalicelib.policy")
    policies = book_rules.read(root / "rules")
    editions = book_calendars.read(root / "calendars")
    offices = book_offices.read(root)
    agencies = book_agencies.read(root, confirmed or {})
    once([one.slug for one in offices] + [body.slug for body in agencies.all()], "offices and agencies")
    for edition in editions.values():
        for office in offices:
            has_calendar(office, edition.version, edition.schedules, edition.holidays)
    return Book(policies, Offices(offices), Calendars(editions, signed), agencies, book_sending.read().survey_days)


def has_calendar(office: Office, version: str, schedules: Container[str], holidays: Container[str]) -> None:
    """BadPolicy when an office names hours or closed days that the edition lacks."""
    refuse(office.hours not in schedules, f"{office.slug}: no schedule {office.hours} in edition {version}")
    refuse(office.holidays not in holidays, f"{office.slug}: no holidays {office.holidays} in edition {version}")
