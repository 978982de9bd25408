"""policy/calendars/<version>/ into `Edition`: calendar.toml has the hours, holidays.csv the closed days."""

from collections.abc import Iterable
from datetime import date, time
from importlib.resources.abc import Traversable
from typing import Any

from chalicelib.domain.calendars import Edition, Holiday, Period, Schedule
from chalicelib.domain.overlays import Hours
from chalicelib.store.book_checks import once, refuse, table, toml

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read(folder: Traversable) -> dict[str, Edition]:
    """All editions, oldest first; the folder's name is the version."""
    names = sorted(path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith("_"))
    return {
        name: edition(name, toml(folder / name / "calendar.toml"), table(folder / name / "holidays.csv"))
        for name in names
    }


def edition(version: str, data: dict[str, Any], rows: list[dict[str, str]]) -> Edition:
    """One edition; BadPolicy when a name leads nowhere, a span is no span, or a list has a day twice."""
    once((f"{row['list']} {row['day']}" for row in rows), f"{version} holidays")
    periods = {name: _period(name, dict(raw)) for name, raw in data["periods"].items()}
    lists = {row["list"] for row in rows}
    for used, known in ((data["schedules"], set(periods)), (data["holidays"], lists)):
        strange = {name for names in used.values() for name in names} - known
        refuse(bool(strange), f"{version}: {sorted(strange)} are not defined")
    schedules = {
        slug: Schedule(slug, tuple(periods[name] for name in names)) for slug, names in data["schedules"].items()
    }
    return Edition(version, schedules, {slug: _closed(names, rows) for slug, names in data["holidays"].items()})


def _closed(lists: list[str], rows: list[dict[str, str]]) -> tuple[Holiday, ...]:
    """The first list that names a day gives its reason."""
    days: dict[date, Holiday] = {}
    for name in lists:
        for row in rows:
            if row["list"] == name:
                holiday = _holiday(row)
                days.setdefault(holiday.day, holiday)
    return tuple(days[day] for day in sorted(days))


def _holiday(row: dict[str, str]) -> Holiday:
    refuse(not row["source"] or row["estimate"] not in {"yes", "no"}, f"{row} has no source or is neither sure nor not")
    return Holiday(date.fromisoformat(row["day"]), row["slug"], row["estimate"] == "yes", row["source"])


def _period(name: str, raw: dict[str, Any]) -> Period:
    since, until = raw.pop("since"), raw.pop("until", None)
    source, verified, estimate = raw.pop("source"), raw.pop("verified"), raw.pop("estimate")
    refuse(not source or (until is not None and until < since), f"{name} ends before it starts or has no source")
    return Period(name, since, until, _week(name, raw), source, verified, estimate)


def _week(name: str, raw: dict[str, list[str]]) -> tuple[Hours, ...]:
    week: list[Hours] = [()] * 7
    for days, spans in raw.items():
        first, _, last = days.partition("-")
        refuse(not {first, last or first} <= set(WEEK), f"{name}: no days {days}")
        for day in range(WEEK.index(first), WEEK.index(last or first) + 1):
            week[day] = _hours(name, spans)
    return tuple(week)


def _hours(name: str, spans: Iterable[str]) -> Hours:
    hours = tuple(
        (time.fromisoformat(start), time.fromisoformat(end)) for start, end in (span.split("-") for span in spans)
    )
    edges = [edge for span in hours for edge in span]
    refuse(edges != sorted(set(edges)), f"{name}: {list(spans)} overlap or run backwards")
    return hours
