"""Months are counted on the nightly walk, and stated once."""

from dataclasses import dataclass, field

from chalicelib.domain.events import Event
from chalicelib.domain.figures import Statement
from chalicelib.domain.steps import Step
from chalicelib.domain.times import parse
from chalicelib.domain.walk import Place
from chalicelib.services.figures import Counting
from chalicelib.services.nightly import look
from chalicelib.store import book_figures
from tests.builders import book, story

NOW = parse("2026-05-03T19:00:00Z")


@dataclass
class Shelf:
    """Statements in memory."""

    kept: list[Statement] = field(default_factory=list)

    def since(self, month: str) -> tuple[Statement, ...]:
        return tuple(one for one in self.kept if one.month >= month)

    def state(self, statement: Statement) -> None:
        self.kept.append(statement)


@dataclass
class Table:
    """Records two a page."""

    records: dict[str, tuple[Event, ...]]
    now: Place = field(default_factory=Place)

    def place(self) -> Place:
        return self.now

    def keep(self, place: Place) -> None:
        self.now = place

    def page(self, after: str) -> tuple[list[tuple[str, int]], str]:
        names = sorted(self.records)
        begin = int(after or 0)
        page = [(name, len(self.records[name])) for name in names[begin : begin + 2]]
        return page, str(begin + 2) if begin + 2 < len(names) else ""


def record(name: str, *steps: Step) -> tuple[Event, ...]:
    return tuple(story(*steps, ticket=name).events)


def desk(shelf: Shelf, failures: list[Exception] | None = None) -> Counting:
    heard = failures if failures is not None else []
    return Counting(shelf, book(), book_figures.read(), lambda: NOW, heard.append)


def nights(table: Table, counting: Counting, *pages: int) -> None:
    """Walk so many pages in each night."""
    for night, count in enumerate(pages):
        left = iter([True] * count + [False])
        look(table, table.records.__getitem__, str(night), lambda: next(left), counting)  # noqa: B023 - called at once


def test_a_walk_over_several_nights_counts_every_complaint_once() -> None:
    """Cut off each night, the walk goes on with what it has counted, and states the months at its end."""
    table = Table({f"IMI-{number}": record(f"IMI-{number}") for number in range(7)})
    shelf = Shelf()
    nights(table, desk(shelf), 1, 2)
    assert shelf.kept == []
    nights(table, desk(shelf), 5)
    assert [(one.month, one.counts.get(f"months/{one.month}/received", 0)) for one in shelf.kept] == [
        ("2026-03", 7),
        ("2026-04", 0),
    ]


def test_a_month_is_stated_once() -> None:
    """The next walks count nothing that was stated, and state nothing anew."""
    table, shelf = Table({"IMI-1": record("IMI-1")}), Shelf()
    nights(table, desk(shelf), 9, 9, 9)
    assert len(shelf.kept) == 2
    assert desk(shelf).wanted() == tuple(one for one in desk(Shelf()).wanted() if one < "2026-03")


def test_a_record_that_cannot_be_counted_stops_nothing() -> None:
    """One that our rules cannot read is told to who watches, and the others are counted."""
    good, failures, shelf = record("IMI-1"), list[Exception](), Shelf()
    counting = desk(shelf, failures)
    strange = tuple(story(Step.VERIFY, ticket="IMI-2", at=NOW).events)
    lost = Counting(shelf, book(), counting.rules, counting.clock, failures.append)
    months = lost.add({"2026-03": {}}, ())
    assert months == {"2026-03": {}}
    assert [type(one) for one in failures] == [IndexError]
    assert lost.add(months, strange) == months
    assert lost.add(months, good)["2026-03"]["kinds/complaint/received"] == 1


def test_before_anything_happened_there_is_no_month() -> None:
    """A new stage states no year of noughts."""
    shelf = Shelf()
    nights(Table({}), desk(shelf), 2)
    assert shelf.kept == []
