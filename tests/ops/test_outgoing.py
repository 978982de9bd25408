"""Whoever looks after a stage sees what became of a message, and can have a dead one tried again."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from chalicelib import wiring
from chalicelib.domain.intents import Sending
from chalicelib.domain.people import Role
from chalicelib.domain.sending import ATTEMPTS, Key, Temporary
from chalicelib.services import delivery, settling
from ops import __main__ as ops
from ops.outgoing import MEANINGS
from tests.builders import TICKET
from tests.cloud import Cloud
from tests.services.house import MAIL, House


@pytest.fixture
def house(tables: Cloud, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """One complaint whose receipt has been owed, in the cloud that the settings name."""
    monkeypatch.setenv("ADUAN_SHARDS", "2")
    wiring.reset()
    made = House(tables)
    monkeypatch.setattr(wiring, "clock", lambda: made.now)
    made.file()
    yield made
    monkeypatch.undo()
    wiring.reset()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(ops.app, ["messages", *arguments])


def told(*arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*arguments, "--json").stdout)
    return found


def dead(house: House) -> None:
    house.post.trouble = [Temporary("ReadTimeout")] * ATTEMPTS
    for _ in range(ATTEMPTS + 1):
        delivery.deliver(house.key("received", 1), house.delivery)
        house.later(hours=2)


def test_a_complaint_s_messages_are_explained(house: House) -> None:
    """An operator reads where each message about a complaint stands, and no address."""
    done = run("explain", TICKET)
    assert done.exit_code == 0
    assert "received" in done.stdout
    assert "PENDING" in done.stdout
    house.sweep()
    (one,) = told("explain", TICKET.lower())
    assert (one["status"], one["provider"], one["attempts"]) == ("SENT", "ses", 1)
    assert MAIL not in json.dumps(one)
    unknown = run("explain", "IMI-2222-2222-2")
    assert (unknown.exit_code, "There is no message" in unknown.stderr) == (3, True)


def test_what_is_stuck_is_listed(house: House) -> None:
    """What nobody sent for an hour, and what was given up, is found; a healthy ledger lists nothing."""
    assert run("list").exit_code == 0
    house.later(hours=2)
    assert [one["status"] for one in told("list")] == ["PENDING"]
    dead(house)
    assert [one["status"] for one in told("list")] == ["DEAD"]
    assert run("list").exit_code == 1
    assert TICKET in run("list").stdout


def test_what_our_own_people_were_sent_is_tried_again(house: House) -> None:
    """A message to somebody of ours that was tried in vain is found by their name, and goes once somebody says so."""
    house.hire(Role.OFFICER)
    house.sweep()
    settling.hear(house.key("received", 1), Sending.BOUNCED, house.delivery)
    house.post.trouble = [Temporary("ReadTimeout")] * ATTEMPTS
    for _ in range(ATTEMPTS + 3):
        house.later(hours=1)
        house.sweep()
    assert [(one["notice"], one["status"]) for one in told("explain", "officer")] == [("alerts", "DEAD")]
    assert "READER" in run("explain", TICKET).stdout
    assert "1 will be tried again." in run("redrive", "officer", "--yes").output
    house.sweep()
    assert house.told()[-1] == "alerts officer@imigrasi.example"


def test_the_dead_are_tried_again_once_somebody_says_so(house: House) -> None:
    """A dead message goes out after an operator's word, once, and not before."""
    dead(house)
    assert run("redrive", TICKET).exit_code == 0
    house.sweep()
    assert house.told() == []
    assert "1 will be tried again" in run("redrive", TICKET, "--yes").output
    for _ in range(2):
        house.later(minutes=1)
        house.sweep()
    assert house.told() == [f"received {MAIL}"]
    assert run("redrive", TICKET, "--yes").exit_code == 1


def test_what_came_alive_meanwhile_is_left_alone(house: House) -> None:
    """Of two operators who redrive at once, one does it."""
    from ops.outgoing import desk  # noqa: PLC0415 - after the settings are those of this test

    dead(house)
    assert desk().redrive(house.key("received", 1), house.now)
    assert not desk().redrive(house.key("received", 1), house.now)


def test_a_restore_mails_nothing_again(house: House) -> None:
    """Behind the fence nothing goes out, and a redrive leaves it alone, until an operator says otherwise."""
    assert "none" in run("fence").output
    assert "Nothing was changed" in run("fence", "--before", "2026-03-13T08:41:00").output
    assert run("fence", "--before", "2026-03-13T08:41:00", "--yes").exit_code == 1
    house.later(minutes=1)
    house.sweep()
    assert (house.told(), house.notes()["received email"].why) == ([], "fenced")
    assert "1 stay behind the fence" in run("redrive", TICKET, "--yes").output
    assert run("redrive", TICKET, "--yes", "--past-fence").exit_code == 0
    house.sweep()
    assert house.told() == [f"received {MAIL}"]
    assert run("fence", "--lift", "--yes").exit_code == 0
    assert run("fence", "--lift", "--before", "2026-03-13").exit_code == 2


def test_what_went_by_another_way_is_not_tried_again(house: House) -> None:
    """A dead message whose text has arrived is not sent a second time by a redrive."""
    dead(house)
    other = house.key("received", 1, "sms")
    row = house.client.get_item(TableName="cases", Key=_at(house.key("received", 1)))["Item"]
    house.client.put_item(TableName="cases", Item=row | _at(other) | {"status": {"S": "DELIVERED"}})
    assert run("redrive", TICKET, "--yes").exit_code == 1


def test_what_is_a_week_old_needs_a_word(house: House) -> None:
    """A message that nobody sent for a week is not sent by itself any more."""
    house.later(days=7, minutes=1)
    house.sweep()
    assert (house.told(), house.notes()["received email"].why) == ([], "fenced")


def _at(key: Key) -> dict[str, Any]:
    return {"pk": {"S": key.pk}, "sk": {"S": key.sk}}


def test_every_state_is_explained() -> None:
    """No state is shown without what it means."""
    assert set(MEANINGS) == set(Sending)
