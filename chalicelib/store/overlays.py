"""Overlays of calendars: every version is a row of its office; what is signed off joins one list that only grows.

| row     | pk         | sk           |                                                                     |
|---------|------------|--------------|---------------------------------------------------------------------|
| version | K#<office> | V#<version>  | changes once, when it is signed off or withdrawn; a draft is in a queue |
| signed  | K#SIGNED   | S#<number>   | never changes, so whoever has read it keeps it                      |
| job     | K#<office> | JOB#<number> | open cases still to be given this calendar, and how far that is     |
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.domain.errors import ChangedMeanwhile
from chalicelib.domain.overlays import Overlay
from chalicelib.domain.times import iso
from chalicelib.store import audit, codec, rows, table
from chalicelib.store.complaints import lost
from chalicelib.store.reader import Reader
from chalicelib.store.table import Item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SIGNED, WAITING = "K#SIGNED", "K#waiting"
DRAFT = "attribute_exists(pk) AND attribute_not_exists(signed_by) AND attribute_not_exists(withdrawn)"
FRESH = timedelta(seconds=60)
"""How long a process goes without asking whether something new was signed off."""
SETTLED = timedelta(minutes=2)
"""When the job begins: later than the last process that had not heard of it could have filed a case."""


class OverlayStore:
    """Keeps versions, and remembers for the whole process what was signed off: the `Signed` of every calendar."""

    def __init__(self, client: "DynamoDBClient", names: tuple[str, str], shards: int) -> None:
        self._client, (self._cases, self._audit), self._shards = client, names, shards
        self._read, self._known = Reader(client), dict[int, Overlay]()
        self._asked: datetime | None = None

    @property
    def newest(self) -> int:
        """The highest number that this process knows."""
        return len(self._known)

    def upto(self, number: int) -> tuple[Overlay, ...]:
        """Give the overlays with numbers 1 to `number`; reads on when this process has not heard of them."""
        if number > self.newest:
            self.refresh()
        return tuple(self._known[one] for one in range(1, number + 1))

    def fresh(self, now: datetime) -> None:
        """Ask what is new, unless that was done less than a minute ago: the one read that a warm process adds."""
        if self._asked is None or not timedelta() <= now - self._asked < FRESH:
            self.refresh()
            self._asked = now

    def refresh(self) -> None:
        """Read what was signed off since: one query, which finds nothing nearly always."""
        found = self._read.query(
            TableName=self._cases,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :after AND :end",
            ExpressionAttributeValues=table.wire({":pk": SIGNED, ":after": _signed(self.newest + 1), ":end": "S$"}),
        )
        self._known |= {overlay.number: overlay for overlay in map(_overlay, found)}

    def versions(self, office: str) -> tuple[Overlay, ...]:
        """Read every version of an office, drafts too, oldest first."""
        return tuple(map(_overlay, self._read.prefix(self._cases, _pk(office), "V#")))

    def waiting(self) -> tuple[tuple[str, int], ...]:
        """List office and version of the drafts, oldest first; one page of a hundred."""
        return tuple((office, int(version)) for _, office, version in self._read.waiting(self._cases, WAITING))

    def draft(self, overlay: Overlay, mark: str) -> None:
        """Keep a new version, and that it was drawn up. Raises ChangedMeanwhile when its number is taken."""
        row: Item = {
            "pk": _pk(overlay.office),
            "sk": _version(overlay.version),
            "author": overlay.author,
            "body": codec.version(overlay),
            "queue_pk": WAITING,
            "queue_sk": f"{iso(overlay.made)}#{overlay.office}#{overlay.version}",
        }
        self._write(overlay, rows.put(self._cases, table.wire(row)), self._record(overlay, "drawn up", mark))

    def sign(self, overlay: Overlay, mark: str) -> None:
        """Sign a version off under its number, and owe the open cases their new calendar: all of it, or nothing.

        Raises ChangedMeanwhile when the number, or the version, has been signed off; never for whoever drew it up.
        """
        signed: Item = {"pk": SIGNED, "sk": _signed(overlay.number), "body": codec.version(overlay)}
        job_sk = f"JOB#{overlay.number:06d}"
        job: Item = {
            "pk": _pk(overlay.office),
            "sk": job_sk,
            "office": overlay.office,
            **table.due_keys(overlay.office, job_sk, overlay.signed + SETTLED, self._shards),
        }
        change = {
            "TableName": self._cases,
            "Key": table.key(_pk(overlay.office), _version(overlay.version)),
            "UpdateExpression": "SET body = :body, signed_by = :by REMOVE queue_pk, queue_sk",
            "ConditionExpression": f"{DRAFT} AND author <> :by",
            "ExpressionAttributeValues": table.wire({":body": codec.version(overlay), ":by": overlay.by}),
        }
        puts = [rows.put(self._cases, table.wire(row)) for row in (signed, job)]
        self._write(overlay, {"Update": change}, *puts, self._record(overlay, "signed off", mark))

    def withdraw(self, overlay: Overlay, mark: str) -> None:
        """Take a draft out of the queue, for good. Raises ChangedMeanwhile when it was signed off, or taken back."""
        change = {
            "TableName": self._cases,
            "Key": table.key(_pk(overlay.office), _version(overlay.version)),
            "UpdateExpression": "SET body = :body, withdrawn = :at REMOVE queue_pk, queue_sk",
            "ConditionExpression": f"{DRAFT} AND author = :by",
            "ExpressionAttributeValues": table.wire(
                {":body": codec.version(overlay), ":by": overlay.author, ":at": iso(overlay.withdrawn or overlay.made)}
            ),
        }
        self._write(overlay, {"Update": change}, self._record(overlay, "withdrawn", mark))

    def _record(self, overlay: Overlay, what: str, mark: str) -> Any:
        """The record is part of the write: nobody changes a calendar without leaving a name."""
        person, at = (
            (overlay.by, overlay.signed) if overlay.number else (overlay.author, overlay.withdrawn or overlay.made)
        )
        row = audit.row(_pk(overlay.office), person, f"calendar {overlay.version} {what}", at, mark)
        return rows.put(self._audit, row)

    def _write(self, overlay: Overlay, *actions: Any) -> None:
        try:
            self._client.transact_write_items(TransactItems=list(actions))
        except self._client.exceptions.TransactionCanceledException as error:
            if lost(error):
                raise ChangedMeanwhile(overlay.office) from error
            raise


def _overlay(row: Item) -> Overlay:
    return codec.overlay(row["body"])


def _pk(office: str) -> str:
    return f"K#{office}"


def _version(version: int) -> str:
    return f"V#{version:06d}"


def _signed(number: int) -> str:
    return f"S#{number:06d}"
