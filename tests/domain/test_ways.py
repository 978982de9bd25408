"""Which messages have another way, and which do not."""

from dataclasses import replace

import pytest

from chalicelib.domain.intents import CITIZEN, Sending
from chalicelib.domain.sending import ONE_TIME_CODE, REFERRAL, Key, Note
from chalicelib.domain.ways import another

BOTH = ("email", "sms")
BACK = Note(Key("C#x", "N#000001#received#citizen#email"), "received", CITIZEN, "email", "id", {}, Sending.BOUNCED)


def test_what_came_back_goes_by_the_other_channel() -> None:
    """A mail that came back goes as a text message, unless there was one already."""
    assert another(BACK, [BACK], BOTH) == "sms"
    assert another(BACK, [BACK, replace(BACK, channel="sms")], BOTH) is None


@pytest.mark.parametrize(
    "note",
    [
        replace(BACK, status=Sending.DELIVERED),
        replace(BACK, why="opted_out"),
        replace(BACK, notice=ONE_TIME_CODE),
        replace(BACK, notice=REFERRAL, recipient="agency"),
    ],
    ids=["arrived", "not wanted", "code", "agency"],
)
def test_what_has_one_way_only(note: Note) -> None:
    """What arrived, was held back on purpose, is a code for one channel or is not the citizen's takes no other way."""
    assert another(note, [note], BOTH) is None
