"""What each event owes the citizen, and why some owe nothing."""

import pytest

from chalicelib.domain.people import Citizen, Mode
from chalicelib.domain.steps import STEPS, Step
from chalicelib.services import notices
from chalicelib.services.notices import NOTICES, Skip
from tests.builders import Story, book, staff, story

ON_THE_WAY: dict[Step, tuple[Step, ...]] = {
    Step.RECEIVE: (),
    Step.VERIFY: (Step.VERIFY,),
    Step.CLASSIFY: (Step.CLASSIFY,),
    Step.ASSIGN: (Step.VERIFY, Step.ASSIGN),
    Step.ASK: (Step.VERIFY, Step.ASSIGN, Step.ASK),
    Step.REPLY: (Step.VERIFY, Step.ASSIGN, Step.ASK, Step.REPLY),
    Step.RESUME: (Step.VERIFY, Step.ASSIGN, Step.ASK, Step.RESUME),
    Step.REFER: (Step.VERIFY, Step.REFER),
    Step.ACKNOWLEDGE: (Step.VERIFY, Step.REFER, Step.ACKNOWLEDGE),
    Step.RETURN: (Step.VERIFY, Step.REFER, Step.RETURN),
    Step.ANSWER: (Step.VERIFY, Step.ANSWER),
    Step.CORRECT: (Step.VERIFY, Step.ANSWER, Step.CORRECT),
    Step.CONFIRM: (Step.VERIFY, Step.ANSWER, Step.CONFIRM),
    Step.DISPUTE: (Step.VERIFY, Step.ANSWER, Step.DISPUTE),
    Step.APPEAL: (Step.VERIFY, Step.ANSWER, Step.APPEAL),
    Step.REJECT: (Step.REJECT,),
    Step.WITHDRAW: (Step.WITHDRAW,),
    Step.REOPEN: (Step.REJECT, Step.REOPEN),
    Step.UNMASK: (Step.UNMASK,),
}


def decided(told: Story) -> notices.Decision:
    """Decide about the last event of a story."""
    return notices.decide(told.case, told.events[-1], book(), told.now)


@pytest.mark.parametrize("step", ON_THE_WAY, ids=str)
def test_each_change_is_told(step: Step) -> None:
    """Every change of a complaint reaches the citizen, once for each way in which they are reached."""
    told = story(*ON_THE_WAY[step], channels=("email", "sms"))
    intents = notices.due(told.case, told.events[-1], book(), told.now)
    assert [intent.channel for intent in intents] == ["email", "sms"]
    assert {intent.notice for intent in intents} == {NOTICES[step].__name__}
    assert {intent.recipient for intent in intents} == {"citizen"}


def test_every_change_of_status_has_a_notice() -> None:
    """Nobody has to look at the page to learn that something happened."""
    assert {step for step, rule in STEPS.items() if rule.to} <= set(NOTICES)


def test_nothing_private_is_in_a_notice() -> None:
    """Names, addresses and what somebody wrote never enter a message."""
    told = story(Step.VERIFY, Step.ASSIGN, Step.ASK)
    text = repr(decided(told).intents)
    assert "Kata untuk" not in text
    assert "Paspor" not in text


def test_longer_time_is_told_with_its_reason() -> None:
    """When a supervisor takes more time, the citizen learns until when, and why."""
    told = story(Step.VERIFY, Step.ASSIGN, category="illegal-levy").take(Step.EXTEND)
    values = decided(told).intents[0].values
    assert values["reason"] == "field-examination"
    assert values["due_at"]


def test_a_message_of_an_officer_is_told() -> None:
    """An officer's message is announced, its words stay on the page."""
    told = story().take(Step.MESSAGE, staff())
    assert decided(told).intents[0].notice == "message"


def test_after_an_appeal_there_is_no_other() -> None:
    """Whoever has appealed is told neither a date for another appeal nor that there is one."""
    told = story(Step.VERIFY, Step.ANSWER, Step.APPEAL, Step.ANSWER)
    assert decided(told).intents[0].values["final"] == "yes"
    closing = decided(told.take(Step.CONFIRM)).intents[0].values
    assert closing["final"] == "yes"
    assert "due_at" not in closing


def test_closing_tells_until_when_to_object() -> None:
    """A closed case names the last day to object."""
    assert decided(story(Step.VERIFY, Step.ANSWER, Step.CONFIRM)).intents[0].values["due_at"]


def test_own_message_is_not_told_back() -> None:
    """Nobody is told what they have just written themselves."""
    told = story()
    assert decided(told.take(Step.MESSAGE, Citizen(told.case.ticket))).skipped is Skip.OWN_ACT


def test_new_category_alone_is_not_told() -> None:
    """A change that moves no date is the office's own affair."""
    told = story().take(Step.CLASSIFY, klass=None, category="payment")
    assert decided(told).skipped is Skip.SAME_DATE


def test_notes_are_not_told() -> None:
    """What officers note among themselves sends nothing."""
    assert decided(story().take(Step.NOTE)).skipped is Skip.NO_NOTICE


def test_without_a_contact_nothing_is_sent() -> None:
    """Who gave no contact reads the page; nothing is sent anywhere."""
    assert decided(story(channels=(), mode=Mode.ANONYMOUS)).skipped is Skip.NO_CHANNEL


def test_being_late_is_told_once() -> None:
    """The citizen hears once that we are late; the higher rungs are our own affair."""
    told = story()
    told.later(days=30).sweep()
    late = [event for event in told.events if event.step is Step.BREACH]
    answers = [notices.decide(told.case, event, book(), told.now) for event in late]
    assert [answer.skipped for answer in answers].count(Skip.HIGHER_RUNG) == len(late) - 2
    assert [intent.notice for answer in answers for intent in answer.intents] == ["late", "late"]


def test_a_missed_date_is_no_promise() -> None:
    """A notice after the date says that the date has passed."""
    told = story().later(days=60).take(Step.VERIFY)
    assert decided(told).intents[0].values["overdue"] == "yes"


def test_places_have_short_names() -> None:
    """A text message names an office by its place."""
    offices = book().offices
    assert notices.named("to", offices.get("jakarta-utara"))["to_short"] == "Jakarta Utara"
    assert notices.named("to", offices.get("wilayah-dki-jakarta"))["to_short"] == "DKI Jakarta"
