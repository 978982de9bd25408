"""Reading rows: consistent but for a glance, paged to the end, and never half a batch."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError

from chalicelib.store import table
from chalicelib.store.table import Item, Wire

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

BATCH_TRIES = 5


class BatchUnfinished(BotoCoreError):
    """DynamoDB gave only part of a batch, again and again: it is throttling us."""

    fmt = "DynamoDB left part of a batch unread"


class Reader:
    """The few ways in which we read."""

    def __init__(self, client: "DynamoDBClient") -> None:
        self._client = client

    def one(self, name: str, pk: str, sk: str, *parts: str) -> Item | None:
        """Read one row, or the named parts of it."""
        return self.item(name, table.key(pk, sk), *parts)

    def glance(self, name: str, pk: str, sk: str, *parts: str) -> Item | None:
        """Read named parts of a row as of a moment ago, for half the price: where nothing is decided by it alone."""
        return self.item(name, table.key(pk, sk), *parts, consistent=False)

    def item(self, name: str, key: Wire, *parts: str, consistent: bool = True) -> Item | None:
        """Read one row by its whole key."""
        aliases = {f"#{part}": part for part in parts}
        wanted: Any = {"ProjectionExpression": ", ".join(aliases), "ExpressionAttributeNames": aliases} if parts else {}
        found = self._client.get_item(TableName=name, Key=key, ConsistentRead=consistent, **wanted).get("Item")
        return table.plain(found) if found else None

    def batch(self, wanted: dict[str, list[Wire]]) -> list[Item]:
        """Read rows of several tables in one call; the rest of a throttled batch is asked for again.

        Raises BatchUnfinished.
        """
        found: list[Item] = []
        asked: Any = {name: {"Keys": keys, "ConsistentRead": True} for name, keys in wanted.items() if keys}
        for _ in range(BATCH_TRIES):
            answer = self._client.batch_get_item(RequestItems=asked)
            found += [table.plain(item) for items in answer["Responses"].values() for item in items]
            asked = answer.get("UnprocessedKeys") or {}
            if not asked:
                return found
        raise BatchUnfinished

    def prefix(self, name: str, pk: str, prefix: str) -> list[Item]:
        """Read all rows of a partition whose sort key begins so, in order."""
        return list(
            self.query(
                TableName=name,
                ConsistentRead=True,
                KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
                ExpressionAttributeValues=table.wire({":pk": pk, ":prefix": prefix}),
            )
        )

    def waiting(self, name: str, queue: str) -> list[list[str]]:
        """List what waits in a queue by the parts of its key, oldest first; one page of a hundred."""
        found = self._client.query(
            TableName=name,
            IndexName="queue",
            KeyConditionExpression="queue_pk = :pk",
            ExpressionAttributeValues=table.wire({":pk": queue}),
            Limit=100,
        )
        return [table.plain(item)["queue_sk"].split("#") for item in found["Items"]]

    def query(self, **asked: Any) -> Iterator[Item]:
        """Run a query to its last page."""
        while True:
            answer = self._client.query(**asked)
            yield from (table.plain(item) for item in answer["Items"])
            if "LastEvaluatedKey" not in answer:
                return
            asked["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
