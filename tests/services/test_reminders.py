"""A question that waits for the citizen is called to mind once, and not when they have replied."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.intents import Sending
from chalicelib.domain.steps import Step
from chalicelib.domain.times import parse
from chalicelib.services.reminders import owed
from tests.builders import book, story
from tests.services.house import MAIL, House

REMINDED = f"question_reminder {MAIL}"


def asked(house: House) -> None:
    house.file()
    for step in (Step.VERIFY, Step.ASSIGN, Step.ASK):
        house.take(step)
    house.sweep()


def end(house: House) -> None:
    """Go to the moment at which the reminder is due."""
    house.at(parse(house.notes()["question_reminder email"].values["due_at"]) - timedelta(days=3))


def test_a_question_is_called_to_mind(house: House) -> None:
    """Three days before we go on without it, the citizen is told that we still wait: once, and not before."""
    asked(house)
    assert REMINDED not in house.told()
    end(house)
    house.later(minutes=-1)
    house.sweep()
    assert REMINDED not in house.told()
    house.later(minutes=1)
    house.sweep()
    house.later(hours=1)
    house.sweep()
    assert house.told().count(REMINDED) == 1


def test_who_has_replied_is_not_reminded(house: House) -> None:
    """Whoever has sent what was asked for is left in peace; the ledger says why."""
    asked(house)
    house.take(Step.REPLY)
    end(house)
    house.sweep()
    assert REMINDED not in house.told()
    assert house.status("question_reminder") is Sending.REFUSED


def test_a_newer_question_has_its_own_reminder(house: House) -> None:
    """After a second question the reminder of the first is not sent with the old date."""
    asked(house)
    first = house.notes()["question_reminder email"].key
    house.take(Step.REPLY)
    house.later(days=1)
    house.take(Step.ASK)
    end(house)
    house.sweep()
    assert house.ledger.get(first).status is Sending.REFUSED
    assert house.told().count(REMINDED) == 1


def test_too_short_a_pause_is_not_reminded_of() -> None:
    """Where the pause ends within three days a reminder would come with the question itself."""
    told = story(Step.VERIFY, Step.ASSIGN, Step.ASK, channels=("email", "sms"))
    assert [intent.channel for intent in owed(told.case, told.events[-1], book())] == ["email", "sms"]
    soon = tuple(replace(clock, until=told.now + timedelta(days=3)) for clock in told.case.clocks)
    assert owed(replace(told.case, clocks=soon), told.events[-1], book()) == ()
