"""Why this date: the trace from the event to the date, as the record tells it."""

from datetime import date

from hypothesis import given, settings

from chalicelib.domain.complaint import Complaint
from chalicelib.domain.people import Role
from chalicelib.domain.policy import Unit
from chalicelib.domain.steps import APPEAL, CITIZEN_WINDOW, RESOLUTION, Step
from chalicelib.domain.times import iso, parse
from chalicelib.domain.why import What, Why, why
from tests.builders import AT, Story, book, clock, staff, story
from tests.domain.test_histories import Walk, walks

ASSIGNED = (Step.VERIFY, Step.ASSIGN)


def told(one: Story, name: str = RESOLUTION) -> Why:
    """The reason for one clock's date."""
    return {found.clock.name: found for found in why(one.events, book())}[name]


def test_from_the_filing_to_the_date() -> None:
    """A question filed on Friday 13 March 2026 is due on 27 March, and every day between is accounted for."""
    found = told(story(kind="information"))
    (limit,) = found.limits
    assert (found.started.step, found.started.at) == (Step.RECEIVE, AT)
    assert [day.day for day in limit.trace.counted] == [16, 17, 25, 26, 27]
    assert limit.skipped == limit.trace.skipped
    assert dict(limit.skipped)[date(2026, 3, 19)] == "nyepi"
    assert iso(limit.due) == "2026-03-27T09:30:00Z"
    assert (limit.trace.rule.amount, bool(limit.trace.rule.source), found.halts, found.changes) == (5, True, (), ())


def test_nothing_has_no_reasons() -> None:
    """Without a record there is no date to explain."""
    assert why((), book()) == ()


def test_the_earlier_of_two_limits_governs() -> None:
    """An examination shows both of its limits, and which of them ends first."""
    governing, beside = told(story(category="illegal-levy")).limits
    assert (governing.trace.rule.unit, beside.trace.rule.unit) == (Unit.CALENDAR_DAYS, Unit.WORKING_DAYS)
    assert governing.due < beside.due
    assert governing.skipped == ()
    assert beside.skipped


def test_a_pause_is_counted_with_its_reason() -> None:
    """While the citizen is asked, the trace says why the clock stands still, and afterwards for how long it was."""
    asked = story(*ASSIGNED).take(Step.ASK, reason="needs-document")
    (lasting,) = told(asked).halts
    assert (lasting.reason, lasting.until, lasting.due) == ("needs-document", None, None)
    asked.later(days=60).take(Step.REPLY)
    (halt,) = told(asked).halts
    assert halt.until == clock(asked.case).pauses[0][1] < asked.now
    assert halt.due == clock(asked.case).due
    (limit,) = told(asked).limits
    assert limit.trace.due < limit.due
    assert max(day for day, _ in limit.skipped) > limit.trace.due.date()


def test_an_answer_that_is_disputed_is_a_stretch_that_did_not_count() -> None:
    """The time for which an answer stood has no coded reason: the answer is the reason."""
    disputed = story(*ASSIGNED).later(days=3).take(Step.ANSWER)
    assert told(disputed).halts == ()
    (halt,) = told(disputed.later(days=3).take(Step.DISPUTE)).halts
    assert (halt.event.step, halt.reason) == (Step.ANSWER, None)


def test_another_class_and_an_extension_are_told() -> None:
    """What gave the clock another date stands in the trace, with that date."""
    moved = story(Step.VERIFY).later(days=1).take(Step.CLASSIFY, klass="public-information").take(Step.ASSIGN)
    moved.take(Step.EXTEND, actor=staff(Role.SUPERVISOR))
    first, second = told(moved).changes
    assert (first.what, second.what) == (What.RECLASSED, What.EXTENDED)
    assert first.due < second.due == clock(moved.case).due
    assert told(moved).limits[0].trace.rule.amount == 17


def test_the_citizens_time_runs_from_the_delivery() -> None:
    """The citizen's window is explained by the delivery, an appeal's time by the appeal, each at its own office."""
    answered = story(*ASSIGNED, Step.ANSWER).later(days=2).take(Step.DELIVER)
    assert told(answered, CITIZEN_WINDOW).started.step is Step.DELIVER
    assert told(story(*ASSIGNED, Step.ANSWER, channels=()), CITIZEN_WINDOW).started.step is Step.ANSWER
    appealed = told(answered.take(Step.APPEAL), APPEAL)
    assert (appealed.started.step, appealed.clock.office) == (Step.APPEAL, "wilayah-dki-jakarta")


def test_a_second_window_is_the_one_explained() -> None:
    """After a correction the trace is of the new window, not of the one that was cut short."""
    corrected = story(*ASSIGNED, Step.ANSWER, Step.DELIVER, Step.CORRECT).later(days=1).take(Step.DELIVER)
    assert told(corrected, CITIZEN_WINDOW).started.version == corrected.case.version


def test_estimates_are_flagged() -> None:
    """Where the date rests on a feast that is not decreed yet, those days are named; hours rest on no day."""
    assert date(2027, 3, 10) in told(story(at=parse("2027-03-05T03:00:00Z"))).limits[0].estimates
    assert told(story(at=parse("2027-03-08T03:00:00Z"), category="personal-data")).limits[0].estimates == ()


@settings(max_examples=60, deadline=None)
@given(walks())
def test_any_life_is_explained(life: list[tuple[Complaint, Complaint, Step, Walk]]) -> None:
    """Whatever happens to a complaint, the reason ends at the date that is stored, for every clock there is."""
    if not life:
        return
    tale = life[-1][3].told
    found = why(tale.events, book())
    assert {one.clock.name for one in found} == {one.name for one in tale.case.clocks}
    for one in found:
        assert one.clock == tale.case.clock(one.clock.name)
        assert one.limits[0].due == one.clock.due == min(limit.due for limit in one.limits)
        assert one.started.at == one.clock.started
        assert one.turns[-1].due == one.clock.due
        assert len(one.halts) == len(one.clock.pauses) + (one.clock.until is not None)
