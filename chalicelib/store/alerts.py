"""Grouped alerts: a line for each case and mark; a header for each reader, office and sweep is the one message.

| row    | pk            | sk                                                                   |
|--------|---------------|----------------------------------------------------------------------|
| header | A#<recipient> | N#<batch>#<office>                                                   |
| line   | A#<recipient> | L#<batch>#<office>#<ticket>#<clock>#<w or b><mark>, r or m<version>  |
"""

from datetime import timedelta
from typing import Any

from chalicelib.domain.intents import Alert
from chalicelib.domain.sending import ALERTS, Key, Line
from chalicelib.domain.times import iso, parse
from chalicelib.store import rows, table
from chalicelib.store.reader import Reader
from chalicelib.store.table import Item

HOLD = timedelta(minutes=5)
"""How long a header stays with the sweep that opened it, before the next one sends it: longer than a sweep may run."""
KEPT = timedelta(days=90)


def alert_puts(name: str, alert: Alert, shards: int) -> list[Any]:
    """Two actions of the transaction that records the mark: its line, and the header that this sweep will send."""
    line = {
        "pk": f"A#{alert.recipient}",
        "sk": f"L#{alert.batch}#{alert.office}#{alert.ticket}#{alert.clock}#{_mark(alert)}",
        "ticket": alert.ticket,
        "clock": alert.clock,
        "mark": alert.mark,
        "warning": alert.warning,
        "reminder": alert.reminder or None,
        "message": alert.message or None,
        "due_at": iso(alert.due),
        "expires": int((alert.due + KEPT).timestamp()),
    }
    return [rows.put(name, table.wire(line)), {"Update": _header(name, alert, shards)}]


def _mark(alert: Alert) -> str:
    """What tells lines of one case and clock in one message apart."""
    if alert.message or alert.reminder:
        return f"{'m' if alert.message else 'r'}{alert.version}"
    return f"{'w' if alert.warning else 'b'}{alert.mark}"


def _header(name: str, alert: Alert, shards: int) -> Item:
    """Made by the first line of the sweep for this reader and office; refused once it has been claimed."""
    key = header_key(alert.recipient, alert.batch, alert.office)
    first: Item = {
        "notice": ALERTS,
        "recipient": alert.recipient,
        "channel": "email",
        "language": alert.language,
        "values": table.packed(alert.values),
        "status": "PENDING",
        "attempts": 0,
        "owed": alert.batch.partition("~")[0],
        **table.due_keys(alert.recipient, key.sk, parse(alert.batch.partition("~")[0]) + HOLD, shards),
    }
    sets = ", ".join(f"#{attribute} = if_not_exists(#{attribute}, :{attribute})" for attribute in first)
    return {
        "TableName": name,
        "Key": table.key(key.pk, key.sk),
        "UpdateExpression": f"SET {sets}",
        "ConditionExpression": "attribute_not_exists(pk) OR #status = :status",
        "ExpressionAttributeNames": {f"#{attribute}": attribute for attribute in first},
        "ExpressionAttributeValues": table.wire({f":{attribute}": value for attribute, value in first.items()}),
    }


def header_key(recipient: str, batch: str, office: str) -> Key:
    """Where the one message of this sweep about this office, for this reader, is."""
    return Key(f"A#{recipient}", f"N#{batch}#{office}")


def lines(read: Reader, name: str, header: Key) -> tuple[Line, ...]:
    """Read what a header sums up, by ticket."""
    found = read.prefix(name, header.pk, f"L#{header.sk.removeprefix('N#')}#")
    return tuple(
        Line(
            row["ticket"],
            row["clock"],
            int(row["mark"]),
            parse(row["due_at"]),
            row["warning"],
            row.get("reminder", False),
            row.get("message", ""),
        )
        for row in found
    )
