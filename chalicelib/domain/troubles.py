"""Troubles that we know of, told to whoever is about to complain of them: dated, with an end, and never in the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from chalicelib.domain.entry import Entry

WESTERN = timezone(timedelta(hours=7))
"""Days begin and end by the clock of western Indonesia, which never moves."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """`offices` and `categories` are those whom it meets, empty for all; title and text are by language."""

    slug: str
    offices: tuple[str, ...]
    categories: tuple[str, ...]
    title: Mapping[str, str]
    text: Mapping[str, str]
    entry: Entry

    @property
    def begins(self) -> datetime:
        return _morning(self.entry.since)

    @property
    def ends(self) -> datetime:
        """The first moment at which it is not shown any more."""
        return _morning((self.entry.until or date.max - timedelta(days=1)) + timedelta(days=1))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), WESTERN)


def to_come(troubles: Iterable[Trouble], now: datetime) -> tuple[Trouble, ...]:
    """Those that are not over: static pages hold them, and a script watches the clock."""
    return tuple(one for one in troubles if now < one.ends)


def under_way(troubles: Iterable[Trouble], now: datetime) -> tuple[Trouble, ...]:
    """Those that meet people now."""
    return tuple(one for one in to_come(troubles, now) if one.begins <= now)
