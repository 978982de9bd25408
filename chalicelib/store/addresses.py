"""Where people are reached. The citizen's sealed contact is opened here, at the moment of sending, and never kept."""

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.agencies import Agencies
from chalicelib.domain.contact import PARTS
from chalicelib.domain.intents import CITIZEN, FORMER
from chalicelib.domain.sending import OPTIONAL, REFERRAL, Bounces, Key, Note, OptedOut
from chalicelib.domain.times import iso
from chalicelib.store import table
from chalicelib.store.contacts import BOUNCED, former_sk
from chalicelib.store.grants import GrantStore
from chalicelib.store.reader import Reader
from chalicelib.store.vault import Vault

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


_PARTS = {way: part for part, way in PARTS.items()}


class AddressBook:
    """Finds the address of a message's recipient for its channel."""

    def __init__(
        self, client: "DynamoDBClient", cases: str, vault: Vault, grants: GrantStore, agencies: Agencies
    ) -> None:
        self._client, self._read, self._cases, self._vault = client, Reader(client), cases, vault
        self._grants, self._agencies = grants, agencies

    def address(self, note: Note) -> str | None:
        """Give the address; None when there is none, or the person has been erased or has left. Raises Withheld."""
        if note.notice == REFERRAL:
            body = self._agencies.get(note.recipient)
            return body.email if body.reached else None
        part = _PARTS.get(note.channel, "")
        if note.recipient == FORMER:
            return self._former(note, part)
        if note.recipient != CITIZEN:
            grant = self._grants.get(note.recipient)
            return grant.email or None if grant and grant.active else None
        bounced = BOUNCED + note.channel
        row = self._read.one(
            self._cases, table.case_pk(note.ticket), table.WHO, *_read(part), "reach", "quiet", bounced
        )
        if not row or part not in row or note.channel not in row["reach"]:
            return None
        if bounced in row:
            raise Bounces
        if "quiet" in row and note.notice in OPTIONAL:
            raise OptedOut
        return self._vault.open_part(note.ticket, row, part)

    def _former(self, note: Note, part: str) -> str | None:
        """Open the address that a correction replaced, for its farewell."""
        row = self._read.one(self._cases, table.case_pk(note.ticket), former_sk(note.version), *_read(part))
        return self._vault.open_part(note.ticket, row, part) if row else None

    def suppress(self, key: Key, now: datetime) -> None:
        """Keep that the citizen's address takes nothing; nothing happens where the person has been erased."""
        try:
            self._client.update_item(
                TableName=self._cases,
                Key=table.key(key.pk, table.WHO),
                UpdateExpression=f"SET {BOUNCED}{key.sk.rpartition('#')[2]} = :now",
                ConditionExpression="attribute_exists(pk)",
                ExpressionAttributeValues=table.wire({":now": iso(now)}),
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return


def _read(part: str) -> tuple[str, ...]:
    return ("wrapped", part, f"{part}_wrapped")
