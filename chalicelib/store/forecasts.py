"""What an office is told by the calendar: rows among what is due, armed for the next opening of a week, or of a day.

| row      | pk          | sk       |
|----------|-------------|----------|
| forecast | J#<office>  | FORECAST |
| figures  | J#<office>  | DAILY    |

They are made with the grant of a supervisor or head, due at once; the first sweep arms them, since the store knows no
calendar.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.domain.complaint import Complaint
from chalicelib.domain.people import Role
from chalicelib.domain.sending import Note
from chalicelib.domain.times import iso, parse
from chalicelib.store import codec, personal, rows, table
from chalicelib.store.complaints import lost
from chalicelib.store.reader import Reader

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SK, EVERY_DAY = "FORECAST", "DAILY"
AT_ONCE = parse("2000-01-01T00:00:00Z")
FORESEEING = frozenset({Role.SUPERVISOR, Role.HEAD})


def pk(office: str) -> str:
    """The partition of an office's promise."""
    return f"J#{office}"


def promise(name: str, office: str, shards: int, sk: str = SK) -> Any:
    """One action of the transaction that gives somebody a role: the promise, where there is none yet."""
    first = table.due_keys(office, sk, AT_ONCE, shards)
    return {
        "Update": {
            "TableName": name,
            "Key": table.key(pk(office), sk),
            "UpdateExpression": "SET due_pk = if_not_exists(due_pk, :pk), due_sk = if_not_exists(due_sk, :sk)",
            "ExpressionAttributeValues": table.wire({":pk": first["due_pk"], ":sk": first["due_sk"]}),
        }
    }


class ForecastStore:
    """Keeps the promises of one kind, and reads the queues."""

    def __init__(self, client: "DynamoDBClient", cases: str, shards: int, sk: str = SK) -> None:
        self._client, self._cases, self._shards, self._read = client, cases, shards, Reader(client)
        self._sk = sk

    def armed(self, office: str) -> datetime | None:
        """Tell for when the next forecast is promised; None before the first time."""
        row = self._read.one(self._cases, pk(office), self._sk)
        return parse(row["armed"]) if row and "armed" in row else None

    def coming(self, office: str, end: datetime, *, restricted: bool) -> Iterator[Complaint]:
        """Read the open cases of an office that have a date until then, to the last page."""
        values = {":pk": rows.queue_pk(office, restricted=restricted), ":end": f"{iso(end)}$"}
        found = self._read.query(
            TableName=self._cases,
            IndexName="queue",
            KeyConditionExpression="queue_pk = :pk AND queue_sk < :end",
            ProjectionExpression="#snapshot",
            ExpressionAttributeNames={"#snapshot": "snapshot"},
            ExpressionAttributeValues=table.wire(values),
        )
        return (codec.complaint(row["snapshot"]) for row in found)

    def keep(self, office: str, before: datetime | None, after: datetime, notes: tuple[Note, ...]) -> bool:
        """Owe the messages and promise the next, together; False, and nothing, when somebody was quicker."""
        owed = [rows.put(self._cases, table.wire(personal.row(note, before or after, self._shards))) for note in notes]
        try:
            self._client.transact_write_items(TransactItems=[{"Update": self._arm(office, before, after)}, *owed])
        except self._client.exceptions.TransactionCanceledException as error:
            if lost(error):
                return False
            raise
        return True

    def _arm(self, office: str, before: datetime | None, after: datetime) -> Any:
        place = table.due_keys(office, self._sk, after, self._shards)
        values = {":after": iso(after), ":sk": place["due_sk"]}
        return {
            "TableName": self._cases,
            "Key": table.key(pk(office), self._sk),
            "UpdateExpression": "SET armed = :after, due_sk = :sk",
            "ConditionExpression": "armed = :before" if before else "attribute_not_exists(armed)",
            "ExpressionAttributeValues": table.wire(values | ({":before": iso(before)} if before else {})),
        }
