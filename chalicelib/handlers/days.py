"""The public contract of an office's own days: what an administrator draws up, and how a version is shown."""

import re
from collections.abc import Iterator
from datetime import date, time
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema, model_validator

from chalicelib.domain.calendars import Calendar
from chalicelib.domain.overlays import Cause, Closed, Closing, Hours, Opened, Overlay
from chalicelib.domain.times import iso
from chalicelib.handlers import views
from chalicelib.handlers.fields import Body, Day, Line, Slug, refuse
from chalicelib.services.calendars import Days
from chalicelib.wiring import Words

MOST_DAYS, MOST_SPANS, SOURCE = 100, 4, 300
SPAN = r"^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$"
_WORDED = re.compile(r"\S")


def _span(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(SPAN, value):
        return value
    raise refuse("hours")


def _in_order(spans: tuple[str, ...]) -> tuple[str, ...]:
    edges = [edge for span in spans for edge in span.split("-")]
    if not spans or edges != sorted(set(edges)):
        raise refuse("hours")
    return spans


def _named(text: str) -> str:
    if not _WORDED.search(text):
        raise refuse("missing")
    return text


Source = Annotated[Line, StringConstraints(max_length=SOURCE), AfterValidator(_named)]
Span = Annotated[str, BeforeValidator(_span), WithJsonSchema({"type": "string", "pattern": SPAN})]
Spans = Annotated[
    tuple[Span, ...], Field(max_length=MOST_SPANS, json_schema_extra={"minItems": 1}), AfterValidator(_in_order)
]


class ClosedDay(Body):
    """A day on which the office does not work, with the decree or order that says so."""

    day: Day
    why: Closing
    source: Source
    estimate: Annotated[bool, Field(strict=True)] = False


class OpenDay(Body):
    """A day that is worked at these local hours, in order, whatever else it is."""

    day: Day
    hours: Spans
    source: Source


class CalendarDraft(Body):
    """`POST /v1/admin/calendars`: an office's own days, whole; what is left out is as in the edition again."""

    office: Slug
    reason: Cause
    closed: Annotated[tuple[ClosedDay, ...], Field(max_length=MOST_DAYS)] = ()
    open: Annotated[tuple[OpenDay, ...], Field(max_length=MOST_DAYS)] = ()

    @model_validator(mode="after")
    def _each_day_once(self) -> Self:
        seen = [one.day for one in self.closed]
        if len(set(seen)) < len(seen):
            raise refuse("day_twice", "closed")
        seen += [one.day for one in self.open]
        if len(set(seen)) < len(seen):
            raise refuse("day_twice", "open")
        return self

    def days(self) -> Days:
        """Give the days, in order."""
        closed = (Closed(one.day, one.why, one.source, one.estimate) for one in self.closed)
        opened = (Opened(one.day, tuple(_hours(one.hours)), one.source) for one in self.open)
        return Days(self.reason, tuple(sorted(closed, key=_day)), tuple(sorted(opened, key=_day)))


class Adoption(Body):
    """`POST /v1/admin/calendars/editions`: what citizens are told when the new edition moves one of their dates."""

    reason: Cause


def _day(one: Closed | Opened) -> Any:
    return one.day


def _hours(spans: tuple[str, ...]) -> Iterator[tuple[time, time]]:
    for span in spans:
        start, _, end = span.partition("-")
        yield time.fromisoformat(start), time.fromisoformat(end)


def of_year(calendar: Calendar, year: int, say: Words) -> list[dict[str, Any]]:
    """Show what closes the office, weekends apart, and what is worked out of turn; in order."""
    listed = sorted(day for day in calendar.holidays.keys() | calendar.extra.keys() if day.year == year)
    return [_listed(day, calendar, say) for day in listed]


def _listed(day: date, calendar: Calendar, say: Words) -> dict[str, Any]:
    reason = calendar.why_not(day)
    return {
        "day": day.isoformat(),
        "reason": reason,
        "name": say(f"holiday.{reason}") if reason else None,
        "estimate": day in calendar.estimates,
        "hours": list(_spans(calendar.extra.get(day, ()))),
    }


def shown(overlay: Overlay, newest: int, say: Words) -> dict[str, Any]:
    """Show a version; `newest` is the version of its office that is in force, 0 for none."""
    return {
        "office": views.office(overlay.office),
        "version": overlay.version,
        "status": _status(overlay, newest),
        "number": overlay.number or None,
        "reason": overlay.cause.value,
        "drawn_up_by": overlay.author,
        "drawn_up_at": iso(overlay.made),
        "signed_off_by": overlay.by or None,
        "signed_off_at": iso(overlay.at) if overlay.at else None,
        "withdrawn_at": iso(overlay.withdrawn) if overlay.withdrawn else None,
        "edition": overlay.edition or None,
        "closed": [
            {
                "day": one.day.isoformat(),
                "why": one.why.value,
                "name": say(f"holiday.{one.why}"),
                "source": one.source,
                "estimate": one.estimate,
            }
            for one in overlay.closed
        ],
        "open": [
            {"day": one.day.isoformat(), "hours": list(_spans(one.hours)), "source": one.source}
            for one in overlay.opened
        ],
    }


def _status(overlay: Overlay, newest: int) -> str:
    if overlay.withdrawn:
        return "withdrawn"
    if overlay.version == newest:
        return "in_force"
    return "superseded" if overlay.number or overlay.version < newest else "draft"


def _spans(hours: Hours) -> Iterator[str]:
    for start, end in hours:
        yield f"{start:%H:%M}-{end:%H:%M}"
