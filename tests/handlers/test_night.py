"""What the sweep does at night, beside its work of every minute."""

from typing import Any

import boto3
import pytest

from chalicelib import telemetry, wiring
from chalicelib.handlers import events
from tests.counts.operations import Lambda
from tests.handlers.client import Client

Told = list[tuple[str, dict[str, int]]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """Collect what the alarms would hear."""
    heard: Told = []
    monkeypatch.setattr(telemetry, "counted", lambda view, numbers: heard.append((view, dict(numbers))))
    return heard


def verified(told: Told) -> list[int]:
    return [numbers["chain_broken"] for view, numbers in told if view == "verify"]


def test_a_record_that_somebody_changed_is_found_in_the_night(api: Client, told: Told) -> None:
    """An event that was rewritten by hand is counted for the alarm in that night, once, and at no other hour."""
    filed = api.file()
    key: dict[str, Any] = {"pk": {"S": f"C#{filed.ticket}"}, "sk": {"S": "E#000001"}}
    row = boto3.client("dynamodb").get_item(TableName="cases", Key=key)["Item"]
    body = {"S": row["body"]["S"].replace("jakarta-utara", "denpasar")}
    events.sweep(Lambda())
    assert verified(told) == []
    api.now = api.now.replace(hour=events.NIGHT)
    boto3.client("dynamodb").put_item(TableName="cases", Item=row | {"body": body})
    events.sweep(Lambda())
    events.sweep(Lambda())
    assert verified(told) == [1]
    boto3.client("dynamodb").put_item(TableName="cases", Item=row)
    api.later(days=1)
    events.sweep(Lambda())
    assert verified(told) == [1, 0]


def test_a_night_without_the_table_is_no_end_of_the_sweep(
    api: Client, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where records cannot be read, the sweep has done its work all the same, and says that it was alive."""

    def away() -> None:
        raise OSError

    api.now = api.now.replace(hour=events.NIGHT)
    monkeypatch.setattr(wiring, "walk", away)
    events.sweep(Lambda())
    assert verified(told) == []
    assert wiring.pulse().last() == api.now


def test_a_state_that_somebody_deleted_rings_in_the_night(api: Client, told: Told) -> None:
    """A complaint that was taken out of every list by hand is found by the walk of that night."""
    filed = api.file()
    boto3.client("dynamodb").delete_item(
        TableName="cases", Key={"pk": {"S": f"C#{filed.ticket}"}, "sk": {"S": "STATE"}}
    )
    api.now = api.now.replace(hour=events.NIGHT)
    events.sweep(Lambda())
    assert verified(told) == [1]
