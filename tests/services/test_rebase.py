"""Giving many open cases another calendar: all of them, each once, whatever breaks off on the way."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, repeat
from typing import Any

import boto3
import pytest

from chalicelib.domain import ticket
from chalicelib.domain.overlays import Cause, Closed, Closing, Overlay
from chalicelib.domain.people import Role
from chalicelib.domain.steps import Step
from chalicelib.services import sweep
from chalicelib.services.casework import Casework
from chalicelib.services.outgoing import Outgoing
from chalicelib.services.sweep import Sweep
from chalicelib.store import book, jobs
from chalicelib.store.complaints import ComplaintStore
from chalicelib.store.jobs import JobStore
from chalicelib.store.overlays import OverlayStore
from chalicelib.store.table import plain
from chalicelib.store.vault import Vault
from tests import builders
from tests.builders import OFFICE, OTHER, REGION
from tests.cloud import Cloud
from tests.services.house import SECRET, House

FLOOD = date(2026, 3, 30)


class Registry(House):
    """A house whose calendars can be signed off."""

    def __init__(self, cloud: Cloud) -> None:
        super().__init__(cloud)
        self.overlays = OverlayStore(self.client, ("cases", "audit"), 2)
        known = book.load(lambda: self.overlays)
        vault = Vault(boto3.client("kms"), cloud.data_key, cloud.identity_key)
        self.complaints = ComplaintStore(self.client, ("cases", "keys"), vault, known, SECRET, 2)
        self.casework = Casework(self.complaints, lambda: self.now, known)
        self.delivery = replace(self.delivery, casework=self.casework)
        self.jobs = JobStore(self.client, "cases", 2)

    def sign(self, office: str = OFFICE, *closed: date) -> Overlay:
        """Draw up and sign off; the sweep comes once the job is due."""
        number, shut = (
            self.overlays.newest + 1,
            tuple(Closed(day, Closing.DISASTER, "SK") for day in closed or (FLOOD,)),
        )
        drawn = Overlay(office, number, Cause.CLOSURE, shut, (), "ani", self.now)
        self.overlays.draft(drawn, f"d{number}")
        signed = replace(drawn, number=number, by="budi", at=self.now)
        self.overlays.sign(signed, f"s{number}")
        self.overlays.refresh()
        self.later(minutes=3)
        return signed

    def sweep(self, mark: str = "aa") -> dict[str, int]:
        goes_on = iter(self.goes_on)
        alive, failed = (lambda: next(goes_on, True)), self.errors.append
        out = Outgoing(self.delivery, self.pace, alive, failed)
        desk = Sweep(self.delivery, self.grants, 2, mark, alive, failed, out, jobs=self.jobs)
        return dict(sweep.run(desk))

    def many(self, count: int, **changes: Any) -> list[str]:
        found = [ticket.number("IMI", bytes([number] * 5)) for number in range(count)]
        for one in found:
            self.file(one, **changes)
        return found

    def steps(self, one: str) -> list[Step]:
        return [event.step for event in self.complaints.events(one)]

    def job(self) -> dict[str, Any]:
        rows = [plain(row) for row in self.client.scan(TableName="cases")["Items"]]
        return next(row for row in rows if row["sk"].startswith("JOB#"))


@pytest.fixture
def house(tables: Cloud) -> Registry:
    """An office without a complaint, whose calendar is the edition's."""
    return Registry(tables)


def test_every_open_case_once(house: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over several pages every open case of the office is re-based once, and no other one."""
    monkeypatch.setattr(jobs, "PAGE", 2)
    mine = house.many(5, channels=())
    house.file(office=OTHER)
    house.sign()
    counts = house.sweep()
    assert (counts["rebase"], counts["jobs"]) == (5, 1)
    assert {tuple(house.steps(one)) for one in mine} == {(Step.RECEIVE, Step.REBASE)}
    assert house.steps(builders.TICKET) == [Step.RECEIVE]
    assert "due_pk" not in house.job()
    assert house.sweep() == {}


def test_a_sweep_cut_off_is_gone_on_with(house: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """When time is up after a page, the next sweep goes on behind it; nobody is re-based twice or left out."""
    monkeypatch.setattr(jobs, "PAGE", 2)
    mine = house.many(5, channels=())
    house.sign()
    house.goes_on = chain(repeat(True, 4), repeat(False))
    assert house.sweep()["left_for_the_next"] == 1
    done = sum(len(house.steps(one)) - 1 for one in mine)
    assert 2 <= done < 5
    house.goes_on = repeat(True)
    assert house.sweep()["rebase"] == 5 - done
    assert {tuple(house.steps(one)) for one in mine} == {(Step.RECEIVE, Step.REBASE)}


def test_one_poisoned_case_keeps_nobody_waiting(house: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that cannot be read is tried again later, and all the others are done at once."""
    first, *others = house.many(4, channels=())
    house.sign()
    read = house.complaints.get

    def poisoned(one: str) -> Any:
        if one == first:
            raise RuntimeError("poisoned")
        return read(one)

    with monkeypatch.context() as patch:
        patch.setattr(house.complaints, "get", poisoned)
        counts = house.sweep()
    assert (counts["failed"], counts["rebase"], len(house.errors)) == (1, 3, 1)
    assert house.sweep() == {}
    house.later(minutes=11)
    assert house.sweep()["rebase"] == 1
    assert {tuple(house.steps(one)) for one in (first, *others)} == {(Step.RECEIVE, Step.REBASE)}


def test_a_case_that_another_office_holds_follows_its_own(house: Registry) -> None:
    """Referred and taken over elsewhere, a case still follows the calendar of the office where its time began."""
    house.file(channels=())
    for step in (Step.VERIFY, Step.REFER, Step.ACKNOWLEDGE):
        house.take(step)
    assert house.complaints.get(builders.TICKET).office == OTHER
    house.sign(OFFICE)
    assert house.sweep()["rebase"] == 1


def test_a_regions_day_reaches_its_offices_and_reports(house: Registry) -> None:
    """A region's overlay re-bases the cases of its offices, confidential reports among them."""
    house.file(channels=(), kind="foreigner_report", category="overstay")
    house.sign(REGION)
    assert house.sweep()["rebase"] == 1


def test_closed_cases_are_left_alone(house: Registry) -> None:
    """A withdrawn complaint stays as it is, byte for byte, whatever is signed off."""
    house.file(channels=())
    house.take(Step.WITHDRAW)
    before = house.complaints.get(builders.TICKET)
    house.sign()
    assert "rebase" not in house.sweep()
    assert house.complaints.get(builders.TICKET) == before


def test_a_citizen_is_told_once_and_only_of_a_date_that_moved(house: Registry) -> None:
    """A closure within the time given is told once; one after it is on record and not told."""
    house.file()
    house.sign(OFFICE, date(2026, 12, 1))
    house.sweep()
    assert house.steps(builders.TICKET)[-1] is Step.REBASE
    house.sign()
    house.sweep()
    house.sweep("bb")
    told = [line for line in house.told() if line.startswith("deadline_moved")]
    assert len(told) == 1
    assert house.post.letters[-1].values["was_at"] < house.post.letters[-1].values["due_at"]


def test_what_was_told_is_not_told_again(house: Registry) -> None:
    """A warning given under the old calendar is not repeated under the new one."""
    house.file(channels=())
    house.hire(Role.SUPERVISOR)
    house.take(Step.VERIFY)
    house.at(builders.AT + timedelta(days=20))
    house.sweep()
    before = house.told()
    assert before
    house.sign()
    house.sweep("bb")
    assert house.told() == before
