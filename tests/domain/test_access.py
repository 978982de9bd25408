"""Who may read and do what: every cell, against a table made by hand."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import cast

import pytest

from chalicelib.domain.access import Field, can_read, can_take, covers, parties, steps_for
from chalicelib.domain.people import THE_CLOCK, THE_EXAMINER, THE_PROVIDER, Citizen, Machine, Mode, Role
from chalicelib.domain.steps import STEPS, Status, Step
from tests.builders import OFFICE, OTHER, REGION, TICKET, complaint, staff, story
from tests.domain.rights import SEATS, Seat, may_read, may_see, may_take, parts_of, sources_of, table
from tests.domain.rights import STEPS as STEPS_BY_HAND

BOTH = (False, True)
UNKNOWN = cast("Step", "explode")


def test_the_hand_made_table_has_every_step() -> None:
    """No step can be added without somebody writing down, a second time, who may take it and when."""
    assert set(table(STEPS_BY_HAND)) == set(STEPS)
    for step, rule in STEPS.items():
        who, sources = table(STEPS_BY_HAND)[step]
        assert set(who.split()) == set(rule.who), step
        assert sources_of(sources) == set(rule.sources), step


@pytest.mark.parametrize("seat", SEATS, ids=lambda seat: seat.name)
@pytest.mark.parametrize("role", Role)
def test_every_cell_of_staff(role: Role, seat: Seat) -> None:
    """Whoever is not granted a step or a part of a complaint is denied it, in every role, place and status."""
    for status, mode, mine, theirs in product(Status, Mode, BOTH, BOTH):
        actor, case = seat.staff(role, restricted=mine), seat.case(status, mode, restricted=theirs)
        cleared = mine is theirs
        parts = parts_of(role, seat, status, cleared=cleared)
        assert {part.value for part in parties(actor, case)} == parts, (status, mine, theirs)
        for step in (*Step, UNKNOWN):
            assert can_take(actor, step, case) is may_take(step, parts, status, mode), (step, status, mode)
        for field in Field:
            expected = may_see(seat, status, cleared=cleared) and may_read(field, role, mode)
            assert can_read(actor, field, case) is expected, (field, status, mode)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("status", Status)
def test_every_cell_of_citizens_and_machines(status: Status, mode: Mode) -> None:
    """A citizen reads and does what is theirs, on their own complaint alone; machines read nothing."""
    for restricted in BOTH:
        case = SEATS[0].case(status, mode, restricted=restricted)
        for actor, part in (
            (Citizen(TICKET), "citizen owner"),
            (Citizen("IMI-0000-0000-0"), ""),
            (THE_CLOCK, "clock"),
            (THE_PROVIDER, "provider"),
            (THE_EXAMINER, "examiner"),
            (Machine("robot"), ""),
        ):
            for step in (*Step, UNKNOWN):
                assert can_take(actor, step, case) is may_take(step, set(part.split()), status, mode), (actor, step)
            for field in Field:
                assert can_read(actor, field, case) is (part == "citizen owner" and may_read(field, "citizen", mode)), (
                    field
                )


def test_what_is_offered_is_what_is_allowed() -> None:
    """The buttons an officer sees are the steps that the officer may take, in the table's order."""
    told = story(Step.VERIFY)
    assert steps_for(staff(), told.case) == (
        Step.CLASSIFY,
        Step.ASSIGN,
        Step.NOTE,
        Step.MESSAGE,
        Step.REFER,
        Step.ANSWER,
        Step.REJECT,
    )
    assert steps_for(staff(Role.AUDITOR, "pusat"), told.case) == ()


def test_a_button_appears_when_its_time_has_come() -> None:
    """Closing is offered once the citizen's time has gone; appealing until its own has; delivery is told once."""
    told = story(Step.VERIFY, Step.ANSWER, Step.DELIVER)
    assert not can_take(staff(), Step.CLOSE, told.case, told.now)
    assert can_take(staff(), Step.CLOSE, told.case, told.now + timedelta(days=60))
    assert Step.DELIVER not in steps_for(THE_PROVIDER, told.case)
    told.take(Step.CONFIRM)
    assert Step.APPEAL in steps_for(Citizen(TICKET), told.case, told.now)
    assert Step.APPEAL not in steps_for(Citizen(TICKET), told.case, told.now + timedelta(days=60))
    appealed = story(Step.VERIFY, Step.ANSWER, Step.APPEAL, Step.ANSWER)
    assert Step.APPEAL not in steps_for(Citizen(TICKET), appealed.case)


def test_an_extension_is_offered_while_the_date_can_move() -> None:
    """An extension is offered once, before the date, by rules that have it, and not where an appeal ended the clock."""
    told = story(Step.VERIFY, Step.ASSIGN, kind="information", category="public-information")
    chief = staff(Role.SUPERVISOR)
    assert Step.EXTEND in steps_for(chief, told.case, told.now)
    assert Step.EXTEND not in steps_for(chief, told.case, told.now + timedelta(days=60))
    assert Step.EXTEND not in steps_for(chief, story(Step.VERIFY, Step.ASSIGN).case)
    assert Step.EXTEND not in steps_for(chief, told.take(Step.EXTEND).case)
    appealed = story(Step.VERIFY, Step.ANSWER, Step.APPEAL)
    assert Step.EXTEND not in steps_for(staff(Role.REGION, REGION), appealed.case)


def test_a_restricted_report_about_staff() -> None:
    """A report on a foreigner that is also about staff is seen above them, by those cleared, and by nobody else."""
    case = complaint(kind="foreigner_report", category="overstay", about_staff=True)
    assert (case.office, case.excluded, case.restricted) == (REGION, (OFFICE,), True)
    seen = {
        (role, office, restricted): can_read(staff(role, office, restricted=restricted), Field.PUBLIC, case)
        for role, office, restricted in product((Role.OFFICER, Role.HEAD), (OFFICE, REGION, "pusat"), BOTH)
    }
    assert {cell for cell, yes in seen.items() if yes} == {
        (role, office, True) for role in (Role.OFFICER, Role.HEAD) for office in (REGION, "pusat")
    }


def test_a_complaint_about_the_centre_stays_with_the_centre() -> None:
    """Over the centre there is nobody: the centre alone reads a complaint about itself."""
    case = complaint(office="pusat", category="officer-conduct")
    assert can_read(staff(Role.CENTRE, "pusat"), Field.PUBLIC, case)
    assert not any(can_read(staff(Role.REGION, office), Field.STATUS, case) for office in (REGION, OFFICE))


def test_a_custodian_takes_no_officers_step() -> None:
    """Who opens names decides nothing, and who decides opens no names."""
    case = story(Step.VERIFY).case
    assert steps_for(staff(Role.CUSTODIAN, "pusat"), case) == (Step.UNMASK,)
    assert Step.UNMASK not in steps_for(staff(Role.CENTRE, "pusat"), case)


def test_the_former_office_lets_go() -> None:
    """Acknowledged elsewhere, a case leaves the sight of the office that referred it; returned, of the receiver."""
    told = story(Step.VERIFY, Step.REFER)
    assert can_read(staff(office=OTHER), Field.INTERNAL, told.case)
    kept = replace(told.case)
    assert not can_read(staff(), Field.STATUS, told.take(Step.ACKNOWLEDGE).case)
    told.case = kept
    assert not can_read(staff(office=OTHER), Field.STATUS, told.take(Step.RETURN).case)


@pytest.mark.parametrize(
    ("scope", "path", "inside"),
    [
        ("pusat", "pusat/a/b", True),
        ("pusat/a", "pusat/a", True),
        ("pusat/a", "pusat/ab", False),
        ("pusat/a/b", "pusat/a", False),
        ("", "pusat", False),
        ("pusat", "", False),
    ],
)
def test_a_scope_covers_what_lies_under_it(scope: str, path: str, inside: bool) -> None:
    """Names that begin alike are not one under the other, and an empty scope covers nothing."""
    assert covers(scope, path) is inside
