"""What each step does to a complaint, its office and its clocks: the hard cases, one by one."""

from datetime import timedelta

import pytest

from chalicelib.domain import life
from chalicelib.domain.errors import StepRefused
from chalicelib.domain.events import intact
from chalicelib.domain.steps import (
    FIRST_RESPONSE,
    REFERRAL_ACK,
    Status,
    Step,
)
from chalicelib.domain.times import iso
from tests.builders import OFFICE, OTHER, REGION, book, clock, due, story

ASSIGNED = (Step.VERIFY, Step.ASSIGN)
ANSWERED = (*ASSIGNED, Step.ANSWER)


def test_no_events_no_complaint() -> None:
    """A ticket without a record cannot be rebuilt."""
    with pytest.raises(ValueError, match="no complaint"):
        life.rebuild([], book())


def test_a_changed_record_is_found() -> None:
    """A word changed in the record, or an event taken out of it, shows at once."""
    events = tuple(story(*ANSWERED).events)
    assert intact(events)
    assert not intact(events[:1] + events[2:])
    assert not intact(events[1:])
    forged = [*events[:2], events[2].sealed()]
    assert intact(tuple(forged))


@pytest.mark.parametrize("road", [(Step.VERIFY, Step.ANSWER), (Step.WITHDRAW,), (Step.REJECT,)])
def test_the_first_response_ends_however_the_case_leaves_the_desk(road: tuple[Step, ...]) -> None:
    """Verified, answered straight away, withdrawn or rejected: the first response is over, and rings no more."""
    told = story(*road).later(days=90)
    first = clock(told.case, FIRST_RESPONSE)
    assert first.over
    assert not first.late(told.now)
    assert not told.case.late(told.now)
    assert told.sweep() == []


def test_a_class_gives_other_dates_from_the_same_start() -> None:
    """With examination the earlier of 60 working and 60 calendar days counts, from the day of receipt."""
    told = story().later(days=3).take(Step.VERIFY, klass="examination")
    assert (told.case.klass, due(told)) == ("examination", "2026-05-12T09:00:00Z")
    assert clock(told.case).started == told.case.received
    assert due(told.take(Step.CLASSIFY, klass="ordinary")) == "2026-04-10T09:30:00Z"


def test_a_later_date_is_warned_of_afresh() -> None:
    """After a breach a longer class has its own warnings; a shorter one, already missed, is not told again."""
    told = story(*ASSIGNED).at("2026-04-20T02:00:00Z")
    assert [alarm.mark for alarm in told.sweep()] == [1, 2, 3]
    told.take(Step.CLASSIFY, klass="information")
    assert (clock(told.case).level, told.sweep()) == (3, [])
    told.take(Step.CLASSIFY, klass="examination")
    assert (clock(told.case).level, clock(told.case).warned) == (0, 0)
    assert [(alarm.step, alarm.mark) for alarm in told.sweep()] == [(Step.WARN, 50)]


def test_an_extension_moves_the_date_once() -> None:
    """A request for public information gets seven working days more, counted from the date that it had."""
    told = story(*ASSIGNED, kind="information", category="public-information")
    assert due(told) == "2026-04-06T09:00:00Z"
    assert due(told.take(Step.EXTEND)) == "2026-04-15T09:00:00Z"


def test_both_limits_of_an_examination_are_extended() -> None:
    """An extended examination has 74 working and 80 calendar days, and the earlier of the two counts."""
    told = story(*ASSIGNED, kind="foreigner_report", category="overstay")
    assert due(told.take(Step.EXTEND)) == "2026-06-01T16:59:00Z"


def test_a_question_stops_the_clock_and_the_reply_moves_the_date() -> None:
    """Asked on Monday at noon and answered on Thursday at noon, a complaint is due three working days later."""
    told = story(*ASSIGNED).at("2026-04-06T05:00:00Z").take(Step.ASK)
    halted = clock(told.case)
    assert (told.case.status, halted.running, halted.until is not None) == (Status.AWAITING_CITIZEN, False, True)
    assert told.case.due == halted.due
    told.at("2026-04-09T05:00:00Z").take(Step.REPLY)
    assert due(told) == "2026-04-15T09:00:00Z"
    assert clock(told.case).until is None


def test_a_question_that_is_not_answered_gives_work_back_to_the_office() -> None:
    """After the cap the clock runs on by itself, the office can answer, and the citizen may still write."""
    told = story(*ASSIGNED).at("2026-04-01T02:00:00Z").take(Step.ASK)
    until = clock(told.case).until
    assert until is not None
    assert iso(until) == "2026-04-16T09:00:00Z"
    assert told.at(until - timedelta(seconds=1)).sweep() == []
    assert [alarm.step for alarm in told.at(until).sweep()][:1] == [Step.RESUME]
    assert told.case.status is Status.IN_PROGRESS
    assert told.take(Step.MESSAGE).take(Step.ANSWER).case.status is Status.ANSWERED


@pytest.mark.parametrize("step", [Step.RESUME, Step.REPLY])
def test_a_pause_is_no_longer_than_its_cap(step: Step) -> None:
    """A sweep that was off for a month, or a reply that came before it, gives the office no day more than the cap."""
    capped, late = story(*ASSIGNED).at("2026-04-01T02:00:00Z"), story(*ASSIGNED).at("2026-04-01T02:00:00Z")
    capped.take(Step.ASK).at("2026-04-16T09:00:00Z").take(Step.RESUME)
    late.take(Step.ASK).at("2026-05-20T02:00:00Z").take(step)
    assert due(late) == due(capped) == "2026-04-27T07:30:00Z"


def test_a_referral_keeps_the_date_and_acknowledging_moves_the_case() -> None:
    """Referred and acknowledged, the case is the other office's, at nobody's desk; its date is what it was."""
    told = story(*ASSIGNED)
    before = due(told)
    told.later(days=5).take(Step.REFER)
    assert (told.case.office, told.case.referred, clock(told.case, REFERRAL_ACK).office) == (OFFICE, OTHER, OTHER)
    told.later(days=1).take(Step.ACKNOWLEDGE)
    assert (told.case.office, told.case.path) == (OTHER, book().offices.get(OTHER).path)
    assert (told.case.referred, told.case.referred_path, told.case.assignee) == (None, None, None)
    assert (due(told), clock(told.case).office) == (before, OFFICE)


def test_referring_twice_starts_a_new_acknowledgement() -> None:
    """Returned and referred again, or referred onward: each referral has its own time, and the old one is over."""
    told = story(*ASSIGNED, Step.REFER).later(days=2).take(Step.RETURN)
    assert (told.case.office, told.case.referred, told.case.assignee) == (OFFICE, None, "colleague")
    told.later(days=20).take(Step.REFER, to="depok").take(Step.ACKNOWLEDGE).take(Step.REFER)
    acks = [one for one in told.case.clocks if one.name == REFERRAL_ACK]
    assert [one.office for one in acks] == [OTHER, "depok", OTHER]
    assert [one.over for one in acks] == [True, True, False]


def test_withdrawing_takes_the_case_back_from_the_other_office() -> None:
    """Withdrawn while referred, a complaint is no longer on the other office's desk, and every clock is over."""
    told = story(*ASSIGNED, Step.REFER, Step.WITHDRAW)
    assert told.case.referred is None
    assert all(one.over for one in told.case.clocks)
    assert not told.case.open


def test_what_turns_out_to_be_about_staff_leaves_their_hands() -> None:
    """Classified as officer conduct, a complaint goes one level up, closed to its own office; its date stays."""
    told = story(*ASSIGNED)
    before = due(told)
    told.take(Step.CLASSIFY, category="officer-conduct", klass=None)
    assert (told.case.office, told.case.excluded, told.case.assignee) == (REGION, (OFFICE,), None)
    assert due(told) == before
    told.take(Step.CLASSIFY, category="illegal-levy", klass=None)
    assert (told.case.office, told.case.excluded) == (REGION, (OFFICE,))


def test_whoever_is_above_keeps_what_turns_out_to_be_about_staff() -> None:
    """On appeal the centre or region already has the case: it stays there, and is closed to those below."""
    told = story(*ANSWERED, Step.APPEAL).take(Step.CLASSIFY, category="officer-conduct", klass=None)
    assert (told.case.office, told.case.excluded) == (REGION, (OFFICE,))
    at_centre = story(office="pusat").take(Step.VERIFY, category="officer-conduct")
    assert (at_centre.case.office, at_centre.case.excluded) == ("pusat", ())


def test_a_referred_case_is_first_taken_back() -> None:
    """While another office has not answered a referral, the case is not moved under its feet."""
    told = story(*ASSIGNED, Step.REFER)
    with pytest.raises(StepRefused):
        told.take(Step.CLASSIFY, category="officer-conduct", klass=None)
