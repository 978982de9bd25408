"""A table of open cases that answers in DynamoDB's place, at any size, and counts what it is asked.

It stands where botocore would open a connection, so that everything above the wire is ours and real. Of the cases that
are not due only their entries in the index exist: a call that wanted more of them would fail.
"""

import io
import json
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import boto3
from botocore.awsrequest import AWSResponse
from botocore.config import Config

from chalicelib.clients import AGENT
from tests.cloud import REGION
from tests.watch import READ, WRITE, size, units

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PAGE = 1024 * 1024
STATE = {"S": "STATE"}
Row = dict[str, Any]


class Raw(io.BytesIO):
    """A body as urllib3 gives it."""

    def stream(self, **_: object) -> Iterator[bytes]:
        yield self.read()


class Pretended:
    """`due` holds the index, one sorted list a shard; `states` the cases that a sweep may read."""

    def __init__(self) -> None:
        self.due: dict[str, list[str]] = {}
        self.states: dict[str, Row] = {}
        self.forget()

    def forget(self) -> None:
        """Begin to count again."""
        self.calls: Counter[str] = Counter()
        self.read = self.write = 0.0

    def fill(self, entries: Iterable[tuple[str, str]]) -> None:
        """Put entries into the index: shard, and when with what."""
        for shard, entry in entries:
            self.due.setdefault(shard, []).append(entry)
        for found in self.due.values():
            found.sort()

    def put(self, row: Row) -> None:
        """Write a state and its entry, in place of the one before."""
        before = self.states.get(row["pk"]["S"], {})
        if "due_sk" in before:
            found = self.due[before["due_pk"]["S"]]
            del found[bisect_left(found, before["due_sk"]["S"])]
        if "due_sk" in row:
            insort(self.due.setdefault(row["due_pk"]["S"], []), row["due_sk"]["S"])
        self.states[row["pk"]["S"]] = row

    def client(self) -> "DynamoDBClient":
        """Give a client of the real library that asks here."""
        made = boto3.client(
            "dynamodb",
            region_name=REGION,
            aws_access_key_id="bench",
            aws_secret_access_key="bench",  # noqa: S106 - no cloud stands behind it
            config=Config(user_agent=AGENT),
        )
        answer: Any = self._answer
        made.meta.events.register_first("before-send.dynamodb.*", answer)
        return made

    def _answer(self, request: Any, event_name: str, **_: object) -> AWSResponse:
        name, asked = event_name.rpartition(".")[2], json.loads(request.body)
        self.calls[name] += 1
        given = {
            "Query": self._query,
            "BatchGetItem": self._batch,
            "GetItem": self._get,
            "TransactWriteItems": self._transact,
        }[name](asked)
        headers: Any = {"content-type": "application/x-amz-json-1.0"}
        raw: Any = Raw(json.dumps(given).encode())
        return AWSResponse(request.url, 200, headers, raw)

    def _query(self, asked: Row) -> Row:
        """Read the index up to now, a megabyte a page. Of other rows a sweep asks who holds a role: nobody."""
        if asked.get("IndexName") != "due":
            self.read += 0.5
            return {"Items": []}
        values, start = asked["ExpressionAttributeValues"], asked.get("ExclusiveStartKey")
        found, items, length = self.due.get(values[":pk"]["S"], []), [], 0
        first = bisect_left(found, start["due_sk"]["S"]) + 1 if start else 0
        for entry in found[first : bisect_left(found, values[":end"]["S"])]:
            items.append(_entry(values[":pk"], entry))
            length += size(items[-1])
            if length > PAGE:
                break
        self.read += units(length, READ) / 2
        return {"Items": items} | ({"LastEvaluatedKey": items[-1]} if length > PAGE else {})

    def _batch(self, asked: Row) -> Row:
        found = {
            name: [self._get({"Key": key})["Item"] for key in more["Keys"]]
            for name, more in asked["RequestItems"].items()
        }
        return {"Responses": found, "UnprocessedKeys": {}}

    def _get(self, asked: Row) -> Row:
        row = self.states[asked["Key"]["pk"]["S"]]
        self.read += units(size(row), READ)
        return {"Item": row}

    def _transact(self, asked: Row) -> Row:
        """Every write of the sweep is a Put; the state's has a condition on its version, which must hold here."""
        for action in asked["TransactItems"]:
            row = action["Put"]["Item"]
            self.write += 2 * units(size(row), WRITE)
            if row["sk"] == STATE:
                if self.states[row["pk"]["S"]]["version"] != action["Put"]["ExpressionAttributeValues"][":before"]:
                    raise ValueError("another version was read")
                self.put(row)
        return {}


def _entry(shard: Row, entry: str) -> Row:
    _, ticket, sk = entry.split("#")
    return {
        "pk": {"S": f"C#{ticket}"},
        "sk": {"S": sk},
        "due_pk": shard,
        "due_sk": {"S": entry},
        "status": {"S": "received"},
    }
