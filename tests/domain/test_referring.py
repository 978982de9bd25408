"""Referring outside the house: to whom, what the agency may do, and that the case never leaves with the matter."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.access import Field, can_read, parties, steps_for
from chalicelib.domain.agencies import UnknownAgency
from chalicelib.domain.errors import Invalid, NotAllowed
from chalicelib.domain.life import rebuild
from chalicelib.domain.people import Agency, Citizen, Mode
from chalicelib.domain.steps import REFERRAL_ACK, RESOLUTION, Status, Step
from tests.builders import AGENCY, OFFICE, OTHER, TICKET, Story, book, clock, staff, story

RECEIVER = Agency(TICKET, AGENCY, 3)


def referred() -> Story:
    """Verified, then referred to an agency: version 3."""
    return story(Step.VERIFY).take(Step.REFER, to=AGENCY, reason="other-agency")


def test_the_case_stays_with_whoever_referred_it() -> None:
    """While an agency looks at it, and after it took the matter, our office still owes the citizen an answer."""
    told = referred()
    assert (told.case.status, told.case.agency, told.case.office) == (Status.REFERRED, AGENCY, OFFICE)
    assert clock(told.case, REFERRAL_ACK).office == OFFICE
    due = clock(told.case).due
    told.take(Step.ACKNOWLEDGE, RECEIVER)
    assert (told.case.status, told.case.agency, told.case.office) == (Status.IN_PROGRESS, AGENCY, OFFICE)
    assert (clock(told.case, RESOLUTION).due, clock(told.case, REFERRAL_ACK).over) == (due, True)
    assert told.events[-1].by.party == "agency"
    assert rebuild(told.events, book()) == told.case


@pytest.mark.parametrize(("step", "actor"), [(Step.RETURN, RECEIVER), (Step.RECALL, staff())])
def test_not_ours_is_never_a_rejection(step: Step, actor: Agency) -> None:
    """What an agency returns, or an office takes back, is worked on where it was."""
    told = referred().take(step, actor)
    assert (told.case.status, told.case.agency, told.case.referral) == (Status.IN_PROGRESS, None, 0)
    assert told.events[-1].data["agency"] == AGENCY
    assert rebuild(told.events, book()) == told.case


def test_an_agency_reads_and_answers_its_own_referral_alone() -> None:
    """Another case, another agency, an older referral, or an answered one: none of it opens."""
    told = referred()
    assert [field for field in Field if can_read(RECEIVER, field, told.case)] == [Field.STATUS, Field.PUBLIC]
    assert steps_for(RECEIVER, told.case) == (Step.ACKNOWLEDGE, Step.RETURN)
    strangers = [
        replace(RECEIVER, ticket="IMI-0000-0000-0"),
        replace(RECEIVER, slug="kpk"),
        replace(RECEIVER, referral=2),
    ]
    for stranger in strangers:
        assert not parties(stranger, told.case)
        assert not can_read(stranger, Field.STATUS, told.case)
    after = told.take(Step.ACKNOWLEDGE, RECEIVER).case
    assert not steps_for(RECEIVER, after)
    assert not can_read(RECEIVER, Field.PUBLIC, after)


def test_a_recalled_referral_opens_no_more_even_when_sent_again() -> None:
    """A new referral to the same agency has a link of its own; the lost one stays dead."""
    told = referred().take(Step.RECALL).take(Step.REFER, to=AGENCY, reason="other-agency")
    assert not parties(RECEIVER, told.case)
    assert parties(replace(RECEIVER, referral=told.case.version), told.case)
    with pytest.raises(NotAllowed):
        told.take(Step.ACKNOWLEDGE, RECEIVER)


def test_no_officer_answers_for_an_agency() -> None:
    """Only the agency itself says that it has the matter."""
    assert not {Step.ACKNOWLEDGE, Step.RETURN} & set(steps_for(staff(), referred().case))


def test_an_office_that_gets_the_case_later_has_it_alone() -> None:
    """Who the matter was with before is no longer named as if it had it."""
    told = referred().take(Step.ACKNOWLEDGE, RECEIVER).take(Step.REFER, to=OTHER, reason="other-office")
    assert (told.case.agency, told.case.referred) == (None, OTHER)
    assert "agency" not in told.take(Step.RECALL).events[-1].data


def test_a_citizen_who_withdraws_closes_the_link() -> None:
    """What a citizen takes back is read by nobody outside any more."""
    told = referred().take(Step.WITHDRAW, Citizen(TICKET))
    assert not can_read(RECEIVER, Field.PUBLIC, told.case)


@pytest.mark.parametrize("to", ["kpk", "nowhere"])
def test_only_agencies_with_a_confirmed_address_are_offered(to: str) -> None:
    """Nobody's words go to a mailbox that nobody has confirmed."""
    with pytest.raises(Invalid):
        story(Step.VERIFY).take(Step.REFER, to=to, reason="other-agency")


def test_reports_on_foreigners_leave_to_no_agency() -> None:
    """What is need-to-know in our own house is not handed out of it."""
    told = story(kind="foreigner_report", category="permit-misuse", mode=Mode.ANONYMOUS, channels=())
    told.take(Step.VERIFY)
    with pytest.raises(Invalid):
        told.take(Step.REFER, to=AGENCY, reason="other-agency")


def test_agencies_are_offered_from_their_first_day_to_their_last() -> None:
    """An agency that is renamed stays readable in old cases and is no longer offered."""
    agencies = book().agencies
    body = agencies.get(AGENCY)
    ended = replace(body, entry=replace(body.entry, until=date(2026, 1, 1)))
    offered = type(agencies)([ended]).offered
    days = [date(2025, 10, 19), date(2025, 10, 20), date(2026, 1, 1), date(2026, 1, 2)]
    assert [offered(AGENCY, day) for day in days] == [False, True, True, False]
    assert agencies.offered(AGENCY, date(2030, 1, 1))
    assert [one.slug for one in agencies.on(date(2026, 3, 1))] == [AGENCY]
    assert (body.name("en"), body.name("id"), body.name("nl")) == (
        "the Ombudsman of the Republic of Indonesia",
        "Ombudsman Republik Indonesia",
        "Ombudsman Republik Indonesia",
    )
    with pytest.raises(UnknownAgency):
        agencies.get("nowhere")
