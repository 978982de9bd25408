"""The clocks that run on one complaint: started, halted, set going again and ended by steps.

Their dates are worked out, never set.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain import clocks
from chalicelib.domain.book import Terms
from chalicelib.domain.calendars import Calendar
from chalicelib.domain.policy import ClockRule, Unit
from chalicelib.domain.steps import CITIZENS

Pause = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock of one case.

    `office` is the one that was responsible at the start: its calendar counts, whoever holds the case later. `halted`
    is when it stopped, None while it runs; `over` means for good. `until` is when a pause ends by itself, `rested` how
    many working days such pauses have used up. `warned` is the highest percentage told, `level` the highest rung of the
    escalation ladder told. `extensible` says whether the rule that gives the due time may be extended. `edition` names
    the calendar that a clock kept when its case was given another one; None where it goes with the case.
    """

    name: str
    klass: str
    office: str
    started: datetime
    due: datetime
    halted: datetime | None = None
    over: bool = False
    until: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    extended: bool = False
    warned: int = 0
    level: int = 0
    edition: str | None = None
    rested: int = 0
    extensible: bool = False

    @property
    def running(self) -> bool:
        """Whether time counts now."""
        return self.halted is None

    def late(self, now: datetime) -> bool:
        """Whether the due time passed before the clock was halted, or has passed by now.

        Never on the citizen's own time.
        """
        return self.name not in CITIZENS and (self.halted or now) > self.due


def start(name: str, klass: str, office: str, now: datetime, terms: Terms) -> Clock:
    """Set a clock going at this office, by this class's rules."""
    return dated(Clock(name, klass, office, now, now), terms)


def halt(clock: Clock, now: datetime, until: datetime | None = None, *, over: bool = False) -> Clock:
    """Stop counting: for good, or until a later step or `until`."""
    return replace(clock, halted=clock.halted or now, over=clock.over or over, until=until)


def resume(clock: Clock, now: datetime, terms: Terms) -> Clock:
    """Go on counting what was left; the due time moves by the pause, up to its cap, and never backwards."""
    if clock.halted is None or clock.over:
        return clock
    again = min(now, clock.until or now)
    rested = clock.rested + (_rested(clock, again, terms) if clock.until else 0)
    pauses = (*clock.pauses, (clock.halted, again))
    return dated(replace(clock, halted=None, until=None, pauses=pauses, rested=rested), terms)


def _rested(clock: Clock, again: datetime, terms: Terms) -> int:
    """Count the working days of a pause as its cap does: the day on which it began is none."""
    calendar = calendar_of(clock, terms)
    return sum(calendar.is_working(day) for day in clocks.days_after(clock.halted or again, again, calendar))


def dated(clock: Clock, terms: Terms) -> Clock:
    """Work out the due time afresh, from the start, the rules, the extension and the pauses."""
    rule, due = governing(clock, terms)
    return replace(clock, due=due, extensible=rule.extension > 0)


def governing(clock: Clock, terms: Terms) -> tuple[ClockRule, datetime]:
    """Give the rule whose due time comes first, and that time."""
    return min(limits(clock, terms), key=lambda pair: pair[1])


def limits(clock: Clock, terms: Terms) -> tuple[tuple[ClockRule, datetime], ...]:
    """Give each limit that runs, with its own due time."""
    calendar = calendar_of(clock, terms)
    return tuple((rule, _due(clock, rule, calendar)) for rule in rules(clock, terms))


def calendar_of(clock: Clock, terms: Terms) -> Calendar:
    """Give the calendar that counts for this clock."""
    return terms.calendar(clock.office, clock.edition)


def rules(clock: Clock, terms: Terms) -> tuple[ClockRule, ...]:
    """Give the limits that run side by side, with what a supervisor added."""
    found = terms.policy.rules(clock.name, clock.klass)
    return tuple(replace(rule, amount=rule.amount + rule.extension) for rule in found) if clock.extended else found


def at_percent(clock: Clock, percent: int, terms: Terms) -> datetime:
    """Tell when so much of the given time will have gone, pauses left out."""
    calendar = calendar_of(clock, terms)
    rule, _ = governing(clock, terms)
    share = clocks.at_share(clock.started, clocks.due(clock.started, rule, calendar), percent, calendar, rule.unit)
    return _shifted(share, clock.pauses, calendar, rule.unit)


def cap(days: int, office: str, now: datetime, terms: Terms) -> datetime:
    """Tell when a pause of at most so many working days of this office ends by itself."""
    calendar = terms.calendar(office)
    day = calendar.local_day(now)
    while days:
        day += clocks.DAY
        days -= calendar.is_working(day)
    return calendar.closing(day)


def overdue(clock: Clock, days: int, terms: Terms) -> datetime:
    """Tell when so many working days will have gone since the due time, halts after it left out."""
    since = [pause for pause in clock.pauses if pause[0] >= clock.due]
    return _shifted(cap(days, clock.office, clock.due, terms), since, calendar_of(clock, terms), Unit.WORKING_DAYS)


def _due(clock: Clock, rule: ClockRule, calendar: Calendar) -> datetime:
    return _shifted(clocks.due(clock.started, rule, calendar), clock.pauses, calendar, rule.unit)


def _shifted(moment: datetime, pauses: Iterable[Pause], calendar: Calendar, unit: Unit) -> datetime:
    for paused, again in pauses:
        moment = clocks.resumed(moment, paused, again, calendar, unit)
    return moment
