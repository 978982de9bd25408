"""Letters to word: every notice with the longest values that any office, date and ticket can give it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from chalicelib.domain.book import Book
from chalicelib.domain.caps import DIGEST
from chalicelib.domain.sending import (
    ALERTS,
    FORECAST,
    ONE_TIME_CODE,
    QUESTION_REMINDER,
    SURVEY_INVITED,
    Key,
    Letter,
    Line,
    Note,
)
from chalicelib.services.appeals import ON_APPEAL
from chalicelib.services.contact import REMOVED
from chalicelib.services.notices import NOTICES, named
from chalicelib.services.referrals import OUTSIDE
from chalicelib.store import book

TICKET = "IMI-K7QF-2M9X-C"
SITE = "https://d111111abcdef8.cloudfront.net"
LONGEST_DAY = "2026-09-30T08:59:59Z"
CITIZENS = sorted(
    {fact.__name__ for fact in (*NOTICES.values(), *ON_APPEAL.values(), *OUTSIDE.values())}
    | {ONE_TIME_CODE, QUESTION_REMINDER, SURVEY_INVITED, REMOVED, DIGEST}
)


@cache
def the_book() -> Book:
    """The data of the package."""
    loaded = book.load()
    return Book(loaded.policies, loaded.offices, loaded.calendars, loaded.agencies)


def places() -> Iterator[dict[str, str]]:
    """Every office that can handle a case, as both the sender and the one a case goes to."""
    for office in the_book().offices.all():
        if office.handles:
            yield {"zone": office.zone, **named("office", office), **named("to", office)}


def letter(notice: str, language: str, channel: str, place: Mapping[str, str]) -> Letter:
    """Give the letter with the longest days, numbers and reasons."""
    values = dict(place) | {
        "ticket": TICKET,
        "due_at": LONGEST_DAY,
        "was_at": LONGEST_DAY,
        "received_at": LONGEST_DAY,
        "opened_at": LONGEST_DAY,
        "days": "10",
        "count": "100",
        "code": "12345678",
        "site": "https://dukcapil.kemendagri.go.id",
        "reason": "other-agency-reply",
        "clock": "referral_ack",
    }
    key = Key(f"C#{TICKET}", f"N#000001#{notice}#citizen#{channel}")
    to = "warga@example.id" if channel == "email" else "+6281234567890"
    return Letter(Note(key, notice, "citizen", channel, language, values, ticket=TICKET, version=1), to, values)


def alerts(language: str, place: Mapping[str, str], count: int = 2) -> Letter:
    """Give a grouped message of so many lines."""
    key = Key("A#head-1", "N#2026-01-05T02:00:00Z~ab#jakarta-utara")
    due = datetime(2026, 9, 30, 8, 59, 59, tzinfo=UTC)
    lines = tuple(Line(TICKET, "resolution", number % 3 + 1, due, warning=number % 2 == 1) for number in range(count))
    return Letter(Note(key, ALERTS, "head-1", "email", language, dict(place)), "head@example.id", dict(place), lines)


def unreached(language: str, place: Mapping[str, str], message: str, *tickets: str) -> Letter:
    """Give a grouped message about these cases, of each of which this message reached nobody."""
    late = alerts(language, place, 1)
    return replace(late, lines=tuple(replace(late.lines[0], ticket=ticket, message=message) for ticket in tickets))


def forecast(language: str, place: Mapping[str, str], count: int) -> Letter:
    """Give the forecast of a week with so many cases on its first day, and one more on the next."""
    values = dict(place) | {
        "count": str(count + 1),
        "days": f"2026-01-05 {count}\n2026-01-06 1",
        "cases": "\n".join([f"2026-01-05 {TICKET} resolution"] * min(count, 100)),
    }
    key = Key("A#head-1", "N#2026-01-05~forecast#jakarta-utara")
    return Letter(Note(key, FORECAST, "head-1", "email", language, values), "head@example.id", values)
