"""Giving an open case another version of its calendar: which clocks go over to it, and which date moves.

docs/decisions/0007 has the reasons for each rule.
"""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain import running
from chalicelib.domain.book import Terms
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import StepRefused
from chalicelib.domain.overlays import Overlay
from chalicelib.domain.running import Clock
from chalicelib.domain.steps import APPEAL, CITIZEN_WINDOW, CITIZENS, FIRST_RESPONSE, RESOLUTION, Step
from chalicelib.domain.times import iso

WEIGHT = (APPEAL, RESOLUTION, CITIZEN_WINDOW, FIRST_RESPONSE)
"""Of several dates that move, the citizen is told of the first of these."""


def news(case: Complaint, terms: Terms) -> Overlay | None:
    """Give the last overlay since the case's calendar that touches an office whose days count for it; None if none."""
    places = {clock.office for clock in case.clocks if not clock.over}
    return terms.calendars.changed_since(case.edition, (terms.offices.get(place).path for place in places))


def facts(case: Complaint, terms: Terms, now: datetime) -> dict[str, str]:
    """Give the newest calendar, why it came, and the date that moves; StepRefused when nothing concerns this case."""
    overlay = news(case, terms)
    if overlay is None:
        raise StepRefused(Step.REBASE)
    newest = replace(terms, edition=terms.calendars.version)
    told = {"edition": newest.edition, "reason": overlay.cause.value, "signed": iso(overlay.signed)}
    return told | moved(case.clocks, rebased(case.clocks, terms, newest, overlay.signed, now))


def rebased(clocks: tuple[Clock, ...], old: Terms, new: Terms, signed: datetime, now: datetime) -> tuple[Clock, ...]:
    """Give the clocks under another edition, signed off at `signed`; what was told of them is not told again.

    What is over, and what was late by then, stays as it is.
    """
    return tuple(_rebased(clock, old, new, signed, now) for clock in clocks)


def _rebased(clock: Clock, old: Terms, new: Terms, signed: datetime, now: datetime) -> Clock:
    kept = replace(clock, edition=clock.edition or old.edition)
    if clock.over or clock.level or clock.late(signed):
        return kept
    fresh = running.dated(replace(clock, edition=None), new)
    return fresh if _fair(clock, fresh, now) else kept


def _fair(before: Clock, after: Clock, now: datetime) -> bool:
    """A citizen's own time is never cut short; an office's date may come earlier, but not so early that it has gone."""
    return after.due >= before.due or (before.name not in CITIZENS and after.due > now)


def moved(before: tuple[Clock, ...], after: tuple[Clock, ...]) -> dict[str, str]:
    """Give the clock, the date before and the date after that matter most to the citizen; nothing where none moved.

    A clock that is halted binds nobody now: whatever sets it going again tells its date.
    """
    pairs = [pair for pair in zip(before, after, strict=True) if pair[1].running and pair[0].due != pair[1].due]
    if not pairs:
        return {}
    was, now = min(pairs, key=lambda pair: WEIGHT.index(pair[1].name) if pair[1].name in WEIGHT else len(WEIGHT))
    return {"clock": now.name, "was": iso(was.due), "due": iso(now.due)}
