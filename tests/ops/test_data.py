"""An operator's hands on a stage's data: shown first, done once, and never on a record that is broken."""

import json
from typing import Any

import boto3
import pytest

from chalicelib import forgetting, wiring
from chalicelib.domain.steps import Step
from ops.cloud.account import FOUND
from ops.data import drill, letters
from tests.builders import TICKET
from tests.cloud import Cloud
from tests.ops.typed import run
from tests.services.house import House

ANOTHER = "IMI-2222-2222-2"


@pytest.fixture
def house(cloud: Cloud) -> House:
    """Two complaints with some life behind them."""
    made = House(cloud)
    made.complaints._shards = wiring.settings().shards
    made.file()
    for step in (Step.VERIFY, Step.ASSIGN, Step.ASK):
        made.take(step)
        made.later(days=1)
    made.file(ANOTHER, category="illegal-levy")
    return made


@pytest.mark.usefixtures("house")
def test_whole_records_are_found_whole() -> None:
    """Where nobody touched a record, nothing is found."""
    assert run("verify").exit_code == 0
    assert run("rebuild").exit_code == 0


def test_a_touched_record_is_found_with_the_place(house: House) -> None:
    """A changed event is named by its complaint and version, and no state is built on it."""
    client = boto3.client("dynamodb")
    rows = client.query(
        TableName="cases",
        KeyConditionExpression="pk = :pk AND begins_with(sk, :e)",
        ExpressionAttributeValues={":pk": {"S": f"C#{TICKET}"}, ":e": {"S": "E#"}},
    )["Items"]
    client.delete_item(TableName="cases", Key={"pk": rows[1]["pk"], "sk": rows[1]["sk"]})
    done = run("verify", "--json")
    assert done.exit_code == FOUND
    assert json.loads(done.stdout) == [{"ticket": TICKET, "what": "record", "version": 2, "events": len(rows) - 1}]
    assert run("rebuild", "--ticket", TICKET, "--yes").exit_code == FOUND, "a broken record is nothing to build on"
    assert house.complaints.get(TICKET).version == len(rows)


def test_a_state_is_written_anew_byte_for_byte(house: House) -> None:
    """A state that somebody changed by hand comes back as the record gives it, and only that one."""
    client, key = boto3.client("dynamodb"), {"pk": {"S": f"C#{TICKET}"}, "sk": {"S": "STATE"}}
    before = client.get_item(TableName="cases", Key=key)["Item"]
    client.put_item(TableName="cases", Item=before | {"status": {"S": "closed"}, "due_sk": {"S": "0"}})
    shown = run("rebuild", "--json")
    assert (shown.exit_code, json.loads(shown.stdout)) == (FOUND, [{"ticket": TICKET, "written": False}])
    assert run("rebuild", "--yes").exit_code == 0
    assert client.get_item(TableName="cases", Key=key)["Item"] == before
    assert run("rebuild").exit_code == 0
    assert house.complaints.get(ANOTHER).version == 1


@pytest.mark.usefixtures("house")
def test_the_alarm_is_told_how_many_are_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A nightly run tells the alarm, zero too, so that it can go quiet."""
    told: list[Any] = []
    real = wiring.client

    class CloudWatch:
        def put_metric_data(self, **given: Any) -> None:
            told.append(given["MetricData"][0])

    monkeypatch.setattr(wiring, "client", lambda name: CloudWatch() if name == "cloudwatch" else real(name))
    assert run("verify", "--publish").exit_code == 0
    assert told[0]["Value"] == 0
    assert {"Name": "stage", "Value": "test"} in told[0]["Dimensions"]


def test_a_restore_is_practised(house: House) -> None:
    """What came back is looked through; who was erased since, and what was owed, is named; then it is gone."""
    made = {name: f"{name}-drill" for name in drill.TABLES}
    client = boto3.client("dynamodb")
    for name, copy in made.items():
        _copied(client, name, copy)
    client.delete_item(TableName="keys", Key={"pk": {"S": f"C#{TICKET}"}})
    seen = drill.examine(made, 0.0)
    assert (seen.complaints, seen.broken, seen.to_erase) == (2, (), (TICKET,))
    assert seen.events == len(house.complaints.events(TICKET)) + 1
    assert seen.fenced > 0
    drill.clean(made)
    assert [name for name in client.list_tables()["TableNames"] if "-drill" in name] == []


def test_a_restore_is_made_to_forget(house: House) -> None:
    """Who was erased and came back is named by the drill, erased again by one command, and the record stays whole."""
    forgetting.eraser().remains.enlist(TICKET, house.now)
    assert drill.erased("keys") == [TICKET]
    found = run("erasures", "list", "--json")
    assert (found.exit_code, json.loads(found.stdout)[0]["back"]) == (1, True)
    assert run("erasures", "replay").exit_code == 1
    done = run("erasures", "replay", "--yes", "--json")
    assert (done.exit_code, json.loads(done.stdout)[0]["done"]) == (0, True)
    assert house.complaints.words(TICKET) == {}
    assert (run("erasures", "list").exit_code, run("erasures", "replay", "--yes").exit_code) == (0, 0)
    assert (run("verify").exit_code, run("rebuild").exit_code) == (0, 0)
    assert drill.erased("keys") == []


def test_who_never_came_back_stays_listed(house: House) -> None:
    """A key without its complaint is named, and not taken for done."""
    forgetting.eraser().remains.enlist("IMI-0000-0000-0", house.now)
    key: Any = {"pk": {"S": "C#IMI-0000-0000-0"}, "wrapped": {"B": b"x"}}
    boto3.client("dynamodb").put_item(TableName="keys", Item=key)
    assert run("erasures", "replay", "--yes").exit_code == 1


@pytest.mark.usefixtures("house")
def test_a_restore_is_one_command() -> None:
    """One command brings the tables back beside the real ones, tells what it saw, and leaves nothing behind."""
    client = boto3.client("dynamodb")
    for name in drill.TABLES:
        client.update_continuous_backups(
            TableName=name, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
        )
    done = run("drill", "restore", "--json")
    assert done.exit_code == 0, done.output
    (seen,) = json.loads(done.stdout)
    assert (seen["complaints"], seen["broken"], seen["to_erase"]) == (2, [], [])
    assert [name for name in client.list_tables()["TableNames"] if "-drill" in name] == []


def _copied(client: Any, name: str, copy: str) -> None:
    table = client.describe_table(TableName=name)["Table"]
    client.create_table(
        TableName=copy,
        KeySchema=table["KeySchema"],
        AttributeDefinitions=[each for each in table["AttributeDefinitions"] if each["AttributeName"] in {"pk", "sk"}],
        BillingMode="PAY_PER_REQUEST",
    )
    for row in client.scan(TableName=name)["Items"]:
        client.put_item(TableName=copy, Item=row)


class Queue:
    """A queue with three letters, which keeps what is asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get_queue_attributes(self, **_asked: Any) -> dict[str, Any]:
        return {"Attributes": {"ApproximateNumberOfMessages": "3", "QueueArn": "arn"}}

    def purge_queue(self, **_asked: Any) -> None:
        self.asked.append("purge")

    def start_message_move_task(self, **_asked: Any) -> None:
        self.asked.append("move")


@pytest.mark.parametrize(("name", "fate"), [("provider-events", "move"), ("on-change", "purge"), ("sweep", "purge")])
def test_letters_are_read_again_where_that_helps(name: str, fate: str) -> None:
    """Reports are read again; what the sweep does anyway is taken away, and the operator is told which."""
    outputs = {f"{each}DeadLettersUrl": each for each in ("ProviderEvents", "OnChange", "Sweep")}
    queue = Queue()
    found = letters.look(queue, outputs | {"Other": "x"}, name)
    assert found.waiting == 3
    letters.redrive(queue, found)
    assert queue.asked == [fate]
    with pytest.raises(letters.NoQueue, match="on-change, provider-events, sweep"):
        letters.look(queue, outputs, "everything")
