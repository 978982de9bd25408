"""Counts what a piece of work asks of AWS: calls, and capacity units by DynamoDB's published rules.

A write costs one unit for each begun kilobyte of the larger of the row before and after, twice that in a transaction,
whether or not the condition holds; each entry of an index that is written costs its own, and one that moves costs two.
A read costs one unit for each begun 4 KB, half of that where it need not be consistent.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Any, Self

import boto3

from tests.cloud import declared

WRITE, READ = 1024, 4096
KEYS = ("due_pk", "due_sk", "queue_pk", "queue_sk", "contact_pk", "contact_sk")
SERVICES = ("dynamodb", "kms", "secretsmanager", "sesv2", "sns", "lambda")


def size(row: dict[str, Any]) -> int:
    """The bytes of a row in DynamoDB's form: names and values in UTF-8, numbers by their digits, 3 a list or map."""
    return sum(len(name.encode()) + _size(value) for name, value in row.items())


def _size(value: dict[str, Any]) -> int:
    ((kind, held),) = value.items()
    match kind:
        case "S":
            return len(held.encode())
        case "B":
            return len(held)
        case "N":
            return len(held.strip("-").replace(".", "")) // 2 + 1
        case "M":
            return 3 + sum(1 + len(name.encode()) + _size(each) for name, each in held.items())
        case "L":
            return 3 + sum(1 + _size(each) for each in held)
        case "SS" | "NS" | "BS":
            return sum(len(each) for each in held)
        case _:
            return 1


def units(length: int, step: int) -> int:
    return max(1, ceil(length / step))


def entries(table: str, row: dict[str, Any]) -> dict[str, tuple[Any, int]]:
    """The entries that a row has in each index: their keys, and their size."""
    found = {}
    for index in declared().get(table, {}).get("GlobalSecondaryIndexes", ()):
        names = [key["AttributeName"] for key in index["KeySchema"]]
        if all(name in row for name in names):
            kept = {"pk", "sk", *names, *index["Projection"].get("NonKeyAttributes", ())}
            entry = {name: value for name, value in row.items() if name in kept}
            found[index["IndexName"]] = (entry, size(entry))
    return found


def written(table: str, before: dict[str, Any], after: dict[str, Any]) -> int:
    """The units of the index entries that a write changes: a new entry one write, a moved one a delete and a write."""
    old, new, total = entries(table, before), entries(table, after), 0
    for name in old.keys() | new.keys():
        if old.get(name) == new.get(name):
            continue
        total += units(new[name][1], WRITE) if name in new else 0
        same = name in old and name in new and all(old[name][0].get(key) == new[name][0].get(key) for key in KEYS)
        total += units(old[name][1], WRITE) if name in old and not same else 0
    return total


@dataclass
class Written:
    """One row that a call writes: how it was, and how often its units count."""

    table: str
    key: dict[str, Any]
    times: int
    before: dict[str, Any]
    asked: dict[str, Any]


class Watch:
    """While it is open, every call of the clients that `client` makes is written down."""

    def __init__(self, client: Callable[[str], Any]) -> None:
        self._client = client
        self.names: list[str] = []
        self.rows: Counter[str] = Counter()
        self.read = 0.0
        self._asked: dict[str, Any] = {}
        self._open: list[Written] = []

    def __enter__(self) -> Self:
        for name in SERVICES:
            events = self._client(name).meta.events
            events.register_first("provide-client-params.*.*", self._ask, unique_id="watch-ask")
            events.register_last("after-call.*.*", self._done, unique_id="watch-done")
        return self

    def __exit__(self, *_error: object) -> None:
        for name in SERVICES:
            events = self._client(name).meta.events
            events.unregister("provide-client-params.*.*", unique_id="watch-ask")
            events.unregister("after-call.*.*", unique_id="watch-done")

    @property
    def counts(self) -> Counter[str]:
        return Counter(self.names)

    @property
    def write(self) -> int:
        return self.rows.total()

    def _ask(self, params: dict[str, Any], **_more: Any) -> None:
        self._asked = params
        actions = [(2, next(iter(action.values()))) for action in params.get("TransactItems", ())]
        alone = "Item" in params or "UpdateExpression" in params or "ReturnValues" in params
        actions += [(1, params)] if alone and "TableName" in params else []
        self._open = [self._writing(times, asked) for times, asked in actions]

    @staticmethod
    def _writing(times: int, asked: dict[str, Any]) -> Written:
        given = asked.get("Key") or asked["Item"]
        key = {name: given[name] for name in ("pk", "sk") if name in given}
        return Written(asked["TableName"], key, times, stored(asked["TableName"], key), asked.get("Item", {}))

    def _done(self, model: Any, parsed: dict[str, Any], **_more: Any) -> None:
        self.names.append(f"{model.service_model.service_name}.{model.name}")
        self.read += self._reads(model.name, parsed)
        failed = "Error" in parsed
        for one in self._open:
            after = stored(one.table, one.key)
            largest = max(size(one.before), size(one.asked if failed else after))
            moved = 0 if failed else written(one.table, one.before, after)
            self.rows[f"{one.table} {called(one.key)}"] += units(largest, WRITE) * one.times + moved
        self._open = []

    def _reads(self, name: str, parsed: dict[str, Any]) -> float:
        share = 1.0 if self._asked.get("ConsistentRead") else 0.5
        match name:
            case "GetItem":
                return units(size(parsed.get("Item", {})), READ) * share
            case "BatchGetItem":
                found = [row for rows in parsed["Responses"].values() for row in rows]
                asked = sum(len(one["Keys"]) for one in self._asked["RequestItems"].values())
                return sum(units(size(row), READ) for row in found) + asked - len(found)
            case "Query":
                return units(sum(map(size, parsed["Items"])), READ) * share
            case _:
                return 0.0


def stored(table: str, key: dict[str, Any]) -> dict[str, Any]:
    """The row as it is now, asked at an unwatched door."""
    found: dict[str, Any] = boto3.client("dynamodb").get_item(TableName=table, Key=key).get("Item", {})
    return found


def called(key: dict[str, Any]) -> str:
    """A row's kind: `T` of `T#000001`; rows of the table of keys have no second part."""
    return str(key.get("sk", {}).get("S", "KEY")).partition("#")[0]
