"""Who looked at what: put before the answer leaves, and never changed."""

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.times import iso
from chalicelib.store import rows, table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class AuditStore:
    """Put-only. What cannot be recorded is not shown: a failure here goes up."""

    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        self._client, self._name = client, name

    def record(self, ticket: str, actor: str, what: str, now: datetime, mark: str, reason: str = "") -> None:
        """Keep that this person opened these parts of this complaint; `mark` tells two looks in one second apart."""
        self._client.put_item(
            TableName=self._name,
            Item=row(table.case_pk(ticket), actor, what, now, mark, reason),
            ConditionExpression=rows.NEW_ROW,
        )


def row(pk: str, actor: str, what: str, now: datetime, mark: str, reason: str = "") -> table.Wire:
    """Give the row that says so."""
    said = {"pk": pk, "sk": f"{iso(now)}#{mark}", "actor": actor, "what": what, "reason": reason or None}
    return table.wire(said)
