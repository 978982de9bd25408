"""Random lives: whatever people, time and providers do to a complaint, these promises hold."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain import running
from chalicelib.domain.access import steps_for
from chalicelib.domain.alarms import Alarm, next_alarm
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import Refusal
from chalicelib.domain.events import intact
from chalicelib.domain.life import rebuild
from chalicelib.domain.people import THE_PROVIDER, Actor, Citizen, Role
from chalicelib.domain.steps import OPEN, STEPS, Status, Step
from tests.builders import CENTRE, Story, book, clock, command, staff, story

STILL = {
    Step.VERIFY,
    Step.NOTE,
    Step.MESSAGE,
    Step.ASSIGN,
    Step.REFER,
    Step.ACKNOWLEDGE,
    Step.RETURN,
    Step.ASK,
    Step.ANSWER,
    Step.CORRECT,
    Step.CONFIRM,
    Step.CLOSE,
    Step.REJECT,
    Step.WITHDRAW,
    Step.CONTACT,
    Step.UNMASK,
    Step.DELIVER,
    Step.UNDELIVERED,
    Step.WARN,
    Step.BREACH,
    Step.REMIND,
    Step.TAKE,
    Step.SNOOZE,
    Step.APPEAL,
    Step.ERASURE,
    Step.KEEP,
}
"""Steps after which the resolution date is what it was; a class that stays the same is among them."""
QUIET = {Step.NOTE, Step.MESSAGE, Step.CLASSIFY, Step.UNMASK, Step.CONTACT, Step.WITHDRAW, Step.REJECT, Step.CORRECT}
QUIET |= {Step.ERASURE, Step.KEEP}
BACK = {Step.REPLY, Step.RESUME, Step.DISPUTE, Step.REOPEN}
PLACES = ("depok", "wilayah-bali", "perwakilan-los-angeles", "jayapura", "jakarta-utara")
FILINGS: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {},
        {"channels": ()},
        {"category": "officer-conduct"},
        {"kind": "information", "category": "public-information"},
        {"kind": "complaint", "category": "personal-data", "office": "jayapura"},
        {"kind": "foreigner_report", "category": "overstay", "office": "ngurah-rai"},
        {"kind": "complaint", "category": "illegal-levy", "office": "perwakilan-los-angeles"},
        {"office": "tpi-bandara-juanda", "category": "border-post"},
    ]
)


def everybody(case: Complaint) -> tuple[Actor, ...]:
    """Whoever could have a part: the office's people, the receiver's, the centre's, the citizen, the provider."""
    offices = {case.office, case.referred or case.office}
    people = [
        staff(role, office, restricted=case.restricted)
        for office in sorted(offices)
        for role in (Role.OFFICER, Role.HEAD)
    ]
    above = [staff(role, CENTRE, restricted=case.restricted) for role in (Role.CENTRE, Role.CUSTODIAN)]
    return (*people, *above, Citizen(case.ticket), THE_PROVIDER)


@dataclass
class Walk:
    """One random life, with everything that time did on the way."""

    told: Story
    draw: st.DrawFn
    rung: list[tuple[str, datetime, int, Step, int]] = field(default_factory=list)

    def turn(self) -> tuple[Complaint, Complaint, Step] | None:
        """Let some time pass, sweep or not, then let somebody take a step that is offered to them."""
        self.told.later(minutes=self.draw(st.sampled_from([0, 1, 90, 60 * 24, 60 * 24 * 3, 60 * 24 * 40])))
        if self.draw(st.booleans()):
            self.sweep()
        case = self.told.case
        offers = [(step, actor) for actor in everybody(case) for step in steps_for(actor, case, self.told.now)]
        if not offers:
            return None
        lively = [offer for offer in offers if offer[0] not in QUIET]
        quiet = self.draw(st.integers(0, 3)) == 0
        step, actor = self.draw(st.sampled_from(offers if quiet or not lively else lively))
        asked = command(step, actor, case)
        if step is Step.CLASSIFY and self.draw(st.booleans()):
            asked = replace(asked, klass=self.draw(st.sampled_from(book().policy.classes())))
        if step is Step.REFER:
            asked = replace(asked, to=self.draw(st.sampled_from(PLACES)))
        try:
            self.told.execute(asked)
        except Refusal:
            assert self.told.case is case
            return None
        return case, self.told.case, step

    def sweep(self) -> None:
        """Do what is due; each alarm is told apart from every other by the clock's own start."""
        while (alarm := self.due()) is not None:
            if alarm.step in {Step.REBASE, Step.ERASED, Step.EMPTIED}:
                self.told.execute(alarm.command)
                continue
            clock = self.told.case.clock(alarm.clock)
            assert clock is not None
            self.told.execute(alarm.command)
            assert next_alarm(self.told.case, self.told.book, self.told.now) != alarm
            if alarm.step in {Step.WARN, Step.BREACH}:
                told = (alarm.clock, clock.started, self.dates(), alarm.step, alarm.mark)
                assert told not in self.rung, "told twice"
                self.rung.append(told)
            if alarm.step is Step.REMIND:
                past = [(event.step, event.data.get("to", event.by.id)) for event in self.told.events]
                assert past.count((Step.REMIND, alarm.to)) <= past.count((Step.SNOOZE, alarm.to))
            assert len(self.told.events) < 400, "time never comes to rest"

    def dates(self) -> int:
        """How often the case was given another date to be warned of."""
        return sum(event.step in {Step.VERIFY, Step.CLASSIFY, Step.EXTEND} for event in self.told.events)

    def due(self) -> Alarm | None:
        alarm = next_alarm(self.told.case, self.told.book, self.told.now)
        return alarm if alarm and alarm.at <= self.told.now else None


@st.composite
def walks(draw: st.DrawFn, turns: int = 14) -> list[tuple[Complaint, Complaint, Step, Walk]]:
    walk = Walk(story(**draw(FILINGS)), draw)
    seen = [(*turned, walk) for _ in range(turns) if (turned := walk.turn())]
    walk.sweep()
    return seen


@settings(max_examples=120, deadline=None)
@given(walks())
def test_any_life_keeps_its_promises(life: list[tuple[Complaint, Complaint, Step, Walk]]) -> None:
    """Versions have no gap, the record rebuilds the state, statuses and dates move only as they may."""
    for before, after, step, _ in life:
        rule = STEPS[step]
        assert before.status in rule.sources
        assert after.status is (rule.to or before.status)
        assert after.version == before.version + 1
        assert after.excluded[: len(before.excluded)] == before.excluded
        old, new = clock(before), clock(after)
        assert (new.started, new.office) == (old.started, old.office)
        if step in STILL or (step is Step.CLASSIFY and after.klass == before.klass):
            assert new.due == old.due, step
        if step in BACK:
            assert new.due >= old.due, step
        if old.extended:
            assert new.extended
    if life:
        holds(life[-1][3].told)


def holds(told: Story) -> None:
    """What holds of any record, however long."""
    assert [event.version for event in told.events] == list(range(1, told.case.version + 1))
    assert intact(tuple(told.events))
    assert rebuild(told.events, told.book) == told.case
    assert Counter(event.step for event in told.events)[Step.EXTEND] <= 1
    assert Counter(event.step for event in told.events)[Step.APPEAL] <= 1
    assert told.case.open is (told.case.status in OPEN)
    for one in told.case.clocks:
        assert one.over <= (one.halted is not None)
        assert running.dated(one, told.book.terms(told.case.policy, told.case.edition)) == one


@settings(max_examples=60, deadline=None)
@given(walks())
def test_no_open_complaint_is_ever_stuck(life: list[tuple[Complaint, Complaint, Step, Walk]]) -> None:
    """An open complaint can always be moved on by somebody of the office, and until it is answered, by them alone."""
    for _, after, _, _ in life:
        if after.open:
            movers = [
                step
                for actor in everybody(after)
                for step in steps_for(actor, after)
                if STEPS[step].to not in {None, after.status} and step is not Step.WITHDRAW
            ]
            waits = after.status is Status.AWAITING_CITIZEN and next_alarm(after, book()) is not None
            assert waits or movers, after.status


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 60 * 24 * 9), min_size=1, max_size=40), FILINGS)
def test_an_untouched_case_tells_each_mark_once(gaps: list[int], filing: dict[str, Any]) -> None:
    """However irregular the sweeps, each warning is told at most once, each breach exactly once, in order."""
    told = story(**filing)
    rung = []
    for gap in (*gaps, 60 * 24 * 400):
        rung += told.later(minutes=gap).sweep()
    marks = [(alarm.clock, alarm.step, alarm.mark) for alarm in rung]
    assert len(set(marks)) == len(marks)
    for name in ("first_response", "resolution"):
        assert [mark for one, step, mark in marks if (one, step) == (name, Step.BREACH)] == [1, 2, 3]
        warned = [mark for one, step, mark in marks if (one, step) == (name, Step.WARN)]
        assert warned == sorted(warned)
    assert all(alarm.at <= told.now for alarm in rung)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 60 * 24 * 20), st.integers(0, 60 * 24 * 90), st.sampled_from([Step.REPLY, Step.RESUME]))
def test_a_pause_is_fair_and_capped(asked: int, waited: int, back: Step) -> None:
    """A pause never brings a date forward, and moves it no further than its cap would have."""
    told = story(Step.VERIFY, Step.ASSIGN).later(minutes=asked).take(Step.ASK)
    old = clock(told.case)
    assert old.until is not None
    longest = Story(told.case, list(told.events), old.until).take(Step.RESUME).case
    told.later(minutes=waited).take(back)
    assert old.due <= clock(told.case).due <= clock(longest).due
    assert clock(told.case).pauses[-1][1] <= old.until


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 60 * 24 * 30), st.integers(1, 60 * 24 * 200))
def test_a_halt_never_climbs_the_ladder(answered: int, disputed: int) -> None:
    """Whenever an answer is given and however late it is disputed, the dispute sets off no further level."""
    told = story(Step.VERIFY, Step.ASSIGN).later(minutes=answered)
    told.sweep()
    level = clock(told.take(Step.ANSWER).case).level
    told.later(minutes=disputed).take(Step.DISPUTE)
    told.sweep()
    assert clock(told.case).level - level <= (1 if clock(told.case).due <= told.now and level == 0 else 0)
