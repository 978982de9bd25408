"""The first administrator, whom nobody can appoint in the console: one person proposes, another one confirms.

Both are known by their own credentials of AWS, which differ; what they did is put where it is kept who looked.
"""

from dataclasses import dataclass
from datetime import timedelta

from botocore.exceptions import ClientError

from chalicelib import wiring
from chalicelib.domain.grants import Grant
from chalicelib.domain.people import Role
from chalicelib.domain.times import iso, parse
from chalicelib.store import table
from ops.data import kept

PK, SK = "FIRST", "GRANT"
LASTS = timedelta(hours=24)


class NotFirst(Exception):
    """What cannot be proposed or confirmed, in words."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who shall be the first, proposed by whom, until when it may be confirmed."""

    person: str
    name: str
    email: str
    by: str
    until: str


def propose(person: str, name: str, email: str, by: str) -> Proposal:
    """Write a proposal down. Raises NotFirst where there is an administrator of the centre, or another proposal."""
    if wiring.grants().holders(wiring.book().offices.centre.slug, Role.ADMIN):
        raise NotFirst(
            "There is an administrator already: whoever comes next is appointed by a seed file or the console."
        )
    made = Proposal(person, name, email, by, iso(wiring.clock() + LASTS))
    row = {"pk": PK, "sk": SK, "person": person, "name": name, "email": email, "by": by, "until": made.until}
    try:
        wiring.client("dynamodb").put_item(
            TableName=wiring.settings().cases_table,
            Item=table.wire(row),
            ConditionExpression="attribute_not_exists(pk) OR #until < :now",
            ExpressionAttributeNames={"#until": "until"},
            ExpressionAttributeValues=table.wire({":now": iso(wiring.clock())}),
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        raise NotFirst(
            "Somebody was proposed within a day; have it confirmed, or wait until it has run out."
        ) from error
    kept.record(PK, by, f"proposed {person} as the first administrator")
    return made


def confirm(person: str, by: str) -> Grant:
    """Make the proposal a grant. Raises NotFirst for the same hand, another name, and one that has run out."""
    client, where = wiring.client("dynamodb"), wiring.settings().cases_table
    found = client.get_item(TableName=where, Key=table.key(PK, SK), ConsistentRead=True).get("Item")
    row = table.plain(found) if found else {}
    if not row or parse(row["until"]) < wiring.clock():
        raise NotFirst("Nobody is proposed, or it was more than a day ago.")
    if row["by"] == by:
        raise NotFirst(f"{by} proposed it, and cannot confirm it: two people are needed.")
    if row["person"] != person:
        raise NotFirst("Somebody else is proposed; ask whoever proposed whom they meant.")
    kept.record(PK, by, f"confirmed {person} as the first administrator")
    grant = Grant(person, Role.ADMIN, wiring.book().offices.centre.path, row["email"], name=row["name"])
    wiring.grants().put(grant)
    client.delete_item(TableName=where, Key=table.key(PK, SK))
    return grant
