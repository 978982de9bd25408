"""Attempts to bend a date: each ends with the date that the rules give, or with a refusal."""

import pytest

from chalicelib.domain.errors import DateMissed, PauseUsed
from chalicelib.domain.life import rebuild
from chalicelib.domain.people import Role
from chalicelib.domain.steps import FIRST_RESPONSE, Status, Step
from chalicelib.domain.times import parse
from tests.builders import OTHER, book, clock, due, staff, story

ASSIGNED = (Step.VERIFY, Step.ASSIGN)


@pytest.mark.parametrize(
    ("office", "filed", "date"),
    [
        ("jakarta-utara", "2026-03-18T03:00:00Z", "2026-03-27T09:30:00Z"),
        ("jakarta-utara", "2026-03-13T16:59:59Z", "2026-03-25T09:00:00Z"),
        ("jakarta-utara", "2026-03-13T17:00:00Z", "2026-03-25T09:00:00Z"),
        ("jakarta-utara", "2026-03-02T03:00:00Z", "2026-03-05T08:00:00Z"),
        ("jakarta-utara", "2026-03-03T03:00:00Z", "2026-03-06T08:30:00Z"),
        ("jayapura", "2026-03-13T15:00:00Z", "2026-03-25T07:00:00Z"),
        ("perwakilan-los-angeles", "2026-03-07T00:30:00Z", "2026-03-12T00:00:00Z"),
        ("perwakilan-los-angeles", "2026-10-30T23:30:00Z", "2026-11-05T01:00:00Z"),
    ],
    ids=["joint leave", "before midnight", "midnight", "ramadan", "friday of ramadan", "papua", "spring", "autumn"],
)
def test_three_working_days_anywhere(office: str, filed: str, date: str) -> None:
    """On joint leave, around a Friday's midnight, in Ramadan, as clocks change: the third working day's close."""
    assert due(story(at=parse(filed), office=office), FIRST_RESPONSE) == date


@pytest.mark.parametrize(
    ("filed", "date"),
    [("2026-03-13T08:40:00Z", "2026-03-16T08:40:00Z"), ("2026-10-31T16:00:00Z", "2026-11-03T16:00:00Z")],
)
def test_hours_know_no_weekend(filed: str, date: str) -> None:
    """72 hours over a weekend are 72 hours, also where the clocks change within them."""
    told = story(at=parse(filed), office="perwakilan-los-angeles", category="personal-data")
    assert due(told) == date


def test_more_time_is_given_before_the_date_only() -> None:
    """Once the date has passed no supervisor can make a late case punctual; up to its last second they can."""
    on_time = story(*ASSIGNED, kind="information", category="public-information").at("2026-04-06T09:00:00Z")
    assert due(on_time.take(Step.EXTEND, actor=staff(Role.SUPERVISOR))) == "2026-04-15T09:00:00Z"
    late = story(*ASSIGNED, kind="information", category="public-information").at("2026-04-06T09:00:01Z")
    late.sweep()
    with pytest.raises(DateMissed):
        late.take(Step.EXTEND, actor=staff(Role.SUPERVISOR))
    assert (due(late), clock(late.case).level) == ("2026-04-06T09:00:00Z", 1)


def test_questions_cannot_put_a_date_off_for_ever() -> None:
    """All pauses of a case keep to one cap of ten working days; then the time runs on, and a question is a message."""
    told = story(*ASSIGNED).take(Step.ASK).later(days=60)
    told.sweep()
    once = due(told)
    assert (clock(told.case).rested, told.case.status) == (10, Status.IN_PROGRESS)
    with pytest.raises(PauseUsed):
        told.take(Step.ASK)
    assert due(told.take(Step.MESSAGE, actor=staff())) == once == "2026-04-24T07:30:00Z"
    assert rebuild(told.events, book()) == told.case


def test_a_second_pause_has_what_the_first_left() -> None:
    """After a pause of six working days the next one ends by itself after four."""
    told = story(*ASSIGNED).take(Step.ASK).at("2026-03-30T03:00:00Z").take(Step.REPLY)
    assert clock(told.case).rested == 6
    told.at("2026-04-01T03:00:00Z").take(Step.ASK)
    assert clock(told.case).until == parse("2026-04-08T09:00:00Z")


def test_an_hour_of_waiting_uses_no_day_up() -> None:
    """A question that is answered the same day leaves the whole cap."""
    told = story(*ASSIGNED).take(Step.ASK).later(hours=1).take(Step.REPLY)
    assert clock(told.case).rested == 0


@pytest.mark.parametrize("to", [OTHER, "jayapura", "ngurah-rai", "perwakilan-los-angeles"])
def test_another_zone_moves_nothing(to: str) -> None:
    """A case that is handed to another zone, or another continent, is due when it was."""
    told = story(*ASSIGNED)
    before = due(told)
    told.take(Step.REFER, to=to).later(days=1).take(Step.ACKNOWLEDGE).take(Step.ASSIGN).take(Step.NOTE)
    assert (told.case.office, due(told)) == (to, before)
