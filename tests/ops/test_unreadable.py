"""Whoever spoils a record cannot hide it by spoiling it so much that nobody can read it."""

import json
from typing import Any

import boto3
import pytest

from chalicelib import wiring
from chalicelib.domain.steps import Step
from ops.cloud.account import FOUND, WRONG
from ops.data import drill
from tests.builders import TICKET
from tests.cloud import Cloud
from tests.ops.typed import run
from tests.services.house import House

ANOTHER = "IMI-2222-2222-2"
BAD = [{"body": {"S": "nonsense"}}, {"body": {"S": '{"ticket": 1}'}}, {"body": {"N": "1"}}, {}]


@pytest.fixture
def house(cloud: Cloud) -> House:
    """Two complaints, of which the first has three events."""
    made = House(cloud)
    made.complaints._shards = wiring.settings().shards
    made.file()
    made.take(Step.VERIFY)
    made.take(Step.ASSIGN)
    made.file(ANOTHER, category="illegal-levy")
    return made


def spoiled(row: dict[str, Any], sk: str = "E#000002") -> None:
    """Put a row by hand where an event was."""
    boto3.client("dynamodb").put_item(TableName="cases", Item={"pk": {"S": f"C#{TICKET}"}, "sk": {"S": sk}} | row)


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("row", BAD)
def test_an_event_that_nobody_can_read_is_a_broken_record(row: dict[str, Any]) -> None:
    """Every command that reads records names it and goes on to the others, and no state is built on it."""
    spoiled(row)
    done = run("verify", "--json")
    assert (done.exit_code, json.loads(done.stdout)) == (
        FOUND,
        [{"ticket": TICKET, "what": "record", "version": 2, "events": 1}],
    )
    replayed = json.loads(run("clocks", "replay", "--json").stdout)
    assert [(one["ticket"], one["what"]) for one in replayed["differences"]] == [(TICKET, "record")]
    assert replayed["cases"] == 2
    rebuilt = run("rebuild", "--yes", "--json")
    assert (rebuilt.exit_code, json.loads(rebuilt.stdout)) == (FOUND, [])
    assert run("statistics").exit_code == FOUND
    assert drill.examine({name: name for name in drill.TABLES}, 0).broken == (TICKET,)


@pytest.mark.usefixtures("house")
def test_a_record_without_its_end_is_broken() -> None:
    """Whoever takes away the last event is found too, and no older state is written in the place of the newer one."""
    client = boto3.client("dynamodb")
    client.delete_item(TableName="cases", Key={"pk": {"S": f"C#{TICKET}"}, "sk": {"S": "E#000003"}})
    before = client.get_item(TableName="cases", Key={"pk": {"S": f"C#{TICKET}"}, "sk": {"S": "STATE"}})["Item"]
    assert json.loads(run("verify", "--json").stdout) == [
        {"ticket": TICKET, "what": "record", "version": 3, "events": 2}
    ]
    assert run("rebuild", "--yes").exit_code == FOUND
    assert client.get_item(TableName="cases", Key={"pk": {"S": f"C#{TICKET}"}, "sk": {"S": "STATE"}})["Item"] == before


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("spoil", [{"snapshot": {"S": "nonsense"}}, {"version": {"S": "two"}}])
def test_a_state_that_nobody_can_read_is_written_anew(spoil: dict[str, Any]) -> None:
    """A state is nothing but what its record gives: one that is spoiled beyond reading comes back."""
    client, key = boto3.client("dynamodb"), {"pk": {"S": f"C#{TICKET}"}, "sk": {"S": "STATE"}}
    before = client.get_item(TableName="cases", Key=key)["Item"]
    client.put_item(TableName="cases", Item=before | spoil)
    assert run("rebuild", "--yes").exit_code == 0
    assert client.get_item(TableName="cases", Key=key)["Item"] == before


def test_the_alarm_is_told_of_all_records_or_none(cloud: Cloud) -> None:
    """One record that is whole does not quiet the alarm about the others."""
    assert run("verify", "--publish", "--ticket", TICKET).exit_code == WRONG, cloud
