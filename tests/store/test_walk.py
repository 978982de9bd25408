"""The walk through all records, as the table has them."""

from typing import Any

import boto3
import pytest

from chalicelib.store import walk
from chalicelib.store.walk import NEVER, WalkStore
from tests.cloud import Cloud


def test_a_state_that_says_no_version_does_not_stop_the_walk(tables: Cloud) -> None:
    """Whoever spoils a state does not keep the records behind it from being looked at: it is longer than any record."""
    client, name = boto3.client("dynamodb"), tables.tables.cases
    for ticket, said in (("A", {"version": {"N": "2"}}), ("B", {}), ("C", {"version": {"S": "two"}})):
        client.put_item(TableName=name, Item={"pk": {"S": f"C#{ticket}"}, "sk": {"S": "STATE"}} | said)
    found, _ = WalkStore(client, name).page("")
    assert sorted(found) == [("A", 2), ("B", NEVER), ("C", NEVER)]


@pytest.mark.parametrize("size", [1, 2, 3, 500])
def test_a_state_that_was_taken_away_is_noticed(tables: Cloud, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """A record without a state is given as broken, once, wherever a page ends; a check that goes away is not."""
    client, name = boto3.client("dynamodb"), tables.tables.cases
    monkeypatch.setattr(walk, "PAGE", size)
    for ticket in ("A", "B", "C"):
        for sk in ("E#000001", "E#000002", "STATE", "WHO"):
            row: dict[str, Any] = {"pk": {"S": f"C#{ticket}"}, "sk": {"S": sk}, "version": {"N": "2"}}
            going: dict[str, Any] = {"expires": {"N": "1795552920"}} if ticket == "C" else {}
            client.put_item(TableName=name, Item=row | going)
    for ticket in ("B", "C"):
        client.delete_item(TableName=name, Key={"pk": {"S": f"C#{ticket}"}, "sk": {"S": "STATE"}})
    store, found, after = WalkStore(client, name), [], ""
    while True:
        some, after = store.page(after)
        found += some
        if not after:
            break
    assert sorted(found) == [("A", 2), ("B", NEVER)]
