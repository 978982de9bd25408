"""Who looked at what: put before the answer leaves, and never changed."""

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.looks import Look
from chalicelib.domain.times import iso, parse
from chalicelib.store import rows, table
from chalicelib.store.reader import Reader
from chalicelib.store.table import Item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class AuditStore:
    """Put-only. What cannot be recorded is not shown: a failure here goes up."""

    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        self._client, self._name, self._read = client, name, Reader(client)

    def record(self, look: Look, mark: str) -> None:
        """Keep that this person opened this part of this complaint; `mark` tells two looks in one second apart."""
        said = row(table.case_pk(look.ticket), look.actor, look.what, look.at, mark)
        unit = table.wire({"role": look.role or None, "office": look.office or None})
        self._client.put_item(TableName=self._name, Item=said | unit, ConditionExpression=rows.NEW_ROW)

    def of(self, ticket: str) -> tuple[Look, ...]:
        """List every look at a complaint, in order."""
        asked = table.wire({":pk": table.case_pk(ticket)})
        found = self._read.query(
            TableName=self._name, KeyConditionExpression="pk = :pk", ExpressionAttributeValues=asked
        )
        return tuple(_look(ticket, one) for one in found)


def row(pk: str, actor: str, what: str, now: datetime, mark: str, reason: str = "") -> table.Wire:
    """Give the row that says so."""
    said = {"pk": pk, "sk": f"{iso(now)}#{mark}", "actor": actor, "what": what, "reason": reason or None}
    return table.wire(said)


def _look(ticket: str, found: Item) -> Look:
    at = parse(found["sk"].partition("#")[0])
    return Look(ticket, found["actor"], found["what"], at, found.get("role", ""), found.get("office", ""))
