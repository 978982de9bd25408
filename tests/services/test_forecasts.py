"""The weekly forecast: one message an office and person, whatever happens to the sweep."""

from datetime import timedelta

import pytest

from chalicelib.domain.people import Role
from chalicelib.domain.sending import Letter
from chalicelib.domain.steps import Step
from chalicelib.domain.times import parse
from chalicelib.services import sweep
from chalicelib.services.forecasts import Week, tell
from chalicelib.services.outgoing import Outgoing
from chalicelib.services.sweep import Sweep
from tests.builders import OTHER, REGION, TICKET
from tests.services.house import House

FRIDAY, MONDAY = parse("2026-04-03T02:00:00Z"), parse("2026-04-06T00:30:00Z")
WEEK = timedelta(days=7)


def forecasts(house: House) -> list[Letter]:
    return [letter for letter in house.post.letters if letter.note.notice == "forecast"]


def people(house: House) -> list[str]:
    return sorted(letter.note.recipient for letter in forecasts(house))


def armed(house: House) -> None:
    """A case that will be late on Friday in a week, the office's people, and a sweep that arms the promise."""
    house.file()
    for step in (Step.VERIFY, Step.ASSIGN):
        house.take(step)
    house.hire(Role.HEAD)
    house.hire(Role.SUPERVISOR)
    house.hire(Role.OFFICER)
    house.at(FRIDAY)
    house.sweep()


def test_supervisors_know_what_the_week_brings(house: House) -> None:
    """On Monday at opening the head and the supervisor read which cases will be late on which day."""
    armed(house)
    assert forecasts(house) == []
    house.at(MONDAY)
    house.sweep()
    house.sweep("bb")
    assert people(house) == ["head", "supervisor"]
    values = forecasts(house)[0].values
    assert (values["count"], values["days"]) == ("1", "2026-04-10 1")
    assert values["cases"] == f"2026-04-10 {TICKET} resolution"


def test_nothing_to_worry_about(house: House) -> None:
    """An office that will miss nothing gets no message, and the next week is looked at again."""
    armed(house)
    house.at(MONDAY + WEEK)
    house.sweep()
    assert forecasts(house) == []
    assert house.forecasts.armed("jakarta-utara") == MONDAY + 2 * WEEK


def test_one_a_week_though_the_schedule_was_off(house: House) -> None:
    """After a week without sweeps one forecast comes, late, of the days that are then ahead."""
    armed(house)
    house.at(MONDAY + timedelta(days=2))
    house.sweep()
    assert people(house) == ["head", "supervisor"]
    assert house.forecasts.armed("jakarta-utara") == MONDAY + WEEK


def test_overlapping_sweeps_tell_once(house: House) -> None:
    """Of two sweeps that come to it at once, one owes the messages; the other finds that it was done."""
    armed(house)
    house.at(MONDAY)
    before = house.forecasts.armed("jakarta-utara")
    assert house.forecasts.keep("jakarta-utara", before, MONDAY + WEEK, ())
    assert not house.forecasts.keep("jakarta-utara", before, MONDAY + WEEK, ())
    house.sweep()
    assert forecasts(house) == []


def test_a_sweep_that_died_before_sending(house: House) -> None:
    """What a sweep owed and did not send goes with the next one."""
    armed(house)
    house.at(MONDAY)
    house.goes_on = [True, *([False] * 50)]
    house.sweep()
    assert forecasts(house) == []
    house.goes_on = iter(lambda: True, False)
    house.sweep("bb")
    assert people(house) == ["head", "supervisor"]


def test_another_fault_is_not_swallowed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that is away is a failure that is counted, and the forecast is owed still."""
    armed(house)
    house.at(MONDAY)
    real = house.client.transact_write_items

    def away(**_asked: object) -> None:
        house.client.describe_table(TableName="nowhere")

    monkeypatch.setattr(house.client, "transact_write_items", away)
    assert house.sweep()["failed"] == 1
    monkeypatch.setattr(house.client, "transact_write_items", real)
    house.sweep()
    assert people(house) == ["head", "supervisor"]


def test_each_reads_what_they_may_see(house: House) -> None:
    """A head who works on reports on foreigners does not read of complaints."""
    armed(house)
    house.hire(Role.HEAD, name="reports", restricted=True)
    house.at(MONDAY)
    house.sweep()
    assert people(house) == ["head", "supervisor"]


def test_the_absent_and_the_gone(house: House) -> None:
    """A delegate reads in the place of who is absent, once, and who has left reads nothing."""
    armed(house)
    house.hire(Role.HEAD, absent_until=MONDAY + WEEK, delegate="supervisor")
    house.hire(Role.SUPERVISOR, name="left", active=False)
    house.at(MONDAY)
    house.sweep()
    assert people(house) == ["supervisor"]


def test_offices_without_people_or_cases(house: House) -> None:
    """An office of which nobody is head or supervisor is promised nothing; one without cases is told nothing."""
    house.hire(Role.OFFICER)
    house.hire(Role.REGION, REGION)
    assert house.sweep() == {}
    house.hire(Role.HEAD, OTHER, "bogor")
    house.sweep()
    house.at(MONDAY)
    house.sweep()
    assert forecasts(house) == []


def test_what_is_not_due_yet_waits(house: House) -> None:
    """An index that lags behind brings a promise too early: nothing is told, and nothing moves."""
    armed(house)
    week = Week("jakarta-utara", FRIDAY, house.casework.book.terms(), house.forecasts, house.grants)
    assert tell(week) == ()
    assert house.forecasts.armed("jakarta-utara") == MONDAY


def test_a_sweep_without_forecasts_leaves_them(house: House) -> None:
    """A sweep that was given no forecasts to tell leaves the promises to one that was."""
    armed(house)
    house.at(MONDAY)
    out = Outgoing(house.delivery, house.pace, lambda: True, house.errors.append)
    sweep.run(Sweep(house.delivery, house.grants, 2, "cc", lambda: True, house.errors.append, out))
    assert (forecasts(house), house.errors) == ([], [])
    house.sweep()
    assert people(house) == ["head", "supervisor"]
