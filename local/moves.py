"""Moving our clock as if the time between had been lived: the sweep runs at every instant at which something is due."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from local.clock import Clock

# A jump over more instants than this, or that takes longer, goes straight to its end; the sweep catches up there.
MOST_STOPS = 500
MOST_SECONDS = 45.0
MOST_ROUNDS = 20
_SHAPE = "%Y-%m-%dT%H:%M:%SZ"


class Due:
    """What the index `due` says: which rows wait, and when the next one falls due."""

    def __init__(self, client: Any, table: str, shards: int) -> None:  # noqa: ANN401 - boto3's own client
        self._client, self._table, self._shards = client, table, shards

    def waiting(self, now: datetime) -> set[tuple[str, str]]:
        """Rows that a sweep at `now` should have taken off the index."""
        rows = [row for shard in range(self._shards) for row in self._query(shard, "due_sk <= :at", f"{_iso(now)}~")]
        return {(row["pk"]["S"], row["due_sk"]["S"]) for row in rows}

    def next(self, after: datetime) -> datetime | None:
        """The first instant later than `after`, to the second."""
        found = [
            row["due_sk"]["S"]
            for shard in range(self._shards)
            for row in self._query(shard, "due_sk > :at", f"{_iso(after)}~", Limit=1)
        ]
        return datetime.strptime(min(found)[:20], _SHAPE).replace(tzinfo=UTC) if found else None

    def _query(self, shard: int, condition: str, at: str, **more: int) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._client.query(
            TableName=self._table,
            IndexName="due",
            KeyConditionExpression=f"due_pk = :shard AND {condition}",
            ExpressionAttributeValues={":shard": {"S": f"DUE#{shard}"}, ":at": {"S": at}},
            **more,
        )["Items"]
        return rows


class Mover:
    def __init__(self, clock: Clock, due: Due, sweep: Callable[[], object], settle: Callable[[], None]) -> None:
        self._clock, self._due, self._sweep, self._settle = clock, due, sweep, settle

    def advance(self, length: timedelta) -> None:
        """Return when the sweep has nothing left to do at the new time."""
        target = self._clock() + length
        limit = time.monotonic() + MOST_SECONDS
        stop = self._due.next(self._clock())
        for _ in range(MOST_STOPS):
            if stop is None or stop > target or time.monotonic() > limit:
                break
            self._go(stop)
            stop = self._due.next(stop)
        self._go(target)
        self._settle()

    def _go(self, target: datetime) -> None:
        """At least one sweep, then more while each one changes what waits."""
        self._clock.advance(max(target - self._clock(), timedelta()))
        before: set[tuple[str, str]] | None = None
        for _ in range(MOST_ROUNDS):
            self._sweep()
            left = self._due.waiting(self._clock())
            if not left or left == before:
                return
            before = left


def _iso(moment: datetime) -> str:
    return moment.strftime(_SHAPE)
