"""What tests do behind the emulator's back changes none of its answers."""

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from tests import cloud

ROW: dict[str, Any] = {
    "pk": {"S": "C#1"},
    "sk": {"S": "STATE"},
    "version": {"N": "3"},
    "blob": {"B": b"\x00\xff"},
    "late": {"BOOL": False},
    "nobody": {"NULL": True},
    "tags": {"SS": ["a"]},
    "map": {"M": {"list": {"L": [{"N": "1"}, {"B": b"x"}, {"M": {}}]}}},
}
KEY = {name: ROW[name] for name in ("pk", "sk")}


@pytest.mark.usefixtures("tables")
def test_every_kind_of_value_comes_back() -> None:
    """A row that was put is read as it was, whatever it holds."""
    client = boto3.client("dynamodb")
    client.put_item(TableName="cases", Item=ROW)
    assert client.get_item(TableName="cases", Key=KEY)["Item"] == ROW


@pytest.mark.usefixtures("tables")
def test_a_transaction_that_fails_leaves_nothing() -> None:
    """Of a transaction whose last condition fails no change stays, in no row, however deep, and not in the stream."""
    client = boto3.client("dynamodb")
    client.put_item(TableName="cases", Item=ROW)
    update: Any = {
        "TableName": "cases",
        "Key": KEY,
        "UpdateExpression": "SET version = :n, #map.#list[0] = :n ADD tags :tags REMOVE late",
        "ExpressionAttributeNames": {"#map": "map", "#list": "list"},
        "ExpressionAttributeValues": {":n": {"N": "4"}, ":tags": {"SS": ["b"]}},
    }
    fails: Any = {"TableName": "keys", "Key": {"pk": {"S": "x"}}, "ConditionExpression": "attribute_exists(pk)"}
    other: Any = {"TableName": "cases", "Item": KEY | {"sk": {"S": "E#1"}}}
    said = cloud.said()
    for made in ([{"Update": update}, {"ConditionCheck": fails}], [{"Put": other}, {"ConditionCheck": fails}]):
        with pytest.raises(ClientError, match="TransactionCanceled"):
            client.transact_write_items(TransactItems=made)  # type: ignore[arg-type]
    assert client.scan(TableName="cases")["Items"] == [ROW]
    assert cloud.said() == said
    client.transact_write_items(TransactItems=[{"Update": update}])
    after = client.get_item(TableName="cases", Key=KEY)["Item"]
    assert (after["version"], sorted(after["tags"]["SS"]), "late" in after) == ({"N": "4"}, ["a", "b"], False)
    assert after["map"]["M"]["list"]["L"][0] == {"N": "4"}
    assert cloud.said() == said + 1
