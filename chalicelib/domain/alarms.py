"""What time itself will do next to a complaint; the sweep only executes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain import erasure, rebasing, running
from chalicelib.domain.book import Book, Terms
from chalicelib.domain.commands import Command
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.people import THE_CLOCK
from chalicelib.domain.running import Clock
from chalicelib.domain.steps import CITIZEN_WINDOW, Step


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing that is due at `at`.

    A percentage told, a rung of the ladder, a reminder that somebody (`to`) asked for, the end of a pause, the closing
    of the case, an erasure, or another calendar; the last two belong to no clock.
    """

    at: datetime
    step: Step
    clock: str
    mark: int = 0
    to: str | None = None

    @property
    def command(self) -> Command:
        """The step that the clock asks for when the time has come."""
        return Command(self.step, THE_CLOCK, clock=self.clock, mark=self.mark, to=self.to)


def next_alarm(case: Complaint, book: Book, now: datetime | None = None) -> Alarm | None:
    """Give what is due first; None when time alone changes nothing more.

    `now` lets a sweep that comes late pass over warnings that a later one, or the breach itself, has overtaken: three
    warnings after the fact help nobody.
    """
    if not case.open:
        return _erasure(case)
    terms = book.terms(case.policy, case.edition)
    alarms = [alarm for clock in case.clocks if not clock.over for alarm in _of_clock(clock, terms, now)]
    alarms.extend(_reminders(case))
    if overlay := rebasing.news(case, terms):
        alarms.append(Alarm(overlay.signed, Step.REBASE, ""))
    return min(alarms, key=lambda alarm: (alarm.at, alarm.clock), default=None)


def _erasure(case: Complaint) -> Alarm | None:
    """A complaint that is over is touched by time once more where its citizen wishes to be erased."""
    if case.erased:
        return None if case.emptied else Alarm(case.erased, Step.EMPTIED, "")
    at = erasure.due(case)
    return Alarm(at, Step.ERASED, "") if at else None


def _reminders(case: Complaint) -> Iterator[Alarm]:
    """Whoever put an alert off hears of it again, if the clock still runs late then."""
    if late := case.breached:
        for snooze in case.snoozes:
            yield Alarm(snooze.until, Step.REMIND, late.name, late.level, snooze.by)


def _of_clock(clock: Clock, terms: Terms, now: datetime | None) -> Iterator[Alarm]:
    if clock.halted is not None:
        if clock.until is not None:
            yield Alarm(clock.until, Step.RESUME, clock.name)
    elif clock.name == CITIZEN_WINDOW:
        yield Alarm(clock.due, Step.CLOSE, clock.name)
    else:
        yield from _warning(clock, terms, now)
        yield from _rung(clock, terms)


def _warning(clock: Clock, terms: Terms, now: datetime | None) -> Iterator[Alarm]:
    """The next percentage to tell the handler; the highest one that has passed when several have."""
    if clock.level:
        return
    rule, _ = running.governing(clock, terms)
    coming = [
        Alarm(running.at_percent(clock, percent, terms), Step.WARN, clock.name, percent)
        for percent in rule.warnings
        if percent > clock.warned
    ]
    passed = [alarm for alarm in coming if now is not None and alarm.at <= now]
    if passed and now is not None and clock.due <= now:
        return
    yield from passed[-1:] or coming[:1]


def _rung(clock: Clock, terms: Terms) -> Iterator[Alarm]:
    """The next level to hear of the breach, so many working days of the office after the due time."""
    for rung in terms.policy.escalations(clock.name):
        if rung.level > clock.level:
            days = rung.after_working_days
            at = running.overdue(clock, days, terms) if days else clock.due
            yield Alarm(at, Step.BREACH, clock.name, rung.level)
            return
