"""What the list of offices says besides names: the hours of an ordinary week, and who answers for a place."""

from datetime import time

from chalicelib.domain.book import Book
from chalicelib.domain.overlays import Hours
from chalicelib.notify.texts import Words

THURSDAY, FRIDAY = 3, 4


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
