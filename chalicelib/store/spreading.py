"""One message becomes several, one a reader: written together, on condition that the claim still holds.

| row     | pk            | sk                              |
|---------|---------------|---------------------------------|
| message | A#<recipient> | N#<ticket>#<version>#<notice>   |
"""

from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.sending import Claim, Note
from chalicelib.domain.times import iso
from chalicelib.store import rows, table

KEPT = timedelta(days=90)


def actions(name: str, claim: Claim, notes: tuple[Note, ...], now: datetime, shards: int) -> list[Any]:
    """Give the transaction: what was claimed has gone to the desk, and each reader is owed a message."""
    return [{"Update": _gone(name, claim, now)}, *(rows.put(name, _row(note, now, shards)) for note in notes)]


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


def _row(note: Note, now: datetime, shards: int) -> table.Wire:
    return table.wire(
        {
            "pk": note.key.pk,
            "sk": note.key.sk,
            "notice": note.notice,
            "recipient": note.recipient,
            "channel": note.channel,
            "language": note.language,
            "values": table.packed(note.values),
            "status": note.status.value,
            "attempts": 0,
            "fast": 1,
            "expires": int((now + KEPT).timestamp()),
            **table.due_keys(note.recipient, note.key.sk, now, shards),
        }
    )
