"""When an office is open: its zone, weekly hours, dated overrides, and days it is closed or works out of turn."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from chalicelib.domain.offices import Office
from chalicelib.domain.overlays import Hours, Listed, Overlay, Signed, in_force, named, split

Spans = tuple[tuple[datetime, datetime], ...]
WEEKEND = "weekend"


@dataclass(frozen=True, slots=True)
class Period:
    """Local hours by weekday (Monday first; empty when closed), both dates included; an estimate may still move."""

    name: str
    since: date
    until: date | None
    week: tuple[Hours, ...]
    source: str
    verified: bool
    estimate: bool


@dataclass(frozen=True, slots=True)
class Schedule:
    """Periods by rank: the first that holds the day rules, so an override such as Ramadan stands before the rest."""

    slug: str
    periods: tuple[Period, ...]

    def hours(self, day: date) -> Hours:
        for period in self.periods:
            if period.since <= day and (period.until is None or day <= period.until):
                return period.week[day.weekday()]
        return ()


@dataclass(frozen=True, slots=True)
class Holiday:
    """A closed day, `holiday.<slug>` in the catalogue; an estimate may still move, by decree or moon."""

    day: date
    slug: str
    estimate: bool
    source: str


@dataclass(frozen=True, slots=True)
class Month:
    """Its working days in order, and the working time gone when each of them began; last, that of the whole month."""

    days: tuple[date, ...]
    gone: tuple[timedelta, ...]


@dataclass(frozen=True, eq=False)
class Calendar:
    """One office's days under one version. `extra` days are worked at their own hours, whatever else they are."""

    version: str
    zone: ZoneInfo
    schedule: Schedule
    holidays: Mapping[date, str]
    estimates: frozenset[date] = frozenset()
    extra: Mapping[date, Hours] = field(default_factory=dict)
    _known: dict[date, Spans] = field(default_factory=dict, repr=False)
    _months: dict[int, Month] = field(default_factory=dict, repr=False)

    def spans(self, day: date) -> Spans:
        """The day's working time in UTC, in order; empty when closed. Remembered: it is asked for again and again."""
        if day not in self._known:
            hours = self._hours(day)
            self._known[day] = tuple((self._utc(day, start), self._utc(day, end)) for start, end in hours)
        return self._known[day]

    def month(self, number: int) -> Month:
        """The month of that `month_number`. Remembered: every date is counted over the same few months."""
        if number not in self._months:
            first, after = (date(n // 12, n % 12 + 1, 1).toordinal() for n in (number, number + 1))
            days = tuple(day for day in map(date.fromordinal, range(first, after)) if self.is_working(day))
            worked = (sum((end - start for start, end in self.spans(day)), timedelta()) for day in days)
            self._months[number] = Month(days, tuple(accumulate(worked, initial=timedelta())))
        return self._months[number]

    def is_working(self, day: date) -> bool:
        return bool(self.spans(day))

    def closing(self, day: date) -> datetime:
        """The end of the last span; ValueError on a closed day."""
        if spans := self.spans(day):
            return spans[-1][1]
        raise ValueError(f"closed on {day}")

    def end_of(self, day: date) -> datetime:
        """The closing time, or 23.59 local when the office is closed all day."""
        return self.closing(day) if self.is_working(day) else self._utc(day, time(23, 59))

    def why_not(self, day: date) -> str | None:
        """What closes the day, `holiday.<why>` in the catalogue: a holiday's slug or `weekend`. None when open."""
        return None if self.is_working(day) else self.holidays.get(day, WEEKEND)

    def local_day(self, moment: datetime) -> date:
        """The date on the office's wall."""
        return moment.astimezone(self.zone).date()

    def _hours(self, day: date) -> Hours:
        if day in self.extra:
            return self.extra[day]
        return () if day in self.holidays else self.schedule.hours(day)

    def _utc(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone).astimezone(UTC)


def month_number(day: date) -> int:
    """Number the months through, so that the next one is one more."""
    return day.year * 12 + day.month - 1


@dataclass(frozen=True)
class Edition:
    """One signed-off version of the data: schedules and sets of holidays by name."""

    version: str
    schedules: Mapping[str, Schedule]
    holidays: Mapping[str, tuple[Holiday, ...]]


class Calendars:
    """Every edition, with what the offices changed in it; a case keeps the version it was received under.

    A version is an edition's, or `<edition>+<number>`: with everything that was signed off up to that number. KeyError
    for one that never was. `signed` is asked only when a calendar is.
    """

    def __init__(self, editions: Mapping[str, Edition], signed: Callable[[], Signed] = Listed) -> None:
        self.editions = dict(sorted(editions.items()))
        self._signed = signed
        self._made: dict[tuple[str | int, ...], Calendar] = {}
        self._found: dict[tuple[str, Office], Calendar] = {}

    @property
    def version(self) -> str:
        """The newest that is known."""
        return named(next(reversed(self.editions)), self._signed().newest)

    def of(self, office: Office, version: str | None = None) -> Calendar:
        """The office's calendar, the newest unless a version is pinned; offices with equal terms share one object."""
        asked = (version or self.version, office)
        if asked not in self._found:
            self._found[asked] = self._shared(*asked)
        return self._found[asked]

    def changed_since(self, version: str, paths: Iterable[str]) -> Overlay | None:
        """The last overlay that changed the calendar of one of these offices after a version; None when none did."""
        _, number = split(version)
        known = self._signed().newest
        later = self._signed().upto(known)[number:] if known > number else ()
        touched = {slug for path in paths for slug in path.split("/")} if later else set()
        return next((overlay for overlay in reversed(later) if overlay.office in touched), None)

    def _shared(self, version: str, office: Office) -> Calendar:
        base, number = split(version)
        overlays = in_force(self._signed().upto(number), office.path)
        terms = (office.zone, office.hours, office.holidays)
        key: tuple[str | int, ...] = (base, *terms, *(overlay.number for overlay in overlays))
        if key not in self._made:
            self._made[key] = _calendar(self.editions[base], terms, overlays)
        return self._made[key]


def _calendar(edition: Edition, terms: tuple[str, str, str], overlays: tuple[Overlay, ...]) -> Calendar:
    """The edition's days, then those of each overlay over them: the nearest office has the last word on a day."""
    zone, hours, holidays = terms
    closed = {one.day: one.slug for one in edition.holidays[holidays]}
    unsure = {one.day for one in edition.holidays[holidays] if one.estimate}
    extra: dict[date, Hours] = {}
    for overlay in overlays:
        closed |= {one.day: one.why.value for one in overlay.closed}
        shut, worked = {one.day for one in overlay.closed}, {one.day for one in overlay.opened}
        unsure = (unsure - shut - worked) | {one.day for one in overlay.closed if one.estimate}
        extra = {day: span for day, span in extra.items() if day not in shut}
        extra |= {one.day: one.hours for one in overlay.opened}
    return Calendar(
        version=edition.version,
        zone=ZoneInfo(zone),
        schedule=edition.schedules[hours],
        holidays=closed,
        estimates=frozenset(unsure),
        extra=extra,
    )
