"""One message becomes several, one a reader: written together, on condition that the claim still holds.

| row     | pk            | sk                              |
|---------|---------------|---------------------------------|
| message | A#<recipient> | N#<ticket>#<version>#<notice>   |
"""

from datetime import datetime
from typing import Any

from chalicelib.domain.sending import Claim, Note
from chalicelib.domain.times import iso
from chalicelib.store import personal, rows, table


def actions(name: str, claim: Claim, notes: tuple[Note, ...], now: datetime, shards: int) -> list[Any]:
    """Give the transaction: what was claimed has gone to the desk, and each reader is owed a message."""
    return [{"Update": _gone(name, claim, now)}, *(_owed(name, note, now, shards) for note in notes)]


def _owed(name: str, note: Note, now: datetime, shards: int) -> Any:
    """The stream brings it at once."""
    return rows.put(name, table.wire(personal.row(note, now, shards) | {"fast": 1}))


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
