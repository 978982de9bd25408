"""Calendars that offices changed: overlays in one line, and a book whose calendar can still change."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from chalicelib.domain.book import Book
from chalicelib.domain.calendars import Calendars
from chalicelib.domain.overlays import Cause, Closed, Closing, Listed, Opened, Overlay
from tests import builders

MORNING = ((time(8), time(12)),)


def overlay(
    number: int, office: str, at: datetime, closed: Iterable[date] = (), opened: Iterable[date] = ()
) -> Overlay:
    """A signed-off version that closes and opens these days."""
    return Overlay(
        office,
        number,
        Cause.CLOSURE,
        tuple(Closed(day, Closing.DISASTER, "SK 1/2026") for day in closed),
        tuple(Opened(day, MORNING, "SK 2/2026") for day in opened),
        "ani",
        at,
        number,
        "budi",
        at,
    )


class Office:
    """Those who sign off: `book` has the package's data and whatever was signed off so far."""

    def __init__(self, *signed: Overlay) -> None:
        self.signed = list(signed)
        plain = builders.book()
        calendars = Calendars(plain.calendars.editions, lambda: Listed(tuple(self.signed)))
        self.book = Book(plain.policies, plain.offices, calendars, plain.agencies)

    def sign(self, office: str, at: datetime, **days: Any) -> Overlay:
        self.signed.append(overlay(len(self.signed) + 1, office, at, **days))
        return self.signed[-1]
