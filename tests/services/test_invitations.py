"""Who is asked what they think of the service: once, some days after the closing, and not who has said so already."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.intents import Sending
from chalicelib.domain.people import Mode
from chalicelib.domain.steps import Step
from chalicelib.domain.survey import TAP
from chalicelib.domain.times import iso
from chalicelib.services.invitations import owed
from tests.builders import TICKET, book, story
from tests.services.house import MAIL, House

INVITED = f"survey_invited {MAIL}"
CONFIRMED = (Step.VERIFY, Step.ANSWER, Step.CONFIRM)


def closed(house: House, **changes: object) -> None:
    """Answer and confirm, and stand at the moment in which the invitation is due."""
    house.answered(channels=("email", "sms"), **changes)
    house.take(Step.CONFIRM)
    house.sweep()
    house.at(story(*CONFIRMED, at=house.now).now + timedelta(days=4))


def times(house: House) -> int:
    return [told.partition(" ")[0] for told in house.told()].count("survey_invited")


def test_who_has_not_answered_is_asked_once(house: House) -> None:
    """Three days after the closing the citizen is asked what they think: by one way, once, and not before."""
    closed(house)
    house.later(days=-2)
    house.sweep()
    assert times(house) == 0
    house.later(days=2)
    for _ in range(3):
        house.sweep()
        house.later(hours=1)
    assert [told for told in house.told() if told.startswith("survey_invited")] == [INVITED]


def test_who_has_answered_is_not_asked(house: House) -> None:
    """Whoever has tapped their answer already is left in peace; the ledger says why."""
    closed(house)
    house.ballots.cast(TICKET, TAP, ("2026-Q1", "jakarta-utara"), {"settled": 1})
    house.sweep()
    assert times(house) == 0
    assert house.notes()["survey_invited email"].why == "overtaken"


@pytest.mark.parametrize("step", [Step.APPEAL, Step.REOPEN, Step.ERASURE])
def test_a_case_that_is_not_over_is_not_asked_about(house: House, step: Step) -> None:
    """Nobody is asked how it was while an objection is looked at, the case is open, or they want to be gone."""
    closed(house)
    house.take(step)
    house.sweep()
    assert times(house) == 0
    assert house.status("survey_invited") is Sending.REFUSED


@pytest.mark.parametrize("asked_before", [True, False])
def test_a_second_closing_asks_only_who_was_not_asked(house: House, asked_before: bool) -> None:
    """A case that is closed twice asks once: after the first closing or, where that was undone too soon, the other."""
    closed(house)
    if asked_before:
        house.sweep()
    house.take(Step.REOPEN)
    house.take(Step.ANSWER)
    house.take(Step.CONFIRM)
    house.sweep()
    assert times(house) == asked_before
    house.later(days=10)
    house.sweep()
    assert times(house) == 1


def test_only_essential_messages_means_no_question(house: House) -> None:
    """Whoever asked for essential messages only is not asked for an opinion either, nor by their telephone."""
    closed(house)
    row = {"pk": {"S": f"C#{TICKET}"}, "sk": {"S": "WHO"}}
    house.client.update_item(
        TableName="cases", Key=row, UpdateExpression="SET quiet = :y", ExpressionAttributeValues={":y": {"BOOL": True}}
    )
    house.sweep()
    house.later(hours=1)
    house.sweep()
    assert times(house) == 0
    assert house.notes()["survey_invited email"].why == "opted_out"
    assert "survey_invited sms" not in house.notes()


def test_it_comes_when_the_office_opens() -> None:
    """A closing on a Friday is asked about on Monday, one before long holidays after these, when the office opens."""
    told = story(*CONFIRMED, channels=("sms", "email"))
    (asked,) = owed(told.case, told.events[-1], book())
    assert (asked.channel, iso(asked.due)) == ("sms", "2026-03-16T01:00:00Z")
    late = replace(told.events[-1], at=told.now + timedelta(days=2))
    (asked,) = owed(told.case, late, book())
    assert iso(asked.due) == "2026-03-25T00:30:00Z"


def test_who_is_never_asked() -> None:
    """Somebody anonymous, somebody whom nothing reaches, a report on foreigners, and where the data asks nobody."""
    told = story(*CONFIRMED)
    case, last = told.case, told.events[-1]
    for other in (replace(case, mode=Mode.ANONYMOUS), replace(case, channels=()), replace(case, restricted=True)):
        assert owed(other, last, book()) == ()
    assert owed(case, last, replace(book(), survey_days=0)) == ()
    assert owed(case, told.events[-2], book()) == ()
