"""One message becomes several, one a reader: written together, on condition that the claim still holds.

| row     | pk            | sk                              |
|---------|---------------|---------------------------------|
| message | A#<recipient> | N#<ticket>#<version>#<notice>   |

Or a line of each reader's grouped message: store/alerts.py.
"""

from datetime import datetime
from typing import Any

from chalicelib.domain.intents import Alert
from chalicelib.domain.sending import Claim, Note
from chalicelib.domain.times import iso
from chalicelib.store import alerts, personal, rows, table


def actions(name: str, claim: Claim, owed: tuple[Note | Alert, ...], now: datetime, shards: int) -> list[Any]:
    """Give the transaction: what was claimed has gone to the desk, and each reader is owed a message, or a line."""
    return [{"Update": _gone(name, claim, now)}, *(each for one in owed for each in _owed(name, one, now, shards))]


def _owed(name: str, one: Note | Alert, now: datetime, shards: int) -> list[Any]:
    """A message of one's own is brought by the stream at once; a line goes with the sweep's."""
    if isinstance(one, Alert):
        return alerts.alert_puts(name, one, shards)
    return [rows.put(name, table.wire(personal.row(one, now, shards) | {"fast": 1}))]


def _gone(name: str, claim: Claim, now: datetime) -> Any:
    values = {":sent": "SENT", ":claimed": "CLAIMED", ":now": iso(now), ":desk": "desk", ":holder": claim.holder}
    return {
        "TableName": name,
        "Key": table.key(claim.note.key.pk, claim.note.key.sk),
        "UpdateExpression": "SET #status = :sent, moved = :now, provider = :desk REMOVE lease, holder, due_pk, due_sk",
        "ConditionExpression": "#status = :claimed AND holder = :holder",
        "ExpressionAttributeNames": {"#status": "status"},
        "ExpressionAttributeValues": table.wire(values),
    }
