"""What is due. The index holds keys alone, so that a claim writes none of it; whose turn a message is, its row says."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from chalicelib.domain.intents import Sending
from chalicelib.domain.sending import Key
from chalicelib.domain.times import iso
from chalicelib.store import table
from chalicelib.store.reader import BatchUnfinished, Reader
from chalicelib.store.table import Item

MESSAGE, TOGETHER = "N#", 100


def listed(read: Reader, cases: str, shard: int, now: datetime) -> Iterator[tuple[Key, str]]:
    """List what is due in a shard, oldest first: messages with their status, cases and jobs with none."""
    entries = read.query(
        TableName=cases,
        IndexName="due",
        KeyConditionExpression="due_pk = :pk AND due_sk < :end",
        ExpressionAttributeValues=table.wire({":pk": f"DUE#{shard}", ":end": _end(now)}),
    )
    while some := [Key(row["pk"], row["sk"]) for row in islice(entries, TOGETHER)]:
        stands = _standing(read, cases, [key for key in some if key.sk.startswith(MESSAGE)], now)
        yield from ((key, stands.get(key, "")) for key in some if key in stands or not key.sk.startswith(MESSAGE))


def _standing(read: Reader, cases: str, messages: list[Key], now: datetime) -> dict[Key, str]:
    """Give the status of those that wait for somebody. Where a batch is throttled away each is tried: a claim knows."""
    if not messages:
        return {}
    try:
        rows = read.batch({cases: [table.key(key.pk, key.sk) for key in messages]})
    except BatchUnfinished:
        return dict.fromkeys(messages, Sending.PENDING.value)
    return {Key(row["pk"], row["sk"]): row["status"] for row in rows if _waits(row, now)}


def _waits(row: Item, now: datetime) -> bool:
    """Tell whether it is still due: the index is a moment behind, and what is under a lease is somebody's."""
    leased = row["status"] == Sending.CLAIMED and row.get("lease", "") > iso(now)
    return row.get("due_sk", _end(now)) < _end(now) and not leased


def _end(now: datetime) -> str:
    return f"{iso(now)}$"
