"""Grants: a row by person, read on every request, and a row by office, to find who holds a role there now."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.domain.errors import ChangedMeanwhile
from chalicelib.domain.grants import Grant
from chalicelib.domain.people import Role
from chalicelib.domain.times import iso, parse
from chalicelib.store import rows, table
from chalicelib.store.complaints import lost
from chalicelib.store.forecasts import EVERY_DAY, FORESEEING, promise
from chalicelib.store.forecasts import SK as SK_FORECAST
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
        absent_until=parse(row["absent_until"]) if "absent_until" in row else None,
        delegate=row.get("delegate"),
        name=row.get("name", ""),
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
        "absent_until": iso(grant.absent_until) if grant.absent_until else None,
        "delegate": grant.delegate,
        "name": grant.name or None,
    }


class GrantStore:
    """Who holds which role where."""

    def __init__(self, client: "DynamoDBClient", cases: str, shards: int) -> None:
        self._client, self._cases, self._shards, self._read = client, cases, shards, Reader(client)

    def get(self, person: str) -> Grant | None:
        """Read one person's grant."""
        row = self._read.one(self._cases, pk(person), SK)
        return read(row) if row else None

    def known(self, people: Iterable[str]) -> tuple[Grant, ...]:
        """Read the grants of up to a hundred people in one call, also those that are over; strangers are left out."""
        wanted = [table.key(pk(person), SK) for person in dict.fromkeys(people)]
        return tuple(read(row) for row in self._read.batch({self._cases: wanted})) if wanted else ()

    def put(self, grant: Grant) -> None:
        """Give, change or take away; both rows at once, and the row of an office that the person left goes."""
        before = self.get(grant.id)
        by_person = table.wire({"pk": pk(grant.id), "sk": SK} | _row(grant))
        by_office = table.wire(_place(grant) | _row(grant))
        actions = [rows.put(self._cases, by_person, None), rows.put(self._cases, by_office, None)]
        told = (SK_FORECAST, EVERY_DAY) if grant.role in FORESEEING else ()
        actions += [promise(self._cases, grant.office, self._shards, sk) for sk in told]
        if before and _place(before) != _place(grant):
            actions.append({"Delete": {"TableName": self._cases, "Key": table.wire(_place(before))}})
        self._client.transact_write_items(TransactItems=actions)

    def absent(self, grant: Grant, until: datetime | None, delegate: str | None) -> None:
        """Keep somebody's absence, and nothing else of the grant: one that is taken away meanwhile stays away.

        Raises ChangedMeanwhile when the person has left, or moved to another role or office.
        """
        said = {
            name: value for name, value in (("absent_until", until and iso(until)), ("delegate", delegate)) if value
        }
        gone = [name for name in ("absent_until", "delegate") if name not in said]
        sets = f"SET {', '.join(f'{name} = :{name}' for name in said)} " if said else ""
        change = sets + (f"REMOVE {', '.join(gone)}" if gone else "")
        values = table.wire({":scope": grant.scope, **{f":{name}": value for name, value in said.items()}})
        places = ({"pk": pk(grant.id), "sk": SK}, _place(grant))
        actions: list[Any] = [{"Update": self._absence(place, change, values)} for place in places]
        try:
            self._client.transact_write_items(TransactItems=actions)
        except self._client.exceptions.TransactionCanceledException as error:
            if lost(error):
                raise ChangedMeanwhile("") from error
            raise

    def _absence(self, place: Item, change: str, values: Item) -> Item:
        return {
            "TableName": self._cases,
            "Key": table.wire(place),
            "UpdateExpression": change,
            "ConditionExpression": "#scope = :scope",
            "ExpressionAttributeNames": {"#scope": "scope"},
            "ExpressionAttributeValues": values,
        }

    def holders(self, office: str, *roles: Role) -> tuple[Grant, ...]:
        """List who holds one of these roles at this office, by role and person; all roles when none is named."""
        found = [read(row) for row in self._read.prefix(self._cases, f"O#{office}", "G#")]
        return tuple(grant for grant in found if not roles or grant.role in roles)


def _place(grant: Grant) -> Item:
    return {"pk": f"O#{grant.office}", "sk": f"G#{grant.role}#{grant.id}"}
