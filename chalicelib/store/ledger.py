"""The ledger of messages: PENDING, claimed under a lease, called once, SENT, then what the provider reports.

No report moves a row back. A row stays in the index of what is due until it is SENT; the lease, not the index, decides
who may send. docs/messages.md tells the whole of it.
"""

import json
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.domain.intents import Alert, Intent, Sending
from chalicelib.domain.sending import (
    DEAF,
    FAILED,
    RANK,
    Claim,
    Key,
    Line,
    Note,
    Posted,
    UnknownMessage,
    below,
    lease,
    unheard,
)
from chalicelib.domain.times import iso, parse
from chalicelib.domain.ways import HELD_BACK
from chalicelib.store import alerts, due, rows, spreading, table
from chalicelib.store.alerts import alert_puts
from chalicelib.store.reader import Reader
from chalicelib.store.table import Item

__all__ = ["Ledger", "alert_puts", "intent_put"]

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.literals import ReturnValueType

Values = dict[str, "str | int | None"]
CLAIMABLE = (
    "(#status = :pending AND (attribute_not_exists(pause) OR pause <= :now) OR #status = :claimed AND lease <= :now)"
)
LIVE_VALUES: Values = {":pending": "PENDING", ":claimed": "CLAIMED"}
CLAIM = "SET #status = :claimed, lease = :lease, holder = :holder, attempts = attempts + :one REMOVE fast, pause"


def intent_put(name: str, intent: Intent, shards: int) -> Any:
    """One Put of the transaction that owes the message."""
    row: Item = {
        "pk": table.case_pk(intent.ticket),
        "sk": intent.id,
        "ticket": intent.ticket,
        "version": intent.version,
        "notice": intent.notice,
        "recipient": intent.recipient,
        "channel": intent.channel,
        "language": intent.language,
        "values": table.packed(intent.values),
        "status": intent.status.value,
        "attempts": intent.attempts,
        "fast": 1 if intent.fast else None,
        "spare": 1 if intent.spare else None,
        "instead": intent.instead or None,
        "owed": iso(intent.due),
        **table.due_keys(intent.ticket, intent.id, intent.due, shards),
    }
    return rows.put(name, table.wire(row))


def note_of(row: Item) -> Note:
    """Read a row of the ledger."""
    return Note(
        key=Key(row["pk"], row["sk"]),
        notice=row["notice"],
        recipient=row["recipient"],
        channel=row["channel"],
        language=row["language"],
        values=json.loads(row["values"]),
        status=Sending(row["status"]),
        ticket=row.get("ticket", ""),
        version=int(row.get("version", 0)),
        provider=row.get("provider", ""),
        why=row.get("why", ""),
        spare="spare" in row,
        instead=row.get("instead", ""),
        owed=parse(row["owed"]) if "owed" in row else None,
        word="word" in row,
    )


class Ledger:
    """Moves rows forward, each by one conditional update."""

    def __init__(self, client: "DynamoDBClient", cases: str, shards: int) -> None:
        self._client, self._cases, self._shards, self._read = client, cases, shards, Reader(client)

    def get(self, key: Key) -> Note:
        """Read a row. Raises UnknownMessage."""
        row = self._read.one(self._cases, key.pk, key.sk)
        if row is None:
            raise UnknownMessage
        return note_of(row)

    def claim(self, key: Key, now: datetime) -> Claim | None:
        """Take the sole right to send until the lease ends; None when another has it, or it must wait, or it has gone.

        A claim whose answer was lost and which the client repeated finds its own mark.
        """
        holder, until = secrets.token_hex(8), now + lease(key.notice)
        values: Values = {":now": iso(now), ":lease": iso(until), ":holder": holder, ":one": 1}
        done, row = self._update(key, CLAIM, CLAIMABLE, values | LIVE_VALUES, "ALL_NEW")
        if row and (done or row.get("holder") == holder):
            return Claim(note_of(row), holder, int(row["attempts"]))
        return None

    def sent(self, claim: Claim, posted: Posted, now: datetime) -> None:
        """Keep the provider's id, also where its own report that it went came first; a later one stands."""
        values: Values = {":provider": posted.provider, ":reference": posted.reference}
        names = "provider = :provider, message_id = :reference"
        note, spare = claim.note, claim.note.spare
        look = note.key.settles or (spare and posted.provider not in DEAF)
        until = now + unheard(posted.provider, spare=spare) if look else None
        self._forward(
            note.key, Sending.SENT, now, (names, values), until, " OR #status = :to AND attribute_not_exists(provider)"
        )

    def spread(self, claim: Claim, owed: tuple[Note | Alert, ...], now: datetime) -> None:
        """Owe these messages, or lines, in the place of the one that was claimed.

        Nothing happens when somebody else has done so; a rival's transaction leaves it to the end of the lease.
        """
        wanted = spreading.actions(self._cases, claim, owed, now, self._shards)
        try:
            self._client.transact_write_items(TransactItems=wanted)
        except self._client.exceptions.TransactionCanceledException as error:
            if not rows.lost(error):
                raise

    def release(self, claim: Claim, until: datetime, *, free: bool = False) -> None:
        """Give the claim back after a definite refusal: due again then, and not before. `free` uses up no attempt."""
        place = table.due_keys(claim.note.key.place, claim.note.key.sk, until, self._shards)
        values: Values = LIVE_VALUES | {":holder": claim.holder, ":until": iso(until), ":tries": claim.attempt - free}
        change = "SET #status = :pending, attempts = :tries, pause = :until, due_pk = :pk, due_sk = :sk"
        keys: Values = {":pk": place["due_pk"], ":sk": place["due_sk"]}
        self._update(
            claim.note.key, f"{change} REMOVE lease, holder", "#status = :claimed AND holder = :holder", values | keys
        )

    def report(self, key: Key, status: Sending, now: datetime, why: str = "") -> None:
        """Take in what became of a message; a report that came before, or after a higher one, changes nothing.

        That it went we mostly know, and to read so costs less than a write that is refused. Raises UnknownMessage when
        there is no such row.
        """
        if status is Sending.SENT:
            known = self._read.glance(self._cases, key.pk, key.sk, "status")
            if known and RANK[Sending(known["status"])] >= RANK[status]:
                return
        if status in FAILED:
            until = now if key.settles or (key.watched and why not in HELD_BACK) else None
        else:
            until = now + (unheard("") if status is Sending.SENT else timedelta()) if key.settles else None
        if not self._forward(key, status, now, ("why = :why", {":why": why}), until):
            raise UnknownMessage

    def owe(self, intent: Intent) -> None:
        """Owe a message outside a command; nothing happens where it is owed already."""
        try:
            self._client.put_item(**intent_put(self._cases, intent, self._shards)["Put"])
        except self._client.exceptions.ConditionalCheckFailedException:
            return

    def settled(self, note: Note) -> None:
        """Nothing more hangs on this message."""
        self._update(note.key, "REMOVE due_pk, due_sk", "NOT #status IN (:pending, :claimed)", LIVE_VALUES)

    def siblings(self, note: Note) -> tuple[Note, ...]:
        """Read the messages of the same notice about the same event: one a channel, this one among them."""
        prefix = f"N#{note.version:06d}#{note.notice}#"
        return tuple(note_of(row) for row in self._read.prefix(self._cases, note.key.pk, prefix))

    def notices(self, note: Note) -> tuple[Note, ...]:
        """Read every message of the same notice about the same complaint, whatever event owed it."""
        rows_of = self._read.prefix(self._cases, note.key.pk, "N#")
        return tuple(note_of(row) for row in rows_of if row["notice"] == note.notice)

    def lines(self, header: Note) -> tuple[Line, ...]:
        """Read what a grouped message sums up."""
        return alerts.lines(self._read, self._cases, header.key)

    def header(self, alert: Alert) -> Key:
        """Tell which message this line goes out with."""
        return alerts.header_key(alert.recipient, alert.batch, alert.office)

    def due(self, shard: int, now: datetime) -> Iterator[tuple[Key, str]]:
        """List what is due in a shard, cases and messages alike, oldest first; what is under a lease is left out."""
        return due.listed(self._read, self._cases, shard, now)

    def _forward(
        self, key: Key, status: Sending, now: datetime, also: tuple[str, Values], until: datetime | None, more: str = ""
    ) -> bool:
        """Move up to `status`; False when there is no row. With `until` it stays in the index, to be looked at then."""
        names, values = also
        lower = {f":from{number}": one.value for number, one in enumerate(sorted(below(status)))}
        given: Values = {":to": status.value, ":now": iso(now), **values, **lower}
        stays, leaves = "", ", due_pk, due_sk"
        if until:
            place = table.due_keys(key.place, key.sk, until, self._shards)
            stays, leaves = ", due_pk = :pk, due_sk = :sk", ""
            given |= {":pk": place["due_pk"], ":sk": place["due_sk"]}
        change = f"SET #status = :to, moved = :now, {names}{stays} REMOVE lease, holder, fast, pause{leaves}"
        done, stood = self._update(key, change, f"#status IN ({', '.join(lower)}){more}", given)
        return done or stood is not None

    def _update(
        self, key: Key, change: str, condition: str, values: Values, wanted: "ReturnValueType" = "NONE"
    ) -> tuple[bool, Item | None]:
        """Give whether it was done, with the row after it if wanted; or the row that stood against it, if any."""
        try:
            answer = self._client.update_item(
                TableName=self._cases,
                Key=table.key(key.pk, key.sk),
                UpdateExpression=change,
                ConditionExpression=condition,
                ExpressionAttributeNames={"#status": "status"},
                ExpressionAttributeValues=table.wire(values),
                ReturnValues=wanted,
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except self._client.exceptions.ConditionalCheckFailedException as error:
            stood: Any = error.response.get("Item")
            return False, table.plain(stood) if stood else None
        return True, table.plain(answer.get("Attributes", {}))
