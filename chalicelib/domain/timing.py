"""When a step comes too early, or too late, and for how long a clock may be stopped."""

from datetime import datetime

from chalicelib.domain import attention, erasure
from chalicelib.domain.book import Terms
from chalicelib.domain.commands import Command
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import DateMissed, PauseUsed, StepRefused, TooEarly, TooLate
from chalicelib.domain.steps import APPEAL_WINDOW, CITIZEN_WINDOW, RESOLUTION, STEPS, Step


def check(case: Complaint, command: Command, now: datetime) -> None:
    """Refuse a step of which the time has not come, or has gone. Raises StepRefused, and what is under it."""
    match command.step:
        case Step.APPEAL:
            _in_time(case, now)
        case Step.EXTEND:
            _before_the_date(case, now)
        case Step.CLOSE:
            _window_passed(case, now)
        case Step.WARN | Step.BREACH | Step.REMIND:
            _is_news(case, command, now)
        case Step.ERASED:
            _day_has_come(case, command, now)
        case _:
            pass


def _before_the_date(case: Complaint, now: datetime) -> None:
    """More time is given before the date, never after it: what is late stays late."""
    clock = case.clock(RESOLUTION)
    if clock and clock.late(now):
        raise DateMissed(clock.due)


def pausing(case: Complaint, reason: str, terms: Terms) -> str:
    """All pauses of a clock together keep to the cap: nobody puts a date off for ever, one question after another."""
    cap = terms.policy.pause(reason).cap
    if any(clock.running and clock.name in STEPS[Step.ASK].stops and clock.rested >= cap for clock in case.clocks):
        raise PauseUsed(cap)
    return reason


def _window_passed(case: Complaint, now: datetime) -> None:
    if not case.closable(now):
        window = case.clock(CITIZEN_WINDOW)
        raise TooEarly(window.due if window and window.running else None)


def _in_time(case: Complaint, now: datetime) -> None:
    window = case.clock(APPEAL_WINDOW)
    if window and not case.appealable(now):
        raise TooLate(window.due)


def _is_news(case: Complaint, command: Command, now: datetime) -> None:
    if not attention.is_news(case, command, now):
        raise StepRefused(command.step)


def _day_has_come(case: Complaint, command: Command, now: datetime) -> None:
    """Nobody is erased before the day that they were told."""
    if not erasure.in_time(case, command.reason, now):
        raise StepRefused(command.step)
