"""When the sweep last ran: the one row that tells whether the guarantee is alive."""

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.times import iso, parse
from chalicelib.store import table
from chalicelib.store.reader import Reader

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PK, SK = "PULSE", "SWEEP"


class PulseStore:
    """Keeps and tells the time of the last sweep."""

    def __init__(self, client: "DynamoDBClient", cases: str) -> None:
        self._client, self._cases, self._read = client, cases, Reader(client)

    def beat(self, now: datetime) -> None:
        """Note that a sweep went through."""
        self._client.put_item(TableName=self._cases, Item=table.wire({"pk": PK, "sk": SK, "at": iso(now)}))

    def last(self) -> datetime | None:
        """Tell when one last did."""
        row = self._read.one(self._cases, PK, SK)
        return parse(row["at"]) if row else None
