"""Every stored date can be worked out again from the record, and a date that was touched by hand is found."""

import json
from typing import Any

import boto3
import pytest
from typer.testing import CliRunner, Result

from chalicelib import wiring
from chalicelib.domain.steps import Step
from ops import __main__ as ops
from tests.builders import TICKET
from tests.cloud import Cloud
from tests.services.house import House

ANOTHER = "IMI-2222-2222-2"


@pytest.fixture
def house(tables: Cloud) -> House:
    """Two complaints with some life behind them, in the cloud that the settings name."""
    wiring.reset()
    made = House(tables)
    made.complaints._shards = wiring.settings().shards
    made.file()
    for step in (Step.VERIFY, Step.ASSIGN, Step.ASK):
        made.take(step)
        made.later(days=1)
    made.take(Step.REPLY)
    made.file(ANOTHER, category="illegal-levy")
    return made


def replay(*arguments: str) -> Result:
    return CliRunner().invoke(ops.app, ["clocks", "replay", *arguments])


def touch(ticket: str, attribute: str, change: Any) -> None:
    """Change a stored state past everybody."""
    client, key = boto3.client("dynamodb"), {"pk": {"S": f"C#{ticket}"}, "sk": {"S": "STATE"}}
    row = client.get_item(TableName="cases", Key=key)["Item"]
    client.put_item(TableName="cases", Item=row | {attribute: {"S": change(row[attribute]["S"])}})


def test_what_is_stored_is_what_the_record_says(house: House) -> None:
    """Of all complaints no date differs from its record."""
    done = replay("--json")
    assert json.loads(done.stdout) == {"cases": 2, "events": 6, "deadlines": 4, "differences": []}
    assert done.exit_code == 0
    assert house.complaints.get(TICKET).version == 5


@pytest.mark.usefixtures("house")
def test_a_person_reads_a_table() -> None:
    """An operator reads how much was compared, and what differs."""
    done = replay()
    assert done.exit_code == 0
    assert "differences" in done.stdout
    assert "Differences" not in done.stdout


@pytest.mark.usefixtures("house")
def test_a_date_changed_by_hand_is_found() -> None:
    """Somebody who moves a stored date is found out, with the date that the record gives."""
    touch(TICKET, "snapshot", lambda text: text.replace("2026-04-", "2026-05-"))
    done = replay("--json")
    found = json.loads(done.stdout)["differences"]
    assert done.exit_code == 1
    assert {one["ticket"] for one in found} == {TICKET}
    assert {one["what"].partition(" ")[0] for one in found} == {"resolution", "snapshot"}
    assert "Differences" in replay().stdout


@pytest.mark.usefixtures("house")
def test_a_case_that_would_never_wake_is_found() -> None:
    """A complaint whose next alarm was lost from the index is found, though its dates are right."""
    touch(ANOTHER, "due_sk", lambda text: text.replace("2026", "2099"))
    (found,) = json.loads(replay("--json", "--ticket", ANOTHER).stdout)["differences"]
    assert found["what"] == "due_sk"
    assert replay("--ticket", TICKET).exit_code == 0


@pytest.mark.usefixtures("house")
def test_a_broken_record_is_found() -> None:
    """A record with a missing event is told as such."""
    boto3.client("dynamodb").delete_item(TableName="cases", Key={"pk": {"S": f"C#{TICKET}"}, "sk": {"S": "E#000003"}})
    (found,) = json.loads(replay("--json").stdout)["differences"]
    assert (found["what"], found["stored"]) == ("record", "4 events")


@pytest.mark.usefixtures("house")
def test_an_unknown_ticket_is_told() -> None:
    """A ticket that does not exist is no difference but an error of its own."""
    assert replay("--ticket", "IMI-3333-3333-3").exit_code == 3


@pytest.mark.usefixtures("tables")
def test_a_cloud_that_cannot_be_read_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the table is missing an operator reads one line and no traceback."""
    monkeypatch.setenv("ADUAN_CASES_TABLE", "missing")
    monkeypatch.setattr("sys.argv", ["ops", "clocks", "replay"])
    wiring.reset()
    assert ops.main() == ops.UNREADABLE
    assert "Cannot be read" in capsys.readouterr().err
    wiring.reset()
