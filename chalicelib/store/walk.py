"""The walk through all records: a page of the table at a time, and one row that keeps the place.

| row  | pk    | sk     |
|------|-------|--------|
| walk | PULSE | CHAINS |
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chalicelib.domain.walk import Place
from chalicelib.store import table
from chalicelib.store.pulse import PK
from chalicelib.store.reader import Reader

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SK = "CHAINS"
PAGE = 500
"""Rows that one call reads, some forty complaints; of these only states and first events are given."""

FIRST = table.event_sk(1)
NEVER = 1 << 30
"""The version of a state that says none, or is gone: no record is that long, so that it is found broken."""


class WalkStore:
    """Reads the table in its own order."""

    def __init__(self, client: "DynamoDBClient", cases: str) -> None:
        self._client, self._cases, self._read = client, cases, Reader(client)

    def place(self) -> Place:
        """Tell how far the walk has come; at the start when there was none."""
        row = self._read.one(self._cases, PK, SK) or {}
        kept = {name: row[name] for name in Place.__dataclass_fields__ if name in row}
        return Place(**kept | {"months": table.loose(row["months"]) if "months" in row else {}})

    def keep(self, place: Place) -> None:
        """Remember it."""
        kept = {name: getattr(place, name) for name in Place.__dataclass_fields__}
        row = {"pk": PK, "sk": SK, **kept, "months": table.squeezed(place.months)}
        self._client.put_item(TableName=self._cases, Item=table.wire(row))

    def page(self, after: str) -> tuple[list[tuple[str, int]], str]:
        """Give tickets with their versions; a check of a deployment goes away row by row, and is left out.

        A complaint whose state was taken away has its first event still, by which it is given all the same.
        """
        pk, _, sk = after.partition(" ")
        begin: Any = {"ExclusiveStartKey": table.key(pk, sk)} if after else {}
        answer = self._client.scan(
            TableName=self._cases,
            FilterExpression="sk IN (:state, :first) AND attribute_not_exists(expires)",
            ExpressionAttributeValues=table.wire({":state": table.STATE, ":first": FIRST}),
            ProjectionExpression="pk, sk, version",
            Limit=PAGE,
            **begin,
        )
        found = [table.plain(row) for row in answer["Items"]]
        last = table.plain(answer.get("LastEvaluatedKey", {}))
        states = {row["pk"]: version(row) for row in found if row["sk"] == table.STATE}
        begun = (row["pk"] for row in found if row["sk"] == FIRST and row["pk"] not in states)
        gone = {pk: NEVER for pk in begun if self._stateless(pk)}
        return [(pk.removeprefix("C#"), seen) for pk, seen in (states | gone).items()], " ".join(last.values())

    def _stateless(self, pk: str) -> bool:
        """Tell whether a complaint has no state: the one at the end of a page has its own on the next."""
        return self._read.one(self._cases, pk, table.STATE, "pk") is None


def version(row: Mapping[str, Any]) -> int:
    """Give a state's version as whoever looks through the records must have it."""
    found = row.get("version")
    return found if isinstance(found, int) else NEVER
