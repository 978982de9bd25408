"""Days and hours as people say them, at the office that keeps the time: "Senin, 5 Januari 2026 pukul 09.30 WIB"."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from chalicelib.notify.texts import Words


def day(on: date, say: Words) -> str:
    """Name the day of the week, the day, the month and the year."""
    return say(
        "date.day",
        weekday=say(f"date.weekday.{on.isoweekday()}"),
        day=on.day,
        month=say(f"date.month.{on.month}"),
        year=on.year,
    )


def month(on: date, say: Words) -> str:
    """Name the month and the year."""
    return say("date.month_year", month=say(f"date.month.{on.month}"), year=on.year)


def local_day(at: datetime, zone: str, say: Words) -> str:
    """Name the day that it was, or will be, at the office."""
    return day(at.astimezone(ZoneInfo(zone)).date(), say)


def moment(at: datetime, zone: str, say: Words) -> str:
    """Name the day and the hour, with the office's zone, so that nobody has to guess."""
    there = at.astimezone(ZoneInfo(zone))
    return say(
        "date.moment",
        day=day(there.date(), say),
        time=say("date.time", hour=f"{there:%H}", minute=f"{there:%M}"),
        zone=zone_name(there, zone, say),
    )


def edition(name: str, say: Words) -> str:
    """Name a calendar: `2026-11-21+2` is the second change after the edition of that day. Any other name stays."""
    day, _, number = name.partition("+")
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return name
    told = say("calendar.edition", day=on.day, month=say(f"date.month.{on.month}"), year=on.year)
    return say("calendar.changed", edition=told, number=number) if number else told


def zone_name(at: datetime, zone: str, say: Words) -> str:
    """WIB, WITA or WIT; abroad by its city; where nobody has named it, the distance from UTC, such as UTC+09:00."""
    try:
        return say(f"date.zone.{zone}")
    except KeyError:
        offset = f"{at:%z}"
        return f"UTC{offset[:3]}:{offset[3:]}"
