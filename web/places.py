"""What the list of offices says besides names: the hours of an ordinary week, and who answers for a place."""

from collections.abc import Mapping
from datetime import time
from importlib.resources import files

from chalicelib.domain.book import Book
from chalicelib.domain.offices import Office
from chalicelib.domain.overlays import Hours
from chalicelib.notify.texts import Words
from chalicelib.store.book_checks import table

THURSDAY, FRIDAY = 3, 4
Position = tuple[float, float]
POLICY = files("chalicelib") / "policy"


def read_positions() -> dict[str, Position]:
    """Latitude and longitude, in degrees, of cities by name and of border posts by slug."""
    rows = table(POLICY / "positions.csv")
    return {row["place"]: (float(row["latitude"]), float(row["longitude"])) for row in rows}


def where(office: Office, positions: Mapping[str, Position]) -> tuple[Position, ...]:
    """Give where an office can be visited, or nothing: its own place, else its city."""
    if office.kind not in {"kanim", "ulp", "tpi", "rudenim", "perwakilan"}:
        return ()
    found = positions.get(office.slug) or positions.get(office.city)
    return (found,) if found else ()


def weeks(book: Book, say: Words) -> dict[str, str]:
    """Say each schedule's ordinary week, by its name: the last period, which no month overrides."""
    newest = book.calendars.editions[max(book.calendars.editions)]
    ordinary = {slug: schedule.periods[-1].week for slug, schedule in newest.schedules.items()}
    return {
        slug: say("offices.week", most=_said(week[THURSDAY], say), friday=_said(week[FRIDAY], say))
        for slug, week in ordinary.items()
    }


def _said(hours: Hours, say: Words) -> str:
    return say("list.items").join(
        say("offices.span", start=_time(start, say), end=_time(end, say)) for start, end in hours
    )


def _time(at: time, say: Words) -> str:
    return say("date.time", hour=f"{at:%H}", minute=f"{at:%M}")


def handled(book: Book) -> dict[str, str]:
    """Name, for each place that handles no complaints itself, the office that does."""
    offices = book.offices
    return {
        place.slug: offices.responsible(place.slug, about_staff=False).name
        for place in offices.all()
        if not place.handles
    }
