"""Where people are reached. The citizen's sealed contact is opened here, at the moment of sending, and never kept.

A step is told by mail and by text, one after the other: the key of a contact is opened once for both, and forgotten
with the batch. Its row is read for each message, so that a correction, a bounce or an erasure between two counts.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.agencies import Agencies
from chalicelib.domain.contact import PARTS
from chalicelib.domain.intents import CITIZEN, FORMER
from chalicelib.domain.sending import OPTIONAL, REFERRAL, Address, Bounces, Key, Note, OptedOut
from chalicelib.domain.times import iso
from chalicelib.store import table
from chalicelib.store.contacts import BOUNCED, FIRST, SINCE, former_sk
from chalicelib.store.grants import GrantStore
from chalicelib.store.reader import Reader
from chalicelib.store.table import Item
from chalicelib.store.vault import Vault

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


_PARTS = {way: part for part, way in PARTS.items()}
MOST = 10
"""Keys that are known at once: as many as the stream brings messages in a batch, of however many a sweep sends."""


class AddressBook:
    """Finds the address of a message's recipient for its channel; made anew for each batch."""

    def __init__(
        self, client: "DynamoDBClient", cases: str, vault: Vault, grants: GrantStore, agencies: Agencies
    ) -> None:
        self._client, self._read, self._cases, self._vault = client, Reader(client), cases, vault
        self._grants, self._agencies = grants, agencies
        self._opened: dict[bytes, bytes] = {}

    def address(self, note: Note) -> Address | None:
        """Give the address; None when there is none, or the person has been erased or has left. Raises Withheld."""
        if note.notice == REFERRAL:
            body = self._agencies.get(note.recipient)
            return Address(body.email) if body.reached else None
        part = _PARTS.get(note.channel, "")
        if note.recipient == FORMER:
            return self._former(note, part)
        if note.recipient != CITIZEN:
            grant = self._grants.get(note.recipient)
            return Address(grant.email) if grant and grant.active and grant.email else None
        return self._citizen(note, part)

    def _citizen(self, note: Note, part: str) -> Address | None:
        bounced, since = BOUNCED + note.channel, part + SINCE
        wanted = (*_read(part), "reach", "quiet", bounced, since)
        row = self._read.one(self._cases, table.case_pk(note.ticket), table.WHO, *wanted)
        if not row or part not in row or note.channel not in row["reach"]:
            return None
        if bounced in row:
            raise Bounces
        if "quiet" in row and note.notice in OPTIONAL:
            raise OptedOut
        place = self._opened_part(note.ticket, row, part)
        return Address(place, int(row.get(since, FIRST))) if place else None

    def _former(self, note: Note, part: str) -> Address | None:
        """Open the address that a correction replaced, for its farewell."""
        row = self._read.one(self._cases, table.case_pk(note.ticket), former_sk(note.version), *_read(part))
        place = self._opened_part(note.ticket, row, part) if row else None
        return Address(place) if place else None

    def _opened_part(self, ticket: str, row: Item, part: str) -> str | None:
        if len(self._opened) >= MOST:
            self._opened = {}
        return self._vault.open_part(ticket, row, part, self._opened)

    def suppress(self, key: Key, since: int, now: datetime) -> None:
        """Keep that it takes nothing; nothing happens where it has been corrected since, or the person was erased."""
        corrected = _PARTS[key.channel] + SINCE
        try:
            self._client.update_item(
                TableName=self._cases,
                Key=table.key(key.pk, table.WHO),
                UpdateExpression=f"SET {BOUNCED}{key.channel} = :now",
                ConditionExpression=f"attribute_exists(pk) AND (attribute_not_exists({corrected})"
                f" OR {corrected} <= :since)",
                ExpressionAttributeValues=table.wire({":now": iso(now), ":since": since}),
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return


def _read(part: str) -> tuple[str, ...]:
    return ("wrapped", part, f"{part}_wrapped")
