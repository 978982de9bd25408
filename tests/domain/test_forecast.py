"""The weekly forecast: which cases, and when it comes."""

from datetime import UTC, datetime

from chalicelib.domain import forecast
from chalicelib.domain.calendars import Calendar
from chalicelib.domain.steps import Step
from chalicelib.domain.times import iso, parse
from tests.builders import OFFICE, book, complaint, story

MONDAY = parse("2026-04-13T00:30:00Z")


def calendar() -> Calendar:
    return book().terms().calendar(OFFICE)


def test_it_comes_on_monday_at_opening() -> None:
    """After Friday the next forecast is Monday's at half past seven; at that very moment it is next Monday's."""
    assert iso(forecast.next_opening(calendar(), parse("2026-04-10T05:00:00Z"))) == iso(MONDAY)
    assert iso(forecast.next_opening(calendar(), parse("2026-04-12T20:00:00Z"))) == iso(MONDAY)
    assert iso(forecast.next_opening(calendar(), MONDAY)) == "2026-04-20T00:30:00Z"


def test_the_office_opens_later_in_ramadan() -> None:
    """The forecast comes when the office opens, whatever the season's hours."""
    assert iso(forecast.next_opening(calendar(), parse("2026-03-06T05:00:00Z"))) == "2026-03-09T01:00:00Z"


def test_a_week_that_begins_with_a_holiday() -> None:
    """Where Monday is closed it comes on the first working day; a week without one has none."""
    assert iso(forecast.next_opening(calendar(), parse("2026-05-30T00:00:00Z"))) == "2026-06-02T00:30:00Z"
    assert forecast.next_opening(calendar(), parse("2026-03-16T08:00:00Z")) > parse("2026-03-22T00:00:00Z")


def test_five_working_days() -> None:
    """On a Monday the forecast reaches to Friday's closing, on a Saturday to the next Friday's."""
    assert iso(forecast.horizon(calendar(), parse("2026-04-13T00:30:00Z"))) == "2026-04-17T09:30:00Z"
    assert iso(forecast.horizon(calendar(), parse("2026-04-11T00:30:00Z"))) == "2026-04-17T09:30:00Z"


def ahead(*cases: object, at: datetime = MONDAY) -> list[tuple[str, str, str]]:
    found = forecast.ahead(cases, calendar(), at, forecast.horizon(calendar(), at))  # type: ignore[arg-type]
    return [(one.day.isoformat(), one.ticket, one.clock) for one in found]


def test_each_case_once_by_its_first_date() -> None:
    """A case is listed under the first date that it will miss; what is late already, or paused, is not foreseen."""
    fresh = complaint()
    first = fresh.clocks[0].due
    before = datetime(first.year, first.month, first.day, tzinfo=UTC)
    assert ahead(fresh, at=before) == [(first.date().isoformat(), fresh.ticket, "first_response")]
    assert ahead(story(Step.VERIFY).case, at=before) == []
    worked = story(Step.VERIFY, Step.ASSIGN)
    assert ahead(worked.case, at=parse("2026-04-06T00:30:00Z"))[0][2] == "resolution"
    assert ahead(worked.case, at=parse("2026-04-13T00:30:00Z")) == []
    assert ahead(worked.take(Step.ASK).case, at=parse("2026-04-06T00:30:00Z")) == []


def test_what_is_said() -> None:
    """All are counted by day, the first hundred are named."""
    day = MONDAY.date()
    coming = tuple(forecast.Coming(day, f"IMI-{number:04d}-2222-2", "resolution") for number in range(120))
    said = forecast.said(coming)
    assert (said["count"], said["days"]) == ("120", "2026-04-13 120")
    assert len(said["cases"].splitlines()) == 100
