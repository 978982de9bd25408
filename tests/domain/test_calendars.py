"""When an office is open."""

from datetime import UTC, date, datetime, time
from importlib.metadata import version

import holidays as package
import pytest

from chalicelib.domain.calendars import Calendar, Schedule
from chalicelib.store import book

BOOK = book.load()
YEARS = (2025, 2026, 2027)


def of(slug: str) -> Calendar:
    return BOOK.calendars.of(BOOK.offices.get(slug))


def utc(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), UTC)


@pytest.mark.parametrize(
    ("office", "day", "spans"),
    [
        ("jakarta-utara", date(2026, 4, 9), [(0, 30, 5, 0), (6, 0, 9, 0)]),
        ("jakarta-utara", date(2026, 4, 10), [(0, 30, 4, 30), (6, 0, 9, 30)]),
        ("jakarta-utara", date(2026, 3, 12), [(1, 0, 5, 0), (5, 30, 8, 0)]),
        ("jakarta-utara", date(2026, 3, 13), [(1, 0, 4, 30), (5, 30, 8, 30)]),
        ("bitung", date(2026, 4, 10), [(0, 0, 3, 30), (5, 15, 8, 30)]),
        ("perwakilan-los-angeles", date(2026, 3, 6), [(17, 0, 20, 0), (21, 0, 25, 0)]),
        ("perwakilan-los-angeles", date(2026, 3, 9), [(16, 0, 19, 0), (20, 0, 24, 0)]),
        ("jakarta-utara", date(2026, 4, 11), []),
        ("jakarta-utara", date(2025, 8, 18), []),
    ],
)
def test_hours(office: str, day: date, spans: list[tuple[int, int, int, int]]) -> None:
    """Offices keep their own hours: the Friday break, Ramadan, their own zone, summer time abroad, and closed days."""
    midnight = utc(day, 0, 0)
    minutes = [
        ((a - midnight).total_seconds() / 60, (b - midnight).total_seconds() / 60) for a, b in of(office).spans(day)
    ]
    assert minutes == [(h1 * 60 + m1, h2 * 60 + m2) for h1, m1, h2, m2 in spans]


def test_hours_of_the_week() -> None:
    """A week is 37 hours and a half, in Ramadan 32 and a half, as the regulation says."""
    for first, hours in ((date(2026, 7, 6), 37.5), (date(2026, 3, 9), 32.5)):
        week = [
            span for day in range(7) for span in of("jakarta-utara").spans(date.fromordinal(first.toordinal() + day))
        ]
        assert sum((end - start).total_seconds() for start, end in week) / 3600 == hours


def test_why_a_day_does_not_count() -> None:
    """A citizen is told which holiday it was."""
    calendar = of("jakarta-utara")
    assert calendar.why_not(date(2026, 3, 13)) is None
    assert calendar.why_not(date(2026, 3, 14)) == "weekend"
    assert calendar.why_not(date(2026, 3, 18)) == "joint-nyepi"
    assert calendar.why_not(date(2026, 3, 21)) == "idul-fitri"


def test_a_closed_day_has_no_closing_time() -> None:
    """The end of a closed day is just before midnight at the office; a closing time it has none."""
    calendar = of("jakarta-utara")
    assert calendar.end_of(date(2026, 3, 14)) == utc(date(2026, 3, 14), 16, 59)
    assert calendar.end_of(date(2026, 4, 10)) == calendar.closing(date(2026, 4, 10))
    with pytest.raises(ValueError, match="closed on 2026-03-14"):
        calendar.closing(date(2026, 3, 14))


def test_a_day_worked_out_of_turn() -> None:
    """A Saturday on which an office works counts, at the hours laid down for it."""
    plain = of("jakarta-utara")
    saturday = date(2026, 4, 11)
    busy = Calendar("x", plain.zone, plain.schedule, plain.holidays, extra={saturday: ((time(8), time(12)),)})
    assert busy.spans(saturday) == ((utc(saturday, 1, 0), utc(saturday, 5, 0)),)
    assert busy.why_not(saturday) is None


def test_before_the_first_period_an_office_is_closed() -> None:
    """No hours are made up for a time that the data does not cover."""
    assert not of("jakarta-utara").is_working(date(2020, 1, 2))
    assert Schedule("empty", ()).hours(date(2026, 1, 2)) == ()


def test_an_edition_can_be_pinned() -> None:
    """A case keeps the calendar that it was received under, and an edition that never was is an error."""
    office = BOOK.offices.get("jakarta-utara")
    assert BOOK.calendars.of(office, BOOK.calendars.version) is BOOK.calendars.of(BOOK.offices.get("jakarta-barat"))
    with pytest.raises(KeyError):
        BOOK.calendars.of(office, "1999-01-01")


def _ours(listed: str) -> set[date]:
    edition = BOOK.calendars.editions[BOOK.calendars.version]
    joint = {one.day for one in edition.holidays["indonesia"] if one.slug.startswith("joint-")}
    everything = {one.day for one in edition.holidays["indonesia"]}
    abroad = {one.day for one in edition.holidays["los-angeles"]}
    return {"public": everything - joint, "government": joint, "abroad": abroad}[listed]


@pytest.mark.parametrize("category", ["public", "government"])
def test_days_agree_with_the_holidays_package(category: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Our national days and days of joint leave are those that an independent package knows; differences are listed."""
    theirs = set(package.country_holidays("ID", years=YEARS, categories=(category,)))
    differences = sorted(_ours(category) ^ theirs)
    with capsys.disabled():
        print(f"\nholidays {version('holidays')}, {category}: {len(theirs)} days, differences: {differences or 'none'}")  # noqa: T201
    assert differences == []


def test_the_mission_keeps_the_days_of_its_host() -> None:
    """A mission is closed on its host's weekdays off and on our national days, but not on joint leave."""
    host = {day for day in package.country_holidays("US", years=YEARS) if day.weekday() < 5}
    assert host | _ours("public") == _ours("abroad")


def test_estimates_are_marked() -> None:
    """A feast whose date waits for the moon is marked, so that a date that rests on it can say so."""
    guessed = {
        d for d, name in package.country_holidays("ID", years=YEARS, language="id").items() if "perkiraan" in name
    }
    assert guessed
    assert guessed <= of("jakarta-utara").estimates


def test_every_day_and_period_has_a_source() -> None:
    """For every closed day and every set of hours, an auditor can see where it is written."""
    edition = BOOK.calendars.editions[BOOK.calendars.version]
    assert all(one.source for days in edition.holidays.values() for one in days)
    assert all(period.source for schedule in edition.schedules.values() for period in schedule.periods)
