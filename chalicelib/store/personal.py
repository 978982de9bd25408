"""The row of a message to one of our own people, kept for as long as anybody may ask what became of it."""

from datetime import datetime, timedelta

from chalicelib.domain.sending import Note
from chalicelib.domain.times import iso
from chalicelib.store import table
from chalicelib.store.table import Item

KEPT = timedelta(days=90)


def row(note: Note, at: datetime, shards: int) -> Item:
    """Give the row, due at that time."""
    return {
        "pk": note.key.pk,
        "sk": note.key.sk,
        "notice": note.notice,
        "recipient": note.recipient,
        "channel": note.channel,
        "language": note.language,
        "values": table.packed(note.values),
        "status": note.status.value,
        "attempts": 0,
        "owed": iso(at),
        "expires": int((at + KEPT).timestamp()),
        **table.due_keys(note.recipient, note.key.sk, at, shards),
    }
