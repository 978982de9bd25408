"""What the index `due` says: which rows wait for a sweep, and when the next one will."""

from datetime import UTC, datetime
from typing import Any

Row = dict[str, Any]
_SHAPE = "%Y-%m-%dT%H:%M:%SZ"
_LENGTH = len("2026-11-22T00:00:00Z")


class Due:
    """A message under a lease stays on the index and waits for the lease's end; both instants count.

    The index holds keys alone: a lease stands in the message's own row.
    """

    def __init__(self, client: Any, table: str, shards: int) -> None:
        self._client, self._table, self._shards = client, table, shards

    def waiting(self, now: datetime) -> set[tuple[str, str]]:
        """Rows that a sweep at `now` should do something about."""
        at = now.strftime(_SHAPE)
        return {(row["pk"]["S"], row["due_sk"]["S"]) for row in self._until(at) if self._lease(row) <= at}

    def next(self, after: datetime) -> datetime | None:
        """The first instant later than `after`, to the second; None when nothing is due ever."""
        at = after.strftime(_SHAPE)
        later = (row["due_sk"]["S"][:_LENGTH] for row in self._rows("due_sk > :at", at, Limit=1))
        leased = (lease for row in self._until(at) if (lease := self._lease(row)) > at)
        first = min([*later, *leased], default=None)
        return datetime.strptime(first, _SHAPE).replace(tzinfo=UTC) if first else None

    def _until(self, at: str) -> list[Row]:
        return self._rows("due_sk <= :at", at)

    def _rows(self, condition: str, at: str, **more: int) -> list[Row]:
        """`~` sorts after the `#` that follows the instant in the key."""
        return [row for shard in range(self._shards) for row in self._shard(shard, condition, f"{at}~", more)]

    def _shard(self, shard: int, condition: str, at: str, more: dict[str, int]) -> list[Row]:
        rows: list[Row] = self._client.query(
            TableName=self._table,
            IndexName="due",
            KeyConditionExpression=f"due_pk = :shard AND {condition}",
            ExpressionAttributeValues={":shard": {"S": f"DUE#{shard}"}, ":at": {"S": at}},
            **more,
        )["Items"]
        return rows

    def _lease(self, entry: Row) -> str:
        """When the lease of what is on the index ends; empty for what nobody holds."""
        if not entry["sk"]["S"].startswith("N#"):
            return ""
        key = {"pk": entry["pk"], "sk": entry["sk"]}
        row: Row = self._client.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item", {})
        held = row.get("status", {}).get("S") == "CLAIMED"
        return str(row.get("lease", {}).get("S", "")) if held else ""
