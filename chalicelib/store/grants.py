"""Grants: a row by person, read on every request, and a row by office, to find who holds a role there now."""

from typing import TYPE_CHECKING

from chalicelib.domain.grants import Grant
from chalicelib.domain.people import Role
from chalicelib.domain.times import iso, parse
from chalicelib.store import rows, table
from chalicelib.store.reader import Reader
from chalicelib.store.table import Item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SK = "GRANT"


def pk(person: str) -> str:
    """The partition of one member of staff."""
    return f"G#{person}"


def read(row: Item) -> Grant:
    """Read a grant from either of its rows."""
    return Grant(
        id=row["person"],
        role=Role(row["role"]),
        scope=row["scope"],
        email=row.get("email", ""),
        language=row.get("language", "id"),
        restricted=row.get("restricted", False),
        active=row.get("active", True),
        until=parse(row["until"]) if "until" in row else None,
        away=row.get("away", False),
    )


def _row(grant: Grant) -> Item:
    return {
        "person": grant.id,
        "role": grant.role.value,
        "scope": grant.scope,
        "email": grant.email or None,
        "language": grant.language,
        "restricted": grant.restricted,
        "active": grant.active,
        "until": iso(grant.until) if grant.until else None,
        "away": grant.away,
    }


class GrantStore:
    """Who holds which role where."""

    def __init__(self, client: "DynamoDBClient", cases: str) -> None:
        self._client, self._cases, self._read = client, cases, Reader(client)

    def get(self, person: str) -> Grant | None:
        """Read one person's grant."""
        row = self._read.one(self._cases, pk(person), SK)
        return read(row) if row else None

    def put(self, grant: Grant) -> None:
        """Give, change or take away; both rows at once, and the row of an office that the person left goes."""
        before = self.get(grant.id)
        by_person = table.wire({"pk": pk(grant.id), "sk": SK} | _row(grant))
        by_office = table.wire(_place(grant) | _row(grant))
        actions = [rows.put(self._cases, by_person, None), rows.put(self._cases, by_office, None)]
        if before and _place(before) != _place(grant):
            actions.append({"Delete": {"TableName": self._cases, "Key": table.wire(_place(before))}})
        self._client.transact_write_items(TransactItems=actions)

    def holders(self, office: str, *roles: Role) -> tuple[Grant, ...]:
        """List who holds one of these roles at this office, by role and person; all roles when none is named."""
        found = [read(row) for row in self._read.prefix(self._cases, f"O#{office}", "G#")]
        return tuple(grant for grant in found if not roles or grant.role in roles)


def _place(grant: Grant) -> Item:
    return {"pk": f"O#{grant.office}", "sk": f"G#{grant.role}#{grant.id}"}
