"""What stands at an office when it opens, in figures; each is the length of a list that can be opened."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import count

from chalicelib.domain.calendars import Calendar
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.steps import Status

LATE, UNASSIGNED = "late", "unassigned"
FIGURES = (LATE, Status.RECEIVED.value, UNASSIGNED, Status.AWAITING_CITIZEN.value, Status.ANSWERED.value)
"""The lists, the most pressing first: late, new, nobody's, waiting for the citizen, answered and not yet closed."""
IN_HAND = frozenset({Status.VERIFIED, Status.IN_PROGRESS})
DAY = timedelta(days=1)


def listed(case: Complaint, name: str, now: datetime) -> bool:
    """Tell whether an open case is on the list of this name: a status, or what is late or nobody's."""
    match name:
        case "late":
            return case.late(now)
        case "unassigned":
            return case.status in IN_HAND and case.assignee is None
        case _:
            return case.status.value == name


def figures(cases: Iterable[Complaint], now: datetime) -> Mapping[str, str]:
    """Count each list; one that is empty is left out, so that nothing is told where nothing stands."""
    found = tuple(cases)
    counts = {name: sum(listed(case, name, now) for case in found) for name in FIGURES}
    return {name: str(number) for name, number in counts.items() if number}


def next_opening(calendar: Calendar, now: datetime) -> datetime:
    """Give the opening of the next working day, the first that is still to come."""
    today = calendar.local_day(now)
    days = (today + number * DAY for number in count())
    return next(at for day in days if calendar.is_working(day) and (at := calendar.spans(day)[0][0]) > now)
