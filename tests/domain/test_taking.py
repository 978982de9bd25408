"""Taking a step: what the table, the words, the codes and the time allow, and the name of every refusal."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.errors import Invalid, NotAllowed, StepRefused, TooEarly, TooLate, UnknownChoice
from chalicelib.domain.people import THE_CLOCK, Citizen, Machine, Mode, Role
from chalicelib.domain.steps import APPEAL_WINDOW, CITIZEN_WINDOW, STEPS, Status, Step
from chalicelib.domain.times import iso
from tests.builders import OFFICE, OTHER, REGION, TICKET, Story, actor_for, book, command, staff, story, words

ANSWERED = (Step.VERIFY, Step.ANSWER)
ASSIGNED = (Step.VERIFY, Step.ASSIGN)
ROADS: dict[Status, tuple[Step, ...]] = {
    Status.RECEIVED: (),
    Status.VERIFIED: (Step.VERIFY,),
    Status.IN_PROGRESS: ASSIGNED,
    Status.AWAITING_CITIZEN: (*ASSIGNED, Step.ASK),
    Status.REFERRED: (Step.VERIFY, Step.REFER),
    Status.ANSWERED: (*ANSWERED, Step.DELIVER),
    Status.CLOSED: (*ANSWERED, Step.CONFIRM),
    Status.WITHDRAWN: (Step.WITHDRAW,),
    Status.REJECTED: (Step.REJECT,),
}
ALERTS = {Step.WARN, Step.BREACH, Step.REMIND, Step.TAKE, Step.SNOOZE}
SPECIAL = ALERTS | {Step.CLOSE, Step.EXTEND, Step.DELIVER, Step.RESUME, Step.REBASE}
SPECIAL |= {Step.KEEP, Step.ERASED, Step.EMPTIED}


def refused(told: Story, kind: type[Exception], step: Step, **changes: Any) -> Any:
    before = told.case
    with pytest.raises(kind) as error:
        told.take(step, **changes)
    assert told.case is before
    return error.value


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("step", [step for step in STEPS if step not in SPECIAL])
def test_the_table_is_the_law(step: Step, status: Status) -> None:
    """From each status exactly the steps of the table can be taken, and each leads where the table says."""
    told, rule = story(*ROADS[status]), STEPS[step]
    assert told.case.status is status
    if status in rule.sources:
        version = told.case.version
        told.take(step)
        assert told.case.status is (rule.to or status)
        assert told.case.version == version + 1
    else:
        with pytest.raises((StepRefused, NotAllowed)):
            told.take(step)


@pytest.mark.parametrize("step", Step)
def test_a_stranger_takes_no_step(step: Step) -> None:
    """Whoever has no part in a complaint can do nothing to it: not even learn that the step does not exist."""
    told = story()
    for stranger in (Citizen("IMI-0000-0000-0"), Machine("robot"), staff(office=OTHER), staff(Role.AUDITOR, "pusat")):
        before = told.case
        with pytest.raises(NotAllowed):
            told.execute(replace(command(Step.NOTE, stranger), step=step))
        assert told.case is before


def test_receiving_is_no_step() -> None:
    """Nobody can receive a complaint a second time."""
    told = story()
    with pytest.raises(NotAllowed):
        told.execute(replace(command(Step.NOTE, staff()), step=Step.RECEIVE))


def test_a_step_of_the_clock_is_not_an_officers() -> None:
    """An officer cannot warn, breach, resume or deliver in the clock's or the provider's place."""
    for step in (Step.WARN, Step.BREACH, Step.RESUME, Step.DELIVER):
        refused(story(), NotAllowed, step, actor=staff(Role.CENTRE, "pusat"))


@pytest.mark.parametrize("step", [step for step, rule in STEPS.items() if rule.text_required])
def test_words_that_are_owed_are_asked_for(step: Step) -> None:
    """Where words are owed, nothing and blanks are refused, naming the field."""
    told = story(*next(road for status, road in ROADS.items() if status in STEPS[step].sources))
    for given in (None, words(""), words(" \n\t ")):
        assert [fault.field for fault in refused(told, Invalid, step, words=given).faults] == ["text"]


def test_words_have_their_place() -> None:
    """Words sent with a step that keeps none are refused, not dropped."""
    fault = refused(story(), Invalid, Step.VERIFY, words=words("Terima kasih.")).faults[0]
    assert (fault.field, fault.rule) == ("text", "not_here")
    assert story().take(Step.VERIFY, words=words("  ")).case.status is Status.VERIFIED


@pytest.mark.parametrize(
    ("road", "step"), [(ASSIGNED, Step.ASK), (ASSIGNED, Step.REFER), ((), Step.REJECT), (ASSIGNED, Step.EXTEND)]
)
def test_a_coded_reason_is_one_of_the_list(road: tuple[Step, ...], step: Step) -> None:
    """A pause, a referral, an extension and a rejection name a reason of the policy, and no other."""
    told = story(*road, category="public-information", kind="information")
    for given in (None, "tired"):
        fault = refused(told, UnknownChoice, step, reason=given).faults[0]
        assert (fault.field, fault.rule) == ("reason", "choose_from")
        offered = fault.choices
    assert told.take(step).events[-1].data["reason"] in offered


def test_some_codes_need_words() -> None:
    """Where the code alone would not tell the citizen enough, words are owed with it."""
    told = story(Step.VERIFY)
    assert refused(told, Invalid, Step.REFER, reason="oversight", words=None).faults[0].field == "text"
    assert told.take(Step.REFER, reason="other-office", words=None).case.referred == OTHER


def test_nobody_is_turned_away_for_want_of_facts_unasked() -> None:
    """A complaint is rejected for want of facts only after an officer has written to the citizen."""
    told = story(Step.VERIFY).take(Step.MESSAGE, Citizen(TICKET))
    fault = refused(told, Invalid, Step.REJECT, reason="no-facts").faults[0]
    assert (fault.field, fault.rule) == ("reason", "ask_first")
    for asked in (told.take(Step.MESSAGE, staff()), story(*ASSIGNED, Step.ASK, Step.REPLY)):
        assert asked.case.asked
    assert told.take(Step.MESSAGE, staff()).take(Step.REJECT, reason="no-facts").case.status is Status.REJECTED


@pytest.mark.parametrize("to", [None, "", OFFICE, "atlantis", "tpi-bandara-juanda"])
def test_a_referral_goes_to_an_office_that_can_take_it(to: str | None) -> None:
    """A case is not referred to nobody, to the office that has it, or to a place that handles no cases."""
    assert refused(story(Step.VERIFY), Invalid, Step.REFER, to=to).faults[0].field == "to"


def test_a_case_is_not_referred_to_those_complained_of() -> None:
    """A complaint about an office cannot be sent to it, nor to any office below it."""
    refused(story(Step.VERIFY, category="officer-conduct"), UnknownChoice, Step.REFER, to=OFFICE)
    refused(story(Step.VERIFY, category="officer-conduct", office=REGION), UnknownChoice, Step.REFER, to=OFFICE)


def test_an_appeal_is_not_sent_back_down() -> None:
    """What was appealed is decided one level up: it cannot be referred to the office that gave the answer."""
    told = story(*ANSWERED, Step.APPEAL)
    refused(told, UnknownChoice, Step.REFER, to=OFFICE)
    assert told.take(Step.REFER, to="wilayah-banten").case.referred == "wilayah-banten"


def test_assigning_names_somebody_free_to_decide() -> None:
    """A case is given to a person or a section, and on appeal to nobody who gave the answer."""
    told = story(Step.VERIFY)
    assert refused(told, Invalid, Step.ASSIGN, to=None).faults[0].field == "to"
    told.take(Step.ANSWER, actor=staff(name="first")).take(Step.APPEAL)
    refused(told, UnknownChoice, Step.ASSIGN, to="first")
    assert told.take(Step.ASSIGN, to="second").case.assignee == "second"


def test_classifying_names_something_known() -> None:
    """A class or a category is given, and both exist for this kind of message."""
    told = story()
    assert refused(told, Invalid, Step.CLASSIFY, klass=None).faults[0].rule == "missing"
    assert refused(told, UnknownChoice, Step.CLASSIFY, klass="urgent").faults[0].field == "class"
    assert refused(told, UnknownChoice, Step.CLASSIFY, category="overstay").faults[0].field == "category"
    assert refused(told, UnknownChoice, Step.VERIFY, klass="urgent").faults[0].field == "class"


def test_extending_once_where_the_rules_have_it() -> None:
    """An ordinary complaint has no extension; a request for public information has one, and one only."""
    refused(story(*ASSIGNED), StepRefused, Step.EXTEND)
    told = story(*ASSIGNED, category="public-information", kind="information").take(Step.EXTEND)
    refused(told, StepRefused, Step.EXTEND)
    refused(story(*ANSWERED, Step.APPEAL), StepRefused, Step.EXTEND)


def test_an_officer_does_not_close_before_the_citizen_had_their_time() -> None:
    """Until ten working days after delivery only the citizen can close; without delivery nobody else ever can."""
    told = story(*ANSWERED)
    assert refused(told, TooEarly, Step.CLOSE, actor=staff()).until is None
    window = told.take(Step.DELIVER).case.clock(CITIZEN_WINDOW)
    assert window is not None
    assert refused(told, TooEarly, Step.CLOSE, actor=staff()).until == window.due
    told.take(Step.CORRECT)
    assert refused(told.at(window.due), TooEarly, Step.CLOSE, actor=staff()).until is None
    window = told.take(Step.DELIVER).case.clock(CITIZEN_WINDOW)
    assert window is not None
    assert told.at(window.due).take(Step.CLOSE, actor=staff()).case.status is Status.CLOSED


def test_an_appeal_has_its_time() -> None:
    """An appeal is in time up to the last second of ten working days after closing, and too late a second after."""
    told = story(*ANSWERED, Step.CONFIRM)
    window = told.case.clock(APPEAL_WINDOW)
    assert window is not None
    assert iso(window.due) == "2026-04-06T09:00:00Z"
    late = refused(told.at(window.due).later(seconds=1), TooLate, Step.APPEAL)
    assert late.since == window.due
    assert told.at(window.due).take(Step.APPEAL).case.appealed


def test_there_is_one_appeal() -> None:
    """A second appeal is refused from the answer as after closing, and no time for one is shown."""
    told = story(*ANSWERED, Step.APPEAL, Step.ANSWER)
    refused(told, StepRefused, Step.APPEAL)
    told.take(Step.CONFIRM)
    refused(told, StepRefused, Step.APPEAL)
    assert told.case.clock(APPEAL_WINDOW) is None


def test_reopening_puts_the_time_to_appeal_aside() -> None:
    """After a case is opened again an appeal waits for the new answer, however long that takes."""
    told = story(*ANSWERED, Step.CONFIRM, Step.REOPEN).later(days=90).take(Step.ANSWER)
    assert told.take(Step.APPEAL).case.appealed


def test_an_anonymous_contact_is_shown_to_nobody() -> None:
    """Nobody can open an anonymous complainant's contact: it is for messages alone."""
    refused(story(mode=Mode.ANONYMOUS), StepRefused, Step.UNMASK)
    assert story(mode=Mode.CONFIDENTIAL).take(Step.UNMASK).case.version == 2


def test_the_clock_tells_nothing_twice_and_nothing_early() -> None:
    """However often the sweep runs, and whoever runs it, each mark enters the record once and when it is true."""
    told = story()
    refused(told, StepRefused, Step.BREACH, clock="resolution", mark=1)
    refused(told, StepRefused, Step.WARN, clock="tea", mark=50)
    told.take(Step.WARN, clock="resolution", mark=50)
    refused(told, StepRefused, Step.WARN, clock="resolution", mark=50)
    told.later(days=60).take(Step.BREACH, clock="resolution", mark=1)
    refused(told, StepRefused, Step.BREACH, clock="resolution", mark=1)
    refused(told, StepRefused, Step.WARN, clock="resolution", mark=90)
    told.take(Step.VERIFY).take(Step.ANSWER)
    refused(told, StepRefused, Step.BREACH, clock="resolution", mark=2)


def test_the_record_says_who_and_nothing_personal() -> None:
    """The record keeps an officer's account and office, a machine's name, and for the citizen nothing at all."""
    told = story(Step.VERIFY, Step.ANSWER, Step.DELIVER, Step.CONFIRM)
    assert [(event.by.party, event.by.id, event.by.office) for event in told.events] == [
        ("citizen", "", ""),
        ("staff", "officer-v1", OFFICE),
        ("staff", "officer-v2", OFFICE),
        ("provider", "", ""),
        ("citizen", "", ""),
    ]
    assert told.events[2].text == words("Kata untuk answer.").digest
    assert {event.ticket for event in told.events} == {TICKET}


def test_builders_know_whose_part_a_step_is() -> None:
    """Every step of the table has somebody to take it."""
    case = story().case
    assert {type(actor_for(step, case)).__name__ for step in STEPS} == {"Staff", "Citizen", "Machine"}
    assert actor_for(Step.WARN, case) is THE_CLOCK
    assert book().policy.since.year == 2025
