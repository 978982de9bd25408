"""The verbs of intake, casework, tracking and unmasking where no door leads: what they refuse by themselves."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.change import Answer
from chalicelib.domain.commands import Command
from chalicelib.domain.errors import NotAllowed, NotFound
from chalicelib.domain.found import File
from chalicelib.domain.people import Citizen, Mode, Role
from chalicelib.domain.steps import Step
from chalicelib.services import casework, tracking, unmasking
from tests import builders
from tests.services.house import House


def shown(_case: object) -> bytes:
    return b"{}"


def test_a_strangers_step_finds_nothing(house: House) -> None:
    """Whoever the case does not belong to cannot act on it, whichever door they came by."""
    case = house.file()
    for actor in (Citizen("IMI-0000-0000-0"), builders.staff(Role.OFFICER, builders.OTHER)):
        command = Command(Step.NOTE, actor, builders.words())
        with pytest.raises(NotFound):
            casework.take_step(File(case), command, Answer("k", "", b""), None, shown, house.casework)


def test_a_strangers_timeline_is_empty_of_everything(house: House) -> None:
    """A stranger gets no timeline at all."""
    case = house.file()
    with pytest.raises(NotFound):
        tracking.timeline(case, Citizen("IMI-0000-0000-0"), house.complaints.events(case.ticket), {})


def test_a_stranger_cannot_ask_for_a_name(house: House) -> None:
    """An officer of another office cannot even ask who filed it; there is nothing to ask about."""
    desk: Any = None
    with pytest.raises(NotFound):
        unmasking.ask(builders.staff(Role.OFFICER, builders.OTHER), house.file(), "Sebab.", desk)


def test_nobody_can_ask_who_an_anonymous_person_is(house: House) -> None:
    """There is nobody to ask for behind an anonymous complaint."""
    desk: Any = None
    case = replace(house.file(), mode=Mode.ANONYMOUS)
    with pytest.raises(NotAllowed):
        unmasking.ask(builders.staff(), case, "Sebab.", desk)


def test_a_repeated_step_is_answered_before_anything_is_asked(house: House) -> None:
    """A command that was answered before gets that answer, and nothing is done again."""
    case = house.file()
    done = File(case, done=b"first")
    command = Command(Step.VERIFY, builders.staff())
    assert casework.take_step(done, command, Answer("k", "", b""), 1, shown, house.casework) == b"first"
    assert house.complaints.get(case.ticket).version == 1


def test_a_change_without_an_answer_gives_none(house: House) -> None:
    """What a machine changes owes nobody an answer."""
    case = house.file()
    assert casework.changed(case, Command(Step.VERIFY, builders.staff()), house.casework).answer is None
