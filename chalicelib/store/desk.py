"""What a command needs to know before it is taken, in one batch read; and the queues."""

from collections.abc import Callable, Iterable
from heapq import merge
from typing import TYPE_CHECKING, Any

from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import NotFound
from chalicelib.domain.found import File, Page
from chalicelib.store import codec, grants, rows, table
from chalicelib.store.complaints import opened
from chalicelib.store.reader import Reader
from chalicelib.store.table import Item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PAGE = 25


class Desk:
    """Reads across the rows of one complaint, and across the complaints of one office."""

    def __init__(self, client: "DynamoDBClient", cases: str, keys: str) -> None:
        self._client, self._cases, self._keys = client, cases, keys
        self._read = Reader(client)

    def open(self, ticket: str, *, staff: str = "", to: str = "", key: str = "", request: str = "") -> File:
        """Read the state, the grants of the caller and of `to`; for a command its answer and the case's wrapped key.

        Whoever only looks needs no key: words are opened where they are read. Raises NotFound and KeyReused.
        """
        pk = table.case_pk(ticket)
        wanted = [table.key(pk, table.STATE)]
        wanted += [table.key(grants.pk(person), grants.SK) for person in dict.fromkeys((staff, to)) if person]
        wanted += [table.command_key(key)] if key else []
        found = self._read.batch({self._cases: wanted, self._keys: [table.wire({"pk": pk})] if key else []})
        by_sk = {row.get("sk", "KEY"): row for row in found}
        people = {row["pk"]: grants.read(row) for row in found if row.get("sk") == grants.SK}
        state, wrapped = by_sk.get(table.STATE), by_sk.get("KEY")
        done = opened(by_sk.get(table.COMMAND), key, request)
        if state is None:
            raise NotFound
        return File(
            case=codec.complaint(state["snapshot"]),
            wrapped=wrapped["wrapped"] if wrapped else None,
            grant=people.get(grants.pk(staff)),
            colleague=people.get(grants.pk(to)),
            done=done,
        )

    def masked(self, ticket: str) -> dict[str, str]:
        """Read what a handler may see of a named complainant."""
        row = self._read.glance(self._cases, table.case_pk(ticket), table.WHO, "masked")
        return {name: str(value) for name, value in (row or {}).get("masked", {}).items()}

    def queue(
        self,
        offices: Iterable[str],
        *,
        restricted: bool,
        status: str | None = None,
        after: str | None = None,
        keeps: Callable[[Complaint], bool] | None = None,
    ) -> Page:
        """List a page of open complaints of these offices by deadline: one query an office, merged.

        `keeps` leaves out what no index knows, such as what is late at this moment.
        """
        lists = [
            self._of_office(office, restricted=restricted, status=status, after=after, keeps=keeps)
            for office in offices
        ]
        rows_found = list(merge(*lists, key=lambda row: row["queue_sk"]))
        page = rows_found[:PAGE]
        more = page[-1]["queue_sk"] if len(rows_found) > PAGE else None
        return Page(tuple(codec.complaint(row["snapshot"]) for row in page), more)

    def _of_office(
        self,
        office: str,
        *,
        restricted: bool,
        status: str | None,
        after: str | None,
        keeps: Callable[[Complaint], bool] | None,
    ) -> list[Item]:
        """Read up to one row more than a page; a filter reads on until the page is full or the queue ends."""
        condition, values = "queue_pk = :pk", {":pk": rows.queue_pk(office, restricted=restricted)}
        if after:
            condition, values = f"{condition} AND queue_sk > :after", values | {":after": after}
        asked: Any = {
            "TableName": self._cases,
            "IndexName": "queue",
            "KeyConditionExpression": condition,
            "Limit": PAGE + 1,
        }
        if status:
            asked |= {"FilterExpression": "#status = :status", "ExpressionAttributeNames": {"#status": "status"}}
            values |= {":status": status}
        asked["ExpressionAttributeValues"] = table.wire(values)
        found: list[Item] = []
        for row in self._read.query(**asked):
            if keeps and not keeps(codec.complaint(row["snapshot"])):
                continue
            found.append(row)
            if len(found) > PAGE:
                break
        return found
