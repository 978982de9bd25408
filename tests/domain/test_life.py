"""What each step does to a complaint, its office and its clocks: the hard cases, one by one."""

from datetime import timedelta

import pytest

from chalicelib.domain import life
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import StepRefused
from chalicelib.domain.events import intact
from chalicelib.domain.people import Role
from chalicelib.domain.running import Clock
from chalicelib.domain.steps import (
    APPEAL,
    APPEAL_WINDOW,
    CITIZEN_WINDOW,
    FIRST_RESPONSE,
    REFERRAL_ACK,
    RESOLUTION,
    Status,
    Step,
)
from chalicelib.domain.times import iso
from tests.builders import OFFICE, OTHER, REGION, Story, book, staff, story

ASSIGNED = (Step.VERIFY, Step.ASSIGN)
ANSWERED = (*ASSIGNED, Step.ANSWER)


def clock(case: Complaint, name: str = RESOLUTION) -> Clock:
    found = case.clock(name)
    assert found is not None, name
    return found


def due(told: Story, name: str = RESOLUTION) -> str:
    return iso(clock(told.case, name).due)


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
    """A request for public information gets seven working days more; asked for too late, the missed date stays told."""
    told = story(*ASSIGNED, kind="information", category="public-information")
    assert due(told) == "2026-04-06T09:00:00Z"
    assert due(told.take(Step.EXTEND)) == "2026-04-15T09:00:00Z"
    late = story(*ASSIGNED, kind="information", category="public-information").at("2026-05-20T02:00:00Z")
    late.sweep()
    assert clock(late.take(Step.EXTEND).case).level == 3
    assert late.sweep() == []


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


def test_the_citizens_time_starts_at_delivery() -> None:
    """Ten working days from the day the answer was delivered, or published where nobody can be told."""
    told = story(*ANSWERED).later(days=30)
    assert told.case.clock(CITIZEN_WINDOW) is None
    assert told.sweep() == []
    told.take(Step.DELIVER)
    assert due(told, CITIZEN_WINDOW) == "2026-04-24T09:30:00Z"
    published = story(*ANSWERED, channels=())
    assert due(published, CITIZEN_WINDOW) == "2026-04-06T09:00:00Z"
    with pytest.raises(StepRefused):
        published.take(Step.DELIVER)


def test_a_corrected_answer_starts_the_citizens_time_again() -> None:
    """After a correction the old time is over, and a new one starts when the new answer is delivered."""
    told = story(*ANSWERED, Step.DELIVER).later(days=5).take(Step.CORRECT)
    assert clock(told.case, CITIZEN_WINDOW).over
    assert (told.case.delivered, told.case.answered) == (False, told.case.version)
    told.later(days=1).take(Step.DELIVER)
    assert clock(told.case, CITIZEN_WINDOW).started == told.now
    assert not clock(told.case, RESOLUTION).running


def test_nobody_is_late_on_the_citizens_own_time() -> None:
    """A case closed by the clock a minute after the citizen's time is not counted as late."""
    told = story(*ANSWERED, Step.DELIVER).later(days=90)
    assert not told.case.late(told.now)
    assert [alarm.step for alarm in told.sweep()] == [Step.CLOSE]
    assert not any(one.late(told.now) for one in told.case.clocks)
    assert due(told, APPEAL_WINDOW) > iso(told.now)


def test_a_disputed_answer_leaves_what_was_left() -> None:
    """Answered two working days early and disputed weeks later, a complaint has those two days again."""
    told = story(*ASSIGNED).at("2026-04-08T09:00:00Z").take(Step.ANSWER)
    told.at("2026-05-20T02:00:00Z").take(Step.DISPUTE)
    assert due(told) == "2026-05-22T02:00:00Z"


def test_a_late_answer_does_not_climb_while_it_stands() -> None:
    """Answered an hour late and disputed two months after, the next level hears a working day later, not at once."""
    told = story(*ASSIGNED).at("2026-04-10T10:30:00Z")
    assert [alarm.mark for alarm in told.sweep()] == [1]
    told.take(Step.ANSWER).at("2026-06-08T02:00:00Z").take(Step.DISPUTE)
    assert told.sweep() == []
    assert [alarm.mark for alarm in told.at("2026-06-09T00:00:00Z").sweep()] == []
    assert [alarm.mark for alarm in told.at("2026-06-09T09:00:00Z").sweep()] == [2]
    assert clock(told.case).late(told.now)


def test_a_reopened_case_goes_on_where_it_stopped() -> None:
    """Rejected on the first day and reopened months later, a complaint has its fourteen days still to come."""
    told = story(Step.REJECT).later(days=120).take(Step.REOPEN)
    assert (told.case.status, told.case.late(told.now)) == (Status.IN_PROGRESS, False)
    assert clock(told.case).due > told.now
    assert [alarm.step for alarm in told.sweep()] == []


@pytest.mark.parametrize(("office", "above"), [(OFFICE, REGION), (REGION, "pusat"), ("pusat", "pusat")])
def test_an_appeal_goes_one_level_up_to_another_person(office: str, above: str) -> None:
    """On appeal the office above decides, in a time of its own, and nobody who gave or corrected an answer."""
    told = story(*ASSIGNED, office=office)
    told.take(Step.ANSWER, actor=staff(Role.CENTRE, "pusat", "first")).take(
        Step.CORRECT, actor=staff(name="second", office=office)
    )
    told.later(days=1).take(Step.APPEAL)
    assert (told.case.office, told.case.barred, told.case.assignee) == (above, ("first", "second"), None)
    assert clock(told.case, APPEAL).office == above
    assert clock(told.case).over
    told.take(Step.ANSWER).take(Step.DISPUTE)
    assert clock(told.case, APPEAL).running
    assert not clock(told.case).running


def test_a_later_appeal_bars_everybody_who_answered() -> None:
    """After a dispute and a second answer by somebody else, both who answered are kept from the appeal."""
    told = story(*ASSIGNED).take(Step.ANSWER, actor=staff(name="first")).take(Step.DISPUTE)
    told.take(Step.ANSWER, actor=staff(name="second")).take(Step.CONFIRM).take(Step.APPEAL)
    assert told.case.barred == ("first", "second")
