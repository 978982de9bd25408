"""How people are reached: sealed parts in WHO, replaced without being opened, and keyed entries to find them by.

| row    | pk         | sk          | holds                                                                          |
|--------|------------|-------------|--------------------------------------------------------------------------------|
| who    | C#<ticket> | WHO         | the sealed name and contact, the ways it gives, masked forms for its owner     |
| former | C#<ticket> | W#<version> | the sealed parts that a correction replaced, until their farewell has gone out |
"""

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.domain.change import Change, Opening
from chalicelib.domain.contact import PARTS, Contact, Correction
from chalicelib.domain.erasure import FAREWELL
from chalicelib.domain.errors import NotFound
from chalicelib.domain.intents import CITIZEN, Sending
from chalicelib.domain.people import masked
from chalicelib.domain.sending import ARRIVED, DEAF, ONE_TIME_CODE
from chalicelib.domain.times import iso
from chalicelib.store import rows, seals, table
from chalicelib.store.reader import Reader
from chalicelib.store.table import Item
from chalicelib.store.vault import Vault

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

BOUNCED = "bounced_"
"""Before a channel: since when the address there takes nothing. Another address takes the mark away."""
SINCE, FIRST = "_since", 1
"""After a part: the version of the case at which it was corrected; without one it is the one given when filing."""
KEPT = timedelta(days=30)
"""How long the old parts stay for their farewell, at most."""


def former_sk(version: int) -> str:
    """Where the parts that this version replaced are kept."""
    return f"W#{version:06d}"


class ContactStore:
    """Reads and writes contacts without ever opening one: only what their owner may see of them is opened."""

    def __init__(self, client: "DynamoDBClient", names: tuple[str, str], vault: Vault, secret: bytes) -> None:
        self._read, (self._cases, self._keys), self._vault = Reader(client), names, vault
        self._contact_key, self._link_key = seals.derived(secret, "contact"), seals.derived(secret, "link")

    def look(self, ticket: str) -> Contact:
        """Tell how they can be reached, in masked forms. Raises NotFound for one that was erased."""
        row, key = self._row(ticket), self._key(ticket)
        return Contact(
            reach=tuple(row["reach"]),
            shown=_unshown(key, ticket, row),
            since={part: int(row.get(part + SINCE, FIRST)) for part in PARTS},
            bounced=frozenset(way for way in PARTS.values() if f"{BOUNCED}{way}" in row),
            quiet="quiet" in row,
        )

    def told(self, ticket: str, contact: Contact) -> frozenset[str]:
        """List the ways by which a message has arrived at the address that is there now."""
        found = self._read.prefix(self._cases, table.case_pk(ticket), "N#")
        since = {way: contact.since[part] for part, way in PARTS.items()}
        return frozenset(
            row["channel"] for row in found if _arrived(row) and int(row["version"]) >= since[row["channel"]]
        )

    def first(self, ticket: str, opening: Opening, key: bytes) -> Item:
        """Give the row of whoever files: what opens the complaint again, and who they are."""
        identity = opening.identity
        given = {part: value for part in PARTS if (value := getattr(identity, part))}
        return {
            "pk": table.case_pk(ticket),
            "sk": table.WHO,
            "code": seals.code_hash(opening.code),
            "link": seals.keyed(self._link_key, opening.link),
            "shown": _shown(key, ticket, {part: masked(value) or "" for part, value in given.items()})
            if given
            else None,
            **self._found_by({part: self._entry(value) for part, value in given.items()}, ticket),
            **self._vault.seal_identity(ticket, identity),
        }

    def correction(self, change: Change, asked: Correction, key: bytes) -> list[Any]:
        """Give the rows of a correction: WHO with the new parts, and the old ones, still sealed, for a farewell."""
        ticket, version = change.case.ticket, change.case.version
        row = self._row(ticket)
        new = {part: value for part, value in asked.parts.items() if value}
        gone = [part for part in asked.parts if part not in new]
        fields: Item = self._vault.seal_parts(ticket, new)
        fields |= {part + SINCE: version for part in asked.parts}
        fields |= self._kept(ticket, row, asked, key)
        dropped = [f"{BOUNCED}{PARTS[part]}" for part in asked.parts]
        dropped += [name for part in gone for name in (part, f"{part}_wrapped", f"by_{part}")]
        if asked.quiet is not None:
            fields["quiet"] = iso(change.event.at) if asked.quiet else None
        old = [self._former(ticket, row, change, change.farewells, KEPT)] if change.farewells else []
        return [self._update(ticket, fields, dropped), *old]

    def erasure(self, change: Change) -> list[Any]:
        """Destroy the case's key and whoever filed it; of the sealed address a copy waits for the one last message."""
        ticket, place = change.case.ticket, table.case_pk(change.case.ticket)
        gone = [(self._keys, table.wire({"pk": place})), (self._cases, table.key(place, table.WHO))]
        deletes: list[Any] = [{"Delete": {"TableName": name, "Key": key}} for name, key in gone]
        parts = [part for part, way in PARTS.items() if any(one.channel == way for one in change.intents)]
        row = self._read.one(self._cases, place, table.WHO) if parts else None
        return [*deletes, self._former(ticket, row, change, parts, FAREWELL)] if row else deletes

    def _kept(self, ticket: str, row: Item, asked: Correction, key: bytes) -> Item:
        """What stands in the clear or for its owner's eyes, made anew."""
        entries = {part: row[f"by_{part}"] for part in PARTS if f"by_{part}" in row and part not in asked.parts}
        entries |= {part: self._entry(value) for part, value in asked.parts.items() if value}
        shown = _changed(_unshown(key, ticket, row), asked)
        named = _changed(row["masked"], asked) if row.get("masked") else row.get("masked", {})
        return {
            "reach": list(asked.reach(tuple(row["reach"]))),
            "shown": _shown(key, ticket, shown) if shown else None,
            "masked": named,
            "contact_pk": None,
            "contact_sk": None,
            **self._found_by(entries, ticket),
        }

    def _update(self, ticket: str, fields: Item, dropped: list[str]) -> Any:
        kept = {name: value for name, value in fields.items() if value is not None}
        gone = [*dropped, *(name for name, value in fields.items() if value is None)]
        names = {f"#{name}": name for name in (*kept, *gone)}
        removed = f" REMOVE {', '.join(f'#{name}' for name in gone)}" if gone else ""
        return {
            "Update": {
                "TableName": self._cases,
                "Key": table.key(table.case_pk(ticket), table.WHO),
                "UpdateExpression": f"SET {', '.join(f'#{name} = :{name}' for name in kept)}{removed}",
                "ConditionExpression": "attribute_exists(pk)",
                "ExpressionAttributeNames": names,
                "ExpressionAttributeValues": table.wire({f":{name}": value for name, value in kept.items()}),
            }
        }

    def _former(self, ticket: str, row: Item, change: Change, parts: Iterable[str], life: timedelta) -> Any:
        until = int((change.event.at + life).timestamp())
        kept: Item = {"pk": table.case_pk(ticket), "sk": former_sk(change.case.version), "expires": until}
        for part in parts:
            if part in row:
                kept |= {part: row[part], f"{part}_wrapped": row.get(f"{part}_wrapped") or row["wrapped"]}
        return rows.put(self._cases, table.wire(kept))

    def _found_by(self, entries: Mapping[str, bytes], ticket: str) -> Item:
        """Entries of the index of contacts: by e-mail, else by telephone; the other is at hand for a correction."""
        first = next((entries[part] for part in PARTS if part in entries), None)
        place = {"contact_pk": f"K#{first.hex()}", "contact_sk": ticket} if first else {}
        return place | {f"by_{part}": entry for part, entry in entries.items()}

    def _entry(self, contact: str) -> bytes:
        return bytes.fromhex(seals.keyed(self._contact_key, contact.casefold()))

    def _row(self, ticket: str) -> Item:
        row = self._read.one(self._cases, table.case_pk(ticket), table.WHO)
        if not row or "sealed" not in row:
            raise NotFound
        return row

    def _key(self, ticket: str) -> bytes:
        row = self._read.item(self._keys, table.wire({"pk": table.case_pk(ticket)}))
        if row is None:
            raise NotFound
        return self._vault.unwrap(ticket, row["wrapped"])


def _arrived(row: Item) -> bool:
    status = Sending(row["status"])
    proved = status in ARRIVED or (status is Sending.SENT and row.get("provider") in DEAF)
    return proved and row["recipient"] == CITIZEN and row["notice"] != ONE_TIME_CODE


def _changed(shown: Mapping[str, str], asked: Correction) -> dict[str, str]:
    kept = {part: value for part, value in shown.items() if part not in asked.parts}
    return kept | {part: masked(value) or "" for part, value in asked.parts.items() if value}


def _shown(key: bytes, ticket: str, parts: Mapping[str, str]) -> bytes:
    return seals.seal(key, json.dumps(dict(parts), ensure_ascii=False).encode(), f"shown {ticket}")


def _unshown(key: bytes, ticket: str, row: Item) -> dict[str, str]:
    return dict(json.loads(seals.unseal(key, row["shown"], f"shown {ticket}"))) if "shown" in row else {}
