"""The walk through all records, as the table has them."""

import boto3

from chalicelib.store.walk import NEVER, WalkStore
from tests.cloud import Cloud


def test_a_state_that_says_no_version_does_not_stop_the_walk(tables: Cloud) -> None:
    """Whoever spoils a state does not keep the records behind it from being looked at: it is longer than any record."""
    client, name = boto3.client("dynamodb"), tables.tables.cases
    for ticket, said in (("A", {"version": {"N": "2"}}), ("B", {}), ("C", {"version": {"S": "two"}})):
        client.put_item(TableName=name, Item={"pk": {"S": f"C#{ticket}"}, "sk": {"S": "STATE"}} | said)
    found, _ = WalkStore(client, name).page("")
    assert sorted(found) == [("A", 2), ("B", NEVER), ("C", NEVER)]
