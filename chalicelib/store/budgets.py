"""How often somebody guessed: counters under keyed hashes that say neither whose they are nor, next hour, the same."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.budgets import Purse
from chalicelib.store import seals, table
from chalicelib.store.reader import Reader
from chalicelib.store.table import Wire

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SK = "B"
KEPT = timedelta(hours=1)
"""How long a counter stays after its window, before DynamoDB may take it away."""


class BudgetStore:
    """One small row for each ticket and address that had a wrong try this hour."""

    def __init__(self, client: "DynamoDBClient", cases: str, key: bytes) -> None:
        self._client, self._cases, self._key, self._read = client, cases, key, Reader(client)

    def spent(self, purses: Iterable[Purse]) -> tuple[int, ...]:
        """Read how much of each is gone, in one call."""
        keys = [self._place(purse) for purse in purses]
        found = {row["pk"]: int(row["n"]) for row in self._read.batch({self._cases: keys})}
        return tuple(found.get(key["pk"]["S"], 0) for key in keys)

    def spend(self, purse: Purse) -> bool:
        """Take one from a purse; False, and nothing taken, when it is empty."""
        values = {":one": 1, ":most": purse.most, ":expires": int((purse.ends + KEPT).timestamp())}
        try:
            self._client.update_item(
                TableName=self._cases,
                Key=self._place(purse),
                UpdateExpression="SET expires = :expires ADD n :one",
                ConditionExpression="attribute_not_exists(n) OR n < :most",
                ExpressionAttributeValues=table.wire(values),
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return False
        return True

    def _place(self, purse: Purse) -> Wire:
        return table.key(f"B#{seals.keyed(self._key, purse.name)}", SK)
