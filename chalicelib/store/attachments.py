"""Rows of documents, beside the case: `A#<id>` for each, and `A` for how many there are."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from chalicelib.domain.attachments import LIVE, Attachment, Moved, Places, State
from chalicelib.domain.errors import ChangedMeanwhile, NotFound
from chalicelib.domain.times import iso, parse
from chalicelib.store import rows, table
from chalicelib.store.reader import Reader
from chalicelib.store.rows import lost
from chalicelib.store.table import Item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

COUNTS, PREFIX = "A", "A#"
TEXTS = ("declared", "upload", "ours", "theirs", "kind", "digest")
NUMBERS = ("size", "weight")
SAME = "#state = :was AND #upload = :upload AND #ours = :ours AND #theirs = :theirs"


class AttachmentStore:
    """Each change is one transaction on the condition that nobody moved the document since it was read."""

    def __init__(self, client: "DynamoDBClient", cases: str) -> None:
        self._client, self._cases, self._read = client, cases, Reader(client)

    def get(self, ticket: str, document: str) -> Attachment:
        """Read one. Raises NotFound."""
        row = self._read.one(self._cases, table.case_pk(ticket), f"{PREFIX}{document}")
        if row is None:
            raise NotFound
        return read(row)

    def of(self, ticket: str) -> tuple[Attachment, ...]:
        """List what came with a complaint, and what is still to come, in the order in which it was begun."""
        found = map(read, self._read.prefix(self._cases, table.case_pk(ticket), PREFIX))
        return tuple(sorted(found, key=lambda one: one.number))

    def places(self, ticket: str) -> Places:
        """Read how many there are."""
        row = self._read.one(self._cases, table.case_pk(ticket), COUNTS)
        return Places(int(row["asked"]), int(row["live"])) if row else Places()

    def add(self, new: Attachment, before: Places, after: Places) -> None:
        """Keep a new one and take its place. Raises ChangedMeanwhile when another one was begun at the same time."""
        counts = {"pk": table.case_pk(new.ticket), "sk": COUNTS, "asked": after.asked, "live": after.live}
        free = "asked = :asked AND live = :live" if before.asked else rows.NEW_ROW
        values = table.wire({":asked": before.asked, ":live": before.live}) if before.asked else None
        self._write(
            new.ticket,
            rows.put(self._cases, table.wire(counts), free, values),
            rows.put(self._cases, table.wire(written(new))),
        )

    def move(self, moved: Moved) -> None:
        """Bring a document to its next state where no event tells of it. Raises ChangedMeanwhile."""
        self._write(moved.before.ticket, *moves(self._cases, moved))

    def forget(self, ticket: str) -> None:
        """Delete every row about documents of a complaint."""
        for document in self.of(ticket):
            self._delete(ticket, f"{PREFIX}{document.id}")
        self._delete(ticket, COUNTS)

    def _delete(self, ticket: str, sk: str) -> None:
        self._client.delete_item(TableName=self._cases, Key=table.key(table.case_pk(ticket), sk))

    def _write(self, ticket: str, *actions: Any) -> None:
        try:
            self._client.transact_write_items(TransactItems=list(actions))
        except self._client.exceptions.TransactionCanceledException as error:
            if lost(error):
                raise ChangedMeanwhile(ticket) from error
            raise


def moves(cases: str, moved: Moved) -> Iterator[Any]:
    """The parts of a transaction that move a document, and give its place back where it leaves one."""
    before, after = moved.before, moved.after
    values = {":was": before.state, ":upload": before.upload, ":ours": before.ours, ":theirs": before.theirs}
    action = rows.put(cases, table.wire(written(after)), SAME, table.wire(values))
    action["Put"]["ExpressionAttributeNames"] = {f"#{name}": name for name in ("state", "upload", "ours", "theirs")}
    yield action
    if before.state in LIVE and after.state not in LIVE:
        yield {
            "Update": {
                "TableName": cases,
                "Key": table.key(table.case_pk(before.ticket), COUNTS),
                "UpdateExpression": "ADD live :one",
                "ExpressionAttributeValues": table.wire({":one": -1}),
            }
        }


def written(found: Attachment) -> Item:
    """Give a document as its row."""
    return {
        "pk": table.case_pk(found.ticket),
        "sk": f"{PREFIX}{found.id}",
        "number": found.number,
        "state": found.state.value,
        "requested": iso(found.requested),
        "salt": found.salt,
        **{name: getattr(found, name) for name in TEXTS + NUMBERS},
        **({"told": iso(found.told)} if found.told else {}),
    }


def read(row: Item) -> Attachment:
    """Give a row as the document it is about."""
    return Attachment(
        ticket=row["pk"].removeprefix("C#"),
        id=row["sk"].removeprefix(PREFIX),
        number=int(row["number"]),
        state=State(row["state"]),
        requested=parse(row["requested"]),
        salt=bytes(row["salt"]),
        size=int(row["size"]),
        weight=int(row["weight"]),
        **{name: str(row[name]) for name in TEXTS},
        told=parse(row["told"]) if "told" in row else None,
    )
