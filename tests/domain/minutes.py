"""The slow, obvious reckoning that the engine is held against: one entry for every minute, and counting.

It shares the data (weekly hours, closed days) with the engine, and none of its arithmetic. Hours begin and end on
quarters, so a quarter is looked up once and stands for its fifteen minutes.
"""

from array import array
from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate

from chalicelib.domain.calendars import Calendar

FIRST = datetime(2025, 12, 30, tzinfo=UTC)
LAST = datetime(2027, 6, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
QUARTER = timedelta(minutes=15)


class Minutes:
    """All minutes of one calendar: which are worked, how many so far, and when each local day ends."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self.closings: dict[date, datetime] = {}
        worked = bytearray()
        moment = FIRST
        while moment < LAST:
            local = moment.astimezone(calendar.zone)
            open_now = self._open(local)
            if open_now:
                self.closings[local.date()] = moment + QUARTER
            worked.extend([open_now] * 15)
            moment += QUARTER
        self.so_far = array("l", accumulate(worked, initial=0))

    def _open(self, local: datetime) -> bool:
        day = local.date()
        hours = self._calendar.extra.get(day)
        if hours is None:
            if day in self._calendar.holidays:
                return False
            named = [one for one in self._calendar.schedule.periods if one.since <= day <= (one.until or date.max)]
            hours = named[0].week[day.weekday()] if named else ()
        return any(start <= local.time() < end for start, end in hours)

    def index(self, moment: datetime) -> int:
        return int((moment - FIRST).total_seconds()) // 60

    def between(self, since: datetime, until: datetime) -> int:
        return max(0, self.so_far[self.index(until)] - self.so_far[self.index(since)])

    def after(self, since: datetime, minutes: int) -> datetime:
        """The first minute by whose beginning so many were worked."""
        start = self.index(since)
        if minutes == 0:
            return since
        return FIRST + bisect_left(self.so_far, self.so_far[start] + minutes, lo=start) * MINUTE

    def nth_closing(self, since: datetime, amount: int) -> datetime:
        day = since.astimezone(self._calendar.zone).date()
        while amount:
            day += timedelta(days=1)
            amount -= day in self.closings
        return self.closings[day]

    def calendar_closing(self, since: datetime, amount: int) -> datetime:
        local = since.astimezone(self._calendar.zone)
        day = local.date() + timedelta(days=amount)
        midnight = datetime(day.year, day.month, day.day, 23, 59, tzinfo=self._calendar.zone)
        return self.closings.get(day, midnight.astimezone(UTC))
