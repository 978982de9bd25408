"""Why a clock is due when it is: from the event that started it, by rule, days and pauses, to the date.

Nothing of this is kept. The record is gone through again, and what each event did to the clock is noted down.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chalicelib.domain import clocks, running
from chalicelib.domain.book import Book, Terms
from chalicelib.domain.clocks import Trace
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.events import Event
from chalicelib.domain.life import evolve
from chalicelib.domain.policy import ClockRule, Unit
from chalicelib.domain.running import Clock


class What(StrEnum):
    """What an event did to a clock."""

    STARTED = "started"
    HALTED = "halted"
    RESUMED = "resumed"
    RECLASSED = "reclassed"
    EXTENDED = "extended"
    REBASED = "rebased"


@dataclass(frozen=True, slots=True)
class Turn:
    """One event that touched the clock, and the date after it."""

    what: What
    event: Event
    due: datetime


@dataclass(frozen=True, slots=True)
class Limit:
    """One rule by itself: its days as if there had been no pause, and its date with all pauses.

    `skipped` are the closed days up to that date, `estimates` those days whose decree is still to come.
    """

    trace: Trace
    due: datetime
    skipped: tuple[tuple[date, str], ...]
    estimates: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Halt:
    """A stretch that did not count. `until` is None while it lasts, `due` the date that it led to."""

    event: Event
    until: datetime | None
    due: datetime | None

    @property
    def reason(self) -> str | None:
        """The coded reason of a pause; None where the step itself is the reason, such as an answer."""
        found = self.event.data.get("reason")
        return found if isinstance(found, str) else None


@dataclass(frozen=True, slots=True)
class Why:
    """One clock, all that happened to it, and its limits: the one that governs first."""

    clock: Clock
    terms: Terms
    turns: tuple[Turn, ...]
    limits: tuple[Limit, ...]

    @property
    def started(self) -> Event:
        """The event that the time runs from."""
        return self.turns[0].event

    @property
    def halts(self) -> tuple[Halt, ...]:
        """The stretches that did not count; the last one may still last, save when the clock is over for good."""
        halted = [turn.event for turn in self.turns if turn.what is What.HALTED]
        resumed = [turn for turn in self.turns if turn.what is What.RESUMED]
        ended = [
            Halt(event, until, turn.due)
            for event, turn, (_, until) in zip(halted, resumed, self.clock.pauses, strict=False)
        ]
        lasting = halted[len(resumed) :] if self.clock.until is not None else []
        return (*ended, *(Halt(event, None, None) for event in lasting))

    @property
    def changes(self) -> tuple[Turn, ...]:
        """What gave it another date than its start: another class, an extension, another calendar."""
        moved = {What.RECLASSED, What.EXTENDED, What.REBASED}
        return tuple(turn for turn in self.turns if turn.what in moved)


def why(events: Iterable[Event], book: Book) -> tuple[Why, ...]:
    """Explain the latest clock of each name, in the order in which they first started. Empty without events."""
    case: Complaint | None = None
    turns: list[list[Turn]] = []
    terms: list[Terms] = []
    for event in events:
        before, case = case.clocks if case else (), evolve(case, event, book)
        now = book.terms(case.policy, case.edition)
        for place, turn in _turns(before, case.clocks, event):
            if place == len(turns):
                turns.append([])
                terms.append(now)
            turns[place].append(turn)
            if turn.what is not What.HALTED:
                terms[place] = now
    clocks_now = case.clocks if case else ()
    latest = {clock.name: place for place, clock in enumerate(clocks_now)}
    return tuple(_told(clocks_now[place], terms[place], turns[place]) for place in latest.values())


def _turns(before: tuple[Clock, ...], after: tuple[Clock, ...], event: Event) -> Iterator[tuple[int, Turn]]:
    """A clock keeps its place among the others for life."""
    for place, clock in enumerate(after):
        what = _what(before[place], clock) if place < len(before) else What.STARTED
        if what:
            yield place, Turn(what, event, clock.due)


def _what(before: Clock, after: Clock) -> What | None:
    if after.klass != before.klass:
        return What.RECLASSED
    if after.extended and not before.extended:
        return What.EXTENDED
    if len(after.pauses) > len(before.pauses):
        return What.RESUMED
    if after.halted is not None and before.halted is None:
        return What.HALTED
    return What.REBASED if after.due != before.due else None


def _told(clock: Clock, terms: Terms, turns: list[Turn]) -> Why:
    calendar = running.calendar_of(clock, terms)

    def limit(rule: ClockRule, due: datetime) -> Limit:
        days = () if rule.unit is Unit.HOURS else clocks.days_after(clock.started, due, calendar)
        unsure = tuple(day for day in days if day in calendar.estimates)
        skipped = clocks.passed_over(clock.started, due, rule.unit, calendar)
        return Limit(clocks.trace(clock.started, rule, calendar), due, skipped, unsure)

    found = sorted(running.limits(clock, terms), key=lambda pair: pair[1])
    return Why(clock, terms, tuple(turns), tuple(limit(rule, due) for rule, due in found))
