"""What all processes know of the channels: one row, which each looks at every few seconds; turns taken by the second.

| row      | pk          | sk           | holds                                                        |
|----------|-------------|--------------|--------------------------------------------------------------|
| gate     | GATE        | GATE         | per channel until when it is shut or drains, and the fence   |
| failures | G#<channel> | F#<minute>   | how many calls failed in this minute                         |
| turns    | G#<channel> | T#<second>   | how many messages this second is taken for                   |
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.domain.times import iso, parse
from chalicelib.domain.weather import DRAIN, PROBE, SEEN, Channel, Weather
from chalicelib.store import table
from chalicelib.store.reader import Reader
from chalicelib.store.table import Item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

GATE = "GATE"
CHANNELS = ("email", "sms")
KEPT = timedelta(hours=1)


class GateStore:
    """Reads the row seldom, and writes only in bad weather."""

    def __init__(self, client: "DynamoDBClient", cases: str) -> None:
        self._client, self._cases, self._read = client, cases, Reader(client)
        self._seen: tuple[Weather, datetime] | None = None

    def look(self, now: datetime) -> Weather:
        """Tell the weather, at most five seconds old."""
        if self._seen is None or not self._seen[1] <= now < self._seen[1] + SEEN:
            self._seen = (_weather(self._read.one(self._cases, GATE, GATE) or {}), now)
        return self._seen[0]

    def failures(self, channel: str, now: datetime) -> int:
        """Count one more call that failed, and tell how many did in this minute."""
        sk, expires = f"F#{now:%Y-%m-%dT%H:%M}", int((now + KEPT).timestamp())
        answer = self._client.update_item(
            TableName=self._cases,
            Key=table.key(f"G#{channel}", sk),
            UpdateExpression="SET expires = :expires ADD n :one",
            ExpressionAttributeValues=table.wire({":expires": expires, ":one": 1}),
            ReturnValues="UPDATED_NEW",
        )
        return int(table.plain(answer["Attributes"])["n"])

    def shut(self, channel: str, until: datetime, pause: timedelta) -> None:
        """Let nothing through until then; whoever comes first after it may probe."""
        values = {":until": iso(until), ":pause": int(pause.total_seconds())}
        change = f"SET {channel}_until = :until, {channel}_pause = :pause REMOVE {channel}_probe, {channel}_drain"
        self._change(change, values)

    def probe(self, channel: str, now: datetime) -> bool:
        """Take the sole right to try one message; False when another has it, or had it and opened the channel."""
        free = f"{channel}_until <= :now AND (attribute_not_exists({channel}_probe) OR {channel}_probe <= :now)"
        values = {":now": iso(now), ":lease": iso(now + PROBE)}
        return self._change(f"SET {channel}_probe = :lease", values, free)

    def drain(self, channel: str, now: datetime) -> None:
        """Open the channel for what waits, in turn."""
        gone = f"REMOVE {channel}_until, {channel}_pause, {channel}_probe"
        self._change(f"SET {channel}_drain = :drain {gone}", {":drain": iso(now + DRAIN)})

    def turns(self, channel: str, second: int, wanted: int, most: int) -> bool:
        """Take this second for so many messages; False where that would be more than may go in it."""
        values = {":n": wanted, ":most": most - wanted, ":expires": second + int(KEPT.total_seconds())}
        return self._update(
            table.key(f"G#{channel}", f"T#{second}"),
            "SET expires = :expires ADD n :n",
            values,
            "attribute_not_exists(n) OR n <= :most",
        )

    def fence(self, before: datetime | None) -> None:
        """Keep back what was owed before then; None lifts it."""
        if before:
            self._change("SET fence = :before", {":before": iso(before)})
        else:
            self._change("REMOVE fence", {})

    def _change(self, change: str, values: Item, condition: str = "") -> bool:
        self._seen = None
        return self._update(table.key(GATE, GATE), change, values, condition)

    def _update(self, key: Item, change: str, values: Item, condition: str) -> bool:
        asked: Any = {"ConditionExpression": condition} if condition else {}
        if values:
            asked["ExpressionAttributeValues"] = table.wire(values)
        try:
            self._client.update_item(TableName=self._cases, Key=key, UpdateExpression=change, **asked)
        except self._client.exceptions.ConditionalCheckFailedException:
            return False
        return True


def _weather(row: Item) -> Weather:
    return Weather({one: _channel(one, row) for one in CHANNELS}, parse(row["fence"]) if "fence" in row else None)


def _channel(name: str, row: Item) -> Channel:
    until, drain = row.get(f"{name}_until"), row.get(f"{name}_drain")
    pause = timedelta(seconds=int(row.get(f"{name}_pause", 60)))
    return Channel(parse(until) if until else None, pause, parse(drain) if drain else None)
