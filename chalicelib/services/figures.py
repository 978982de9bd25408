"""Stating each month's public figures once it is over, while the nightly walk looks through all records."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.book import Book
from chalicelib.domain.events import Event
from chalicelib.domain.figures import Counts, Rules, Statement, counted, ended
from chalicelib.services.ports import Clock

Months = Mapping[str, Counts]
"""What a walk has counted so far, by month."""


class Statements(Protocol):
    """Months that were stated."""

    def since(self, month: str) -> tuple[Statement, ...]:
        """Give those of this month and later, the oldest first."""

    def state(self, statement: Statement) -> None:
        """Keep it. A month that was stated before stays as it was."""


@dataclass(frozen=True, slots=True)
class Counting:
    """The desk of whoever counts; `failed` hears of a record that cannot be counted, and the walk goes on."""

    statements: Statements
    book: Book
    rules: Rules
    clock: Clock
    failed: Callable[[Exception], None]

    def wanted(self) -> tuple[str, ...]:
        """Name the months that are over and were not stated yet."""
        stated = {one.month for one in self.shown()}
        return tuple(month for month in ended(self.clock(), self.rules.months) if month not in stated)

    def shown(self) -> tuple[Statement, ...]:
        """Give what was stated of the months that are shown."""
        return self.statements.since(ended(self.clock(), self.rules.months)[0])

    def add(self, months: Months, events: tuple[Event, ...]) -> Months:
        """Count one complaint in."""
        try:
            found = counted(events, self.book, months)
        except Exception as error:  # noqa: BLE001 - a figure less must not keep the walk from the records behind it
            self.failed(error)
            return months
        added: dict[str, Counter[str]] = {}
        for (month, cell), count in found.items():
            added.setdefault(month, Counter(months[month]))[cell] += count
        return {**months, **added}

    def state(self, months: Months) -> None:
        """State what a whole walk has counted, from the first month in which anything happened."""
        known = [one.month for one in self.shown()] + [month for month, counts in months.items() if counts]
        for month, counts in months.items():
            if month >= min(known, default="9"):
                self.statements.state(Statement(month, counts, self.clock()))
