"""How late the sweep notices that a date has passed: the real sweep and the real rules, on a clock that jumps.

The schedule is the one of AWS: a period of 60 seconds, each call up to 60 seconds late. Time goes from one thing that
is due to the next, so that a year takes a minute. What a sweep itself takes is left out; bench/sweeping.py times it.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any, cast

from chalicelib.domain import taking
from chalicelib.domain.alarms import next_alarm
from chalicelib.domain.book import Book
from chalicelib.domain.change import Change
from chalicelib.domain.commands import Command, Filing
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import ChangedMeanwhile, Refusal
from chalicelib.domain.events import Words
from chalicelib.domain.intents import Alert
from chalicelib.domain.people import Citizen, Mode, Role, Staff
from chalicelib.domain.sending import Key
from chalicelib.domain.steps import Step
from chalicelib.services import sweep
from chalicelib.services.casework import Casework, changed
from chalicelib.services.delivery import Delivery
from chalicelib.services.sweep import Sweep
from chalicelib.store import book as books

PERIOD, LATEST = timedelta(seconds=60), timedelta(seconds=60)
BOUND = PERIOD + LATEST
START = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
BUSY = START + timedelta(days=103)
"""A Tuesday in April, with a week of dates behind the holidays: the worst day to be off."""
YEAR = 360
SORTS = ("passport-late", "payment", "border-post", "illegal-levy", "personal-data", "officer-conduct")
TALKED_TO = 3
"""One complaint in so many is worked on: looked at, given to somebody, asked about and answered by the citizen."""


@dataclass
class Schedule:
    """When a sweep is called: each period, up to `LATEST` late, and not at all between `off` and `on`."""

    seed: int
    off: datetime | None = None
    on: datetime | None = None

    def first(self, at: datetime) -> datetime:
        """Give the first call that is no earlier than this."""
        number = max(0, (at - START) // PERIOD - 2)
        while (call := self._call(number)) < at or self._silent(call):
            number += 1
            if self.off and self.on and self._silent(call):
                number = max(number, (self.on - START) // PERIOD - 2)
        return call

    def _call(self, number: int) -> datetime:
        late = Random(self.seed * 1_000_003 + number).randrange(LATEST // timedelta(seconds=1))
        return START + number * PERIOD + timedelta(seconds=late)

    def _silent(self, call: datetime) -> bool:
        return bool(self.off and self.on and self.off <= call < self.on)


@dataclass
class Found:
    """Deadlines that passed, how long after each the breach was on record, and those that never were."""

    delays: list[timedelta] = field(default_factory=list)
    missed: int = 0
    sweeps: int = 0
    others: list[timedelta] = field(default_factory=list)

    @property
    def worst(self) -> timedelta:
        return max(self.delays + self.others)


class Shelf:
    """Cases and the index of what is due, in memory: what the store gives a sweep, and nothing of what it costs."""

    def __init__(self, book: Book, schedule: Schedule) -> None:
        self.book, self.schedule, self.now = book, schedule, START
        self.cases: dict[str, Complaint] = {}
        self.due_rows: list[tuple[datetime, str, int]] = []
        self.found = Found()

    def several(self, tickets: Iterable[str]) -> dict[str, Callable[[], Complaint]]:
        return {ticket: partial(self.get, ticket) for ticket in tickets}

    def get(self, ticket: str) -> Complaint:
        return self.cases[ticket]

    def save(self, change: Change, _wrapped: bytes | None = None) -> None:
        """Keep a step, put its next alarm into the index, and note how late the step came."""
        before = self.cases.get(change.case.ticket)
        if (before.version if before else 0) != change.before:
            raise ChangedMeanwhile(change.case.ticket)
        self.put(change.case)
        if before:
            self._note(before, change)

    def put(self, case: Complaint) -> None:
        """Put a case on the shelf."""
        self.cases[case.ticket] = case
        if alarm := next_alarm(case, self.book):
            heapq.heappush(self.due_rows, (alarm.at, case.ticket, case.version))

    def _note(self, before: Complaint, change: Change) -> None:
        facts, step = change.event.data, change.event.step
        if step is Step.BREACH and facts["mark"] == 1 and (clock := before.clock(str(facts["clock"]))):
            self.found.delays.append(self._late(clock.due))
        elif step in {Step.BREACH, Step.RESUME} and (alarm := next_alarm(before, self.book, self.now)):
            self.found.others.append(self._late(alarm.at))

    def _late(self, due: datetime) -> timedelta:
        """After a time without sweeps, what waited is late from its end on. Negative: told too early."""
        off, on = self.schedule.off, self.schedule.on
        begun = on if off and on and off - BOUND <= due < on else due
        return self.now - (begun if self.now >= due else due)

    def due(self, shard: int, now: datetime) -> Iterator[tuple[Key, str]]:
        """List what is due, all in the first shard; a row that is not dealt with does not come back, and is missed."""
        ready: dict[str, None] = {}
        while shard == 0 and self.due_rows and self.due_rows[0][0] <= now:
            _, ticket, version = heapq.heappop(self.due_rows)
            if self.cases[ticket].version == version:
                ready[ticket] = None
        yield from ((Key(f"C#{ticket}", "STATE"), "") for ticket in ready)

    def header(self, alert: Alert) -> Key:
        """Nobody works here, so that no line is ever owed."""
        raise LookupError(alert)


class Nobody:
    """An office without staff: whom to tell is another question."""

    def get(self, _person: str) -> None:
        return None

    def holders(self, _office: str, *_roles: Role) -> tuple[()]:
        return ()


def run(cases: int, seed: int = 7, *, off: datetime | None = None) -> Found:
    """Let so many complaints of a year come, be worked on or not, and pass their dates; sweep throughout.

    From `off` on the schedule is silent for a day.
    """
    dice, book = Random(seed), books.load()
    schedule = Schedule(seed, off, off + DAY if off else None)
    shelf = Shelf(book, schedule)
    acts = sorted(_acts(cases, dice, book), key=lambda act: act[0])
    casework = Casework(cast("Any", shelf), lambda: shelf.now, book)
    nothing = cast("Any", None)
    delivery = Delivery(cast("Any", shelf), nothing, nothing, casework, *[nothing] * 6)

    def failed(error: Exception) -> None:
        raise error

    desk = Sweep(
        delivery=delivery,
        holders=Nobody(),
        forecasts=nothing,
        shards=1,
        mark="bench",
        goes_on=lambda: True,
        failed=failed,
        out=nothing,
    )
    while acts or shelf.due_rows:
        call = schedule.first(max(shelf.now, shelf.due_rows[0][0])) if shelf.due_rows else None
        if call is None or (acts and acts[0][0] < call):
            shelf.now, act = acts.pop(0)
            act(shelf, casework)
            continue
        shelf.now = call
        sweep.run(desk)
        shelf.found.sweeps += 1
    shelf.found.missed = _missed(shelf)
    return shelf.found


def _missed(shelf: Shelf) -> int:
    """Count dates that passed while their clock ran, and that nobody was told of."""
    return sum(
        clock.running and clock.due <= shelf.now and not clock.level and clock.name != "citizen_window"
        for case in shelf.cases.values()
        for clock in case.clocks
        if case.open
    )


Act = Callable[[Shelf, Casework], None]


def _acts(cases: int, dice: Random, book: Book) -> Iterator[tuple[datetime, Act]]:
    """Yield what people do, with its time: each files; one in three is worked on at times of its own."""
    places = [office.slug for office in book.offices.all() if office.handles]
    for number in range(cases):
        ticket, at = f"IMI-{number:08d}", START + timedelta(seconds=dice.randrange(YEAR * 86_400))
        filing = Filing("complaint", dice.choice(SORTS), dice.choice(places), "id", Words("x", b"0" * 16), Mode.NAMED)
        yield at, _file(filing, ticket)
        if number % TALKED_TO == 0:
            for step in (Step.VERIFY, Step.ASSIGN, Step.ASK, Step.REPLY):
                at += timedelta(seconds=dice.randrange(1, 9 * 86_400))
                yield at, _take(step, ticket)


def _file(filing: Filing, ticket: str) -> Act:
    def act(shelf: Shelf, _casework: Casework) -> None:
        shelf.put(taking.receive(filing, ticket, shelf.now, shelf.book)[0])

    return act


def _take(step: Step, ticket: str) -> Act:
    """Take a step if the case is where it fits; people come too late, too."""

    def act(shelf: Shelf, casework: Casework) -> None:
        case = shelf.get(ticket)
        actor = Citizen(ticket) if step is Step.REPLY else Staff("bench", Role.CENTRE, "pusat", case.restricted)
        words = Words("x", b"0" * 16) if step in {Step.ASK, Step.REPLY} else None
        reason = "needs-document" if step is Step.ASK else None
        try:
            shelf.save(changed(case, Command(step, actor, words, reason, to="bench"), casework))
        except Refusal:
            return

    return act
