"""Requests to open an identity: a row of the case, listed for custodians until one of them decides."""

from typing import TYPE_CHECKING, Any

from chalicelib.domain.errors import NotFound
from chalicelib.domain.times import iso, parse
from chalicelib.domain.unmasking import Request
from chalicelib.store import rows, table
from chalicelib.store.reader import Reader
from chalicelib.store.table import Item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

WAITING, APART = "U#waiting", "U#waiting#restricted"
"""The lists of custodians: of complaints, and of reports on foreigners."""


def _list(*, restricted: bool) -> str:
    return APART if restricted else WAITING


def _sk(request_id: str) -> str:
    return f"U#{request_id}"


def _request(row: Item) -> Request:
    until = row.get("until")
    return Request(
        id=row["sk"].removeprefix("U#"),
        ticket=row["pk"].removeprefix("C#"),
        by=row["person"],
        at=parse(row["at"]),
        allowed_by=row.get("allowed_by", ""),
        until=parse(until) if until else None,
    )


def allow(name: str, request: Request) -> Any:
    """One Update of the transaction that records the opening: only once, and never by whoever asked."""
    values = {":by": request.allowed_by, ":until": iso(request.until) if request.until else None}
    return {
        "Update": {
            "TableName": name,
            "Key": table.key(table.case_pk(request.ticket), _sk(request.id)),
            "UpdateExpression": "SET allowed_by = :by, #until = :until REMOVE queue_pk, queue_sk",
            "ConditionExpression": "attribute_exists(pk) AND attribute_not_exists(allowed_by) AND person <> :by",
            "ExpressionAttributeNames": {"#until": "until"},
            "ExpressionAttributeValues": table.wire(values),
        }
    }


class RequestStore:
    """Keeps who wanted to know whose name, and why."""

    def __init__(self, client: "DynamoDBClient", cases: str) -> None:
        self._client, self._cases, self._read = client, cases, Reader(client)

    def put(self, request: Request, reason: Item) -> None:
        """Keep a new request; `reason` is sealed words."""
        row = {
            "pk": table.case_pk(request.ticket),
            "sk": _sk(request.id),
            "person": request.by,
            "at": iso(request.at),
            "queue_pk": _list(restricted=request.restricted),
            "queue_sk": f"{iso(request.at)}#{request.ticket}#{request.id}",
            **reason,
        }
        self._client.put_item(TableName=self._cases, Item=table.wire(row), ConditionExpression=rows.NEW_ROW)

    def get(self, ticket: str, request_id: str) -> tuple[Request, Item]:
        """Read a request, and its sealed reason. Raises NotFound."""
        row = self._read.one(self._cases, table.case_pk(ticket), _sk(request_id))
        if row is None:
            raise NotFound
        return _request(row), row

    def of(self, ticket: str) -> tuple[Request, ...]:
        """List the requests about one complaint, in no order that means anything."""
        return tuple(_request(row) for row in self._read.prefix(self._cases, table.case_pk(ticket), "U#"))

    def waiting(self, *, restricted: bool = False) -> tuple[tuple[str, str], ...]:
        """List ticket and id of what waits for a custodian, oldest first; one page of a hundred."""
        found = self._read.waiting(self._cases, _list(restricted=restricted))
        return tuple((ticket, request_id) for _, ticket, request_id in found)
