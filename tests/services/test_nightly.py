"""The walk through all records, night after night."""

from dataclasses import dataclass, field, replace

from chalicelib.domain.events import Event, Unreadable
from chalicelib.domain.figures import Statement, ended
from chalicelib.domain.steps import Step
from chalicelib.domain.walk import Place
from chalicelib.services.figures import Counting
from chalicelib.services.nightly import look
from chalicelib.store import book_figures
from tests.builders import AT, book, story

GOOD = tuple(story(Step.VERIFY).events)
RECORDS = {"a": GOOD, "b": (GOOD[0], replace(GOOD[1], text="0")), "c": GOOD[:1], "d": GOOD}


@dataclass
class Table:
    """Two complaints a page, of which each is in its second version."""

    now: Place = field(default_factory=Place)
    asked: list[str] = field(default_factory=list)

    def place(self) -> Place:
        return self.now

    def keep(self, place: Place) -> None:
        self.now = place

    def page(self, after: str) -> tuple[list[tuple[str, int]], str]:
        self.asked.append(after)
        return [(name, 2) for name in ("cd" if after else "ab")], "" if after else "b"


def events(ticket: str) -> tuple[Event, ...]:
    return RECORDS[ticket]


class Stated:
    """Every month was stated: these walks look, and count nothing."""

    def since(self, month: str) -> tuple[Statement, ...]:
        return tuple(Statement(one, {}, AT) for one in ended(AT, 12) if one >= month)

    def state(self, statement: Statement) -> None:
        raise AssertionError(statement)


COUNTING = Counting(Stated(), book(), book_figures.read(), lambda: AT, print)


def minutes(count: int) -> list[bool]:
    return [True] * count + [False]


def test_a_night_goes_on_where_the_last_one_stopped() -> None:
    """However little time a minute has, every record is looked at once a walk, and a walk begins once a night."""
    table = Table()
    for night, known in (("1", 1), ("2", 2), ("2", None), ("3", 2)):
        left = iter(minutes(1))
        found = look(table, events, night, lambda: next(left), COUNTING)  # noqa: B023 - called at once
        assert (found.known if found else None) == known
    assert table.asked == ["", "b", ""]


def test_what_is_broken_is_known_until_a_whole_walk_finds_it_whole() -> None:
    """A changed event and a missing last one are found, and the alarm is not quieted by the pages after them."""
    table = Table()
    assert look(table, events, "1", lambda: True, COUNTING) == Place(seen=4, before=2, over="1")
    left = iter(minutes(1))
    again = look(table, lambda _: GOOD, "2", lambda: next(left), COUNTING)
    assert again == Place(after="b", seen=2, before=2)
    assert again.known == 2
    healed = look(table, lambda _: GOOD, "2", lambda: True, COUNTING)
    assert healed == Place(seen=4, over="2")
    assert healed.known == 0


def test_without_time_nothing_is_looked_at() -> None:
    """A sweep that had much to do leaves the records to the next minute."""
    table = Table()
    assert look(table, events, "1", lambda: False, COUNTING) == Place()
    assert table.asked == []


def test_a_record_that_nobody_can_read_is_broken_and_hides_none_behind_it() -> None:
    """Whoever spoils one record beyond reading does not blind the walk for all the others."""
    table = Table()

    def spoiled(ticket: str) -> tuple[Event, ...]:
        if ticket == "a":
            raise Unreadable(GOOD[:1])
        return events(ticket)

    assert look(table, spoiled, "1", lambda: True, COUNTING) == Place(seen=4, before=3, over="1")
