"""The decision on an objection is told as one."""

from chalicelib.domain.sending import ANSWERS
from chalicelib.domain.steps import Step
from chalicelib.services.appeals import ON_APPEAL
from chalicelib.services.casework import Casework, changed
from tests.builders import actor_for, book, command, story


def test_an_answer_after_an_objection_is_its_decision() -> None:
    """Whoever objected hears that it was decided, once, and until when to say whether it is settled."""
    told = story(Step.VERIFY, Step.ANSWER, Step.APPEAL)
    desk: Casework = Casework(None, lambda: told.now, book())  # type: ignore[arg-type]
    asked = command(Step.ANSWER, actor_for(Step.ANSWER, told.case), told.case)
    (intent,) = [one for one in changed(told.case, asked, desk).intents if one.recipient == "citizen"]
    assert intent.notice == "appeal_decided"
    assert "final" not in intent.values
    assert int(intent.values["days"]) > 0


def test_its_arrival_starts_the_citizens_time() -> None:
    """The decision settles like any answer: the days to reply run from its arrival."""
    assert {fact.__name__ for fact in ON_APPEAL.values()} <= ANSWERS
