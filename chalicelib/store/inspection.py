"""The ledger as an operator looks at it: what stands about one complaint, what is stuck anywhere, one more try."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.domain.found import Standing
from chalicelib.domain.intents import LIVE, Sending
from chalicelib.domain.sending import Key
from chalicelib.domain.times import iso
from chalicelib.store import table
from chalicelib.store.reader import Reader
from chalicelib.store.table import Item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

STUCK = timedelta(hours=1)
"""Longer than any pause between two tries: what has been due since then should have gone."""


AGAIN = "#status = :pending, attempts = :no, word = :yes, due_pk = :pk, due_sk = :sk"


class Inspection:
    """Reads rows of the ledger, never an address, and gives a dead one another life."""

    def __init__(self, client: "DynamoDBClient", cases: str, shards: int) -> None:
        self._client, self._cases, self._shards, self._read = client, cases, shards, Reader(client)

    def about(self, ticket: str) -> tuple[Standing, ...]:
        """List every message about one complaint, in the order in which they were owed."""
        return tuple(map(_standing, self._read.prefix(self._cases, table.case_pk(ticket), "N#")))

    def to(self, reader: str) -> tuple[Standing, ...]:
        """List every message to one of our own people."""
        return tuple(map(_standing, self._read.prefix(self._cases, f"A#{reader}", "N#")))

    def stuck(self, now: datetime) -> Iterator[Standing]:
        """List what is dead, and what should have gone long ago. Reads the whole table once."""
        pages = self._client.get_paginator("scan").paginate(
            TableName=self._cases,
            FilterExpression="begins_with(sk, :message) AND #status IN (:dead, :pending, :claimed)",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues=table.wire(
                {":message": "N#", ":dead": "DEAD", ":pending": "PENDING", ":claimed": "CLAIMED"}
            ),
        )
        found = (_standing(table.plain(row)) for page in pages for row in page["Items"])
        return (one for one in found if one.status not in LIVE or (one.due and one.due < iso(now - STUCK)))

    def redrive(self, key: Key, now: datetime) -> bool:
        """Let a dead message be tried again from the start, past any fence; False where it is not dead (any more)."""
        place = table.due_keys(key.place, key.sk, now, self._shards)
        asked: Any = {
            "TableName": self._cases,
            "Key": table.key(key.pk, key.sk),
            "UpdateExpression": f"SET {AGAIN} REMOVE why, pause",
            "ConditionExpression": "#status = :dead",
            "ExpressionAttributeNames": {"#status": "status"},
        }
        keys = {":pk": place["due_pk"], ":sk": place["due_sk"]}
        values: Item = {":pending": "PENDING", ":no": 0, ":yes": 1, ":dead": "DEAD"} | keys
        try:
            self._client.update_item(**asked, ExpressionAttributeValues=table.wire(values))
        except self._client.exceptions.ConditionalCheckFailedException:
            return False
        return True


def _standing(row: Item) -> Standing:
    return Standing(
        pk=row["pk"],
        sk=row["sk"],
        notice=row["notice"],
        recipient=row["recipient"],
        channel=row["channel"],
        status=Sending(row["status"]),
        attempts=int(row["attempts"]),
        why=row.get("why", ""),
        provider=row.get("provider", ""),
        moved=row.get("moved", ""),
        due=row.get("due_sk", "").partition("#")[0],
    )
