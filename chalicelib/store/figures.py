"""Months as they were counted: written once, read by whoever asks for public figures.

| row   | pk      | sk      | holds                                        |
|-------|---------|---------|----------------------------------------------|
| month | FIGURES | 2026-03 | its counts, squeezed, and when it was counted |
"""

from typing import TYPE_CHECKING

from chalicelib.domain.figures import Statement
from chalicelib.domain.times import iso, parse
from chalicelib.store import rows, table
from chalicelib.store.reader import Reader

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PK = "FIGURES"


class StatementStore:
    """Keeps what was stated."""

    def __init__(self, client: "DynamoDBClient", cases: str) -> None:
        self._client, self._cases, self._read = client, cases, Reader(client)

    def since(self, month: str) -> tuple[Statement, ...]:
        """Give this month and every later one, the oldest first."""
        found = self._read.query(
            TableName=self._cases,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND sk >= :month",
            ExpressionAttributeValues=table.wire({":pk": PK, ":month": month}),
        )
        return tuple(Statement(row["sk"], table.loose(row["counts"]), parse(row["at"])) for row in found)

    def state(self, statement: Statement) -> None:
        """Keep a month; one that was stated before stays as it was."""
        said, at = table.squeezed(statement.counts), iso(statement.counted)
        row = {"pk": PK, "sk": statement.month, "counts": said, "at": at}
        try:
            self._client.put_item(TableName=self._cases, Item=table.wire(row), ConditionExpression=rows.NEW_ROW)
        except self._client.exceptions.ConditionalCheckFailedException:
            return
