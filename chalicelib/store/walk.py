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
"""Rows that one call reads, some forty complaints; of these only states are given."""

NEVER = 1 << 30
"""The version of a state that says none: no record is that long, so that it is found broken."""


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
        """Give tickets with their versions; a check of a deployment goes away row by row, and is left out."""
        pk, _, sk = after.partition(" ")
        begin: Any = {"ExclusiveStartKey": table.key(pk, sk)} if after else {}
        answer = self._client.scan(
            TableName=self._cases,
            FilterExpression="sk = :state AND attribute_not_exists(expires)",
            ExpressionAttributeValues=table.wire({":state": table.STATE}),
            ProjectionExpression="pk, version",
            Limit=PAGE,
            **begin,
        )
        found = [table.plain(row) for row in answer["Items"]]
        last = table.plain(answer.get("LastEvaluatedKey", {}))
        return [(row["pk"].removeprefix("C#"), version(row)) for row in found], " ".join(last.values())


def version(row: Mapping[str, Any]) -> int:
    """Give a state's version as whoever looks through the records must have it."""
    found = row.get("version")
    return found if isinstance(found, int) else NEVER
