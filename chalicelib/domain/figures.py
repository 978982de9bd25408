"""Public figures: counts of whole months, too coarse for anybody to be found in them.

A month counts what happened in it, and what happened never changes: once stated, a month stands. Days are those of
Jakarta. Reports on foreigners are counted nowhere.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from chalicelib.domain.book import Book
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.entry import Entry
from chalicelib.domain.events import Event
from chalicelib.domain.life import evolve, rebuild
from chalicelib.domain.steps import RESOLUTION, Step
from chalicelib.domain.troubles import WESTERN

RECEIVED, ANSWERED, IN_TIME, DAYS = "received", "answered", "in_time", "days"
MONTHS, KINDS, CATEGORIES, OFFICES = "months", "kinds", "categories", "offices"
TABLES = (MONTHS, KINDS, CATEGORIES, OFFICES)
_HALF = Fraction(1, 2)

Counts = Mapping[str, int]
"""A month's numbers by `<table>/<slug>/<what>`; `what` may be `days:12`, the answers that took twelve days."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Below `fewest` a number is hidden, any other is rounded to a multiple of `step`.

    Shares and medians are told of `enough` answers or more. The page shows the newest `months`.
    """

    fewest: int
    step: int
    enough: int
    months: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Statement:
    """A month, as it was counted once it was over."""

    month: str
    counts: Counts
    counted: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """What may be shown of a month, a kind, a category or an office: None where too few people stand behind it."""

    slug: str
    received: int | None
    answered: int | None
    in_time: int | None
    percent: int | None
    median: int | None


def day_of(at: datetime) -> date:
    return at.astimezone(WESTERN).date()


def month_of(at: datetime) -> str:
    """Name the month of an instant: `2026-03`."""
    return f"{day_of(at):%Y-%m}"


def ended(now: datetime, months: int) -> tuple[str, ...]:
    """Name the last months that are over, the oldest first."""
    today = day_of(now)
    last = today.year * 12 + today.month - 1
    return tuple(f"{at // 12}-{at % 12 + 1:02}" for at in range(last - months, last))


def counted(events: tuple[Event, ...], book: Book, months: Collection[str]) -> Counter[tuple[str, str]]:
    """Give what a complaint adds to these months, by month and cell: that it came in, and its first answer."""
    found: Counter[tuple[str, str]] = Counter()
    answer = next((number for number, event in enumerate(events, 1) if event.step is Step.ANSWER), 0)
    came, went = month_of(events[0].at), month_of(events[answer - 1].at) if answer else ""
    if came in months:
        found.update((came, cell) for cell in _cells(came, evolve(None, events[0], book), (RECEIVED,)))
    if went in months:
        case = rebuild(events[:answer], book)
        found.update((went, cell) for cell in _cells(went, case, _answered(case, events[answer - 1].at)))
    return found


def _answered(case: Complaint, at: datetime) -> tuple[str, ...]:
    """An answer, whether its time was kept, and how many days somebody waited for it."""
    clock, waited = case.clock(RESOLUTION), day_of(at) - day_of(case.received)
    kept = (IN_TIME,) if clock and not clock.late(at) else ()
    return (ANSWERED, *kept, f"{DAYS}:{waited.days}")


def _cells(month: str, case: Complaint, whats: Iterable[str]) -> Iterator[str]:
    """An office's waiting times are left out: days of few answers are too much to tell."""
    if case.restricted:
        return
    slugs = {MONTHS: month, KINDS: case.kind, CATEGORIES: case.category, OFFICES: case.office}
    for what in whats:
        yield from (f"{name}/{slug}/{what}" for name, slug in slugs.items() if name != OFFICES or ":" not in what)


def coarse(count: int, rules: Rules) -> int | None:
    """Give a number as it may be shown: nought, nothing below `fewest`, else rounded half up to whole steps."""
    if 0 < count < rules.fewest:
        return None
    return int(Fraction(count, rules.step) + _HALF) * rules.step


def lines(statements: Iterable[Statement], rules: Rules) -> dict[str, tuple[Line, ...]]:
    """Give each table over all of these months together: months in turn, else where most came in first."""
    together: Counter[str] = Counter()
    for one in statements:
        together.update(one.counts)
    whats: dict[tuple[str, str], dict[str, int]] = {}
    for cell, count in together.items():
        name, slug, what = cell.split("/")
        whats.setdefault((name, slug), {})[what] = count
    made = [(table, _line(slug, found, rules)) for (table, slug), found in sorted(whats.items())]
    tables = {name: [line for table, line in made if table == name] for name in TABLES}
    return {
        name: tuple(found if name == MONTHS else sorted(found, key=lambda line: -(line.received or 0)))
        for name, found in tables.items()
    }


def _line(slug: str, found: Counts, rules: Rules) -> Line:
    """Shares follow from the rounded numbers alone, so that they tell nothing that these do not."""
    received, answered, in_time = (coarse(found.get(what, 0), rules) for what in (RECEIVED, ANSWERED, IN_TIME))
    if answered is None or answered < rules.enough:
        return Line(slug, received, answered, in_time, None, None)
    percent = None if in_time is None else int(Fraction(100 * in_time, answered) + _HALF)
    return Line(slug, received, answered, in_time, percent, _median(found))


def _median(found: Counts) -> int | None:
    """Give the days within which at least half of the answers came; None where no days were counted."""
    days = {int(what.partition(":")[2]): count for what, count in found.items() if what.startswith(f"{DAYS}:")}
    half, so_far = Fraction(sum(days.values()), 2), 0
    for waited in sorted(days):
        so_far += days[waited]
        if so_far >= half:
            return waited
    return None
