"""What is left of a complaint whose keys are destroyed, taken away; and the list of whoever was erased.

The list stands beside the records of who looked: a table of its own, so that a restore of the others does not lose it.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.times import iso
from chalicelib.store import table
from chalicelib.store.contacts import former_sk
from chalicelib.store.reader import Reader

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

LIST = "ERASED"
RECORD = ("E#", "N#")
"""How the rows begin that stay: events, and what became of messages; neither holds anything personal."""


class ErasingStore:
    """Deletes rows, each once or again; `names` are the tables of cases, of keys, and of who looked."""

    def __init__(self, client: "DynamoDBClient", names: tuple[str, str, str]) -> None:
        self._client, self._read = client, Reader(client)
        self._cases, self._keys, self._audit = names

    def enlist(self, ticket: str, at: datetime) -> None:
        """Put it on the list, once or again."""
        row = {"pk": LIST, "sk": f"T#{ticket}", "at": iso(at)}
        self._client.put_item(TableName=self._audit, Item=table.wire(row))

    def clear(self, ticket: str, version: int) -> None:
        """Delete every sealed row and the key, but for the address that waits for the message of this version."""
        self._client.delete_item(TableName=self._keys, Key=table.wire({"pk": table.case_pk(ticket)}))
        found = self._read.query(
            TableName=self._cases,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk",
            ProjectionExpression="sk",
            ExpressionAttributeValues=table.wire({":pk": table.case_pk(ticket)}),
        )
        stays = {table.STATE, former_sk(version)}
        for row in [row["sk"] for row in found]:
            if row not in stays and not row.startswith(RECORD):
                self._client.delete_item(TableName=self._cases, Key=table.key(table.case_pk(ticket), row))

    def listed(self) -> tuple[str, ...]:
        """List the tickets of whoever was erased."""
        asked = table.wire({":pk": LIST})
        found = self._read.query(
            TableName=self._audit, KeyConditionExpression="pk = :pk", ExpressionAttributeValues=asked
        )
        return tuple(row["sk"].removeprefix("T#") for row in found)

    def open(self, ticket: str) -> bool:
        """Tell whether the key of a complaint is there: for one on the list, that a restore brought it back."""
        return self._read.item(self._keys, table.wire({"pk": table.case_pk(ticket)})) is not None
