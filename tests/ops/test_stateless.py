"""A complaint whose state somebody deleted by hand is found, named, and brought back from its record."""

import json
from typing import Any

import boto3
import pytest

from chalicelib import wiring
from chalicelib.domain.steps import Step
from ops.cloud.account import FOUND
from ops.data import drill
from tests.builders import TICKET
from tests.cloud import Cloud
from tests.ops.typed import run
from tests.services.house import House

KEY: Any = {"pk": {"S": f"C#{TICKET}"}, "sk": {"S": "STATE"}}
ANOTHER = "IMI-2222-2222-2"


@pytest.fixture
def gone(cloud: Cloud) -> dict[str, Any]:
    """Give the state that was deleted; a second complaint is whole."""
    made = House(cloud)
    made.complaints._shards = wiring.settings().shards
    made.file()
    made.take(Step.VERIFY)
    made.file(ANOTHER, category="illegal-levy")
    client = boto3.client("dynamodb")
    return dict(client.delete_item(TableName="cases", Key=KEY, ReturnValues="ALL_OLD")["Attributes"])


@pytest.mark.usefixtures("gone")
def test_a_complaint_without_a_state_is_named() -> None:
    """Who deletes a state takes the complaint out of every list, and is found out by those who look at records."""
    done = run("verify", "--json")
    assert done.exit_code == FOUND
    assert json.loads(done.stdout) == [{"ticket": TICKET, "what": "state gone", "version": 0, "events": 2}]
    assert "ops rebuild --ticket" in done.stderr
    assert drill.examine({name: name for name in drill.TABLES}, 0).broken == (TICKET,)
    replayed = json.loads(run("clocks", "replay", "--json").stdout)
    assert (replayed["cases"], {one["ticket"] for one in replayed["differences"]}) == (2, {TICKET})


def test_its_state_comes_back_byte_for_byte(gone: dict[str, Any]) -> None:
    """One command writes the state again as it was, and everybody finds the complaint as before."""
    shown = run("rebuild", "--ticket", TICKET, "--json")
    assert (shown.exit_code, json.loads(shown.stdout)) == (FOUND, [{"ticket": TICKET, "written": False}])
    assert run("rebuild", "--ticket", TICKET, "--yes").exit_code == 0
    assert boto3.client("dynamodb").get_item(TableName="cases", Key=KEY)["Item"] == gone
    assert run("verify").exit_code == 0


@pytest.mark.usefixtures("gone")
def test_a_record_that_is_broken_too_is_not_built_upon() -> None:
    """Where an event is missing as well, the record is named as broken, and no state is made of it."""
    boto3.client("dynamodb").put_item(TableName="cases", Item=KEY | {"sk": {"S": "E#000002"}})
    (found,) = json.loads(run("verify", "--json").stdout)
    assert (found["what"], found["version"]) == ("record", 2)
    assert run("rebuild", "--ticket", TICKET, "--yes").exit_code == FOUND
    assert "Item" not in boto3.client("dynamodb").get_item(TableName="cases", Key=KEY)
