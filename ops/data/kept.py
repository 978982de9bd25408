"""What the commands of seeding share: how a slip is refused, and that whoever writes leaves a name."""

import secrets

from chalicelib import wiring
from chalicelib.store import audit, rows


class BadSeed(Exception):
    """A seed file that says something impossible, in words."""


def caller() -> str:
    """Name the person whose credentials these are."""
    return str(wiring.client("sts").get_caller_identity()["Arn"])


def record(about: str, by: str, what: str) -> None:
    """Put down, beside who looked, who did what to whose row."""
    said = audit.row(about, by, what, wiring.clock(), secrets.token_hex(4))
    wiring.client("dynamodb").put_item(
        TableName=wiring.settings().audit_table, Item=said, ConditionExpression=rows.NEW_ROW
    )
