"""Names of rows and attributes of the table `cases`, and the plumbing between values and DynamoDB's types.

| row     | pk            | sk                                        |
|---------|---------------|-------------------------------------------|
| command | CMD#<sha-256> | CMD                                       |
| state   | C#<ticket>    | STATE                                     |
| event   | C#<ticket>    | E#<version>                               |
| text    | C#<ticket>    | T#<version>                               |
| who     | C#<ticket>    | WHO                                       |
| intent  | C#<ticket>    | N#<version>#<notice>#<recipient>#<channel> |
| opened  | C#<ticket>    | L#<version of the referral>               |
| former  | C#<ticket>    | W#<version of the correction>             |
| document | C#<ticket>   | A#<id>, and A for how many there are      |
"""

import hashlib
import json
import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.domain.times import iso
from chalicelib.store.typed import typed, untyped

Item = dict[str, Any]
Wire = dict[str, Any]

STATE, WHO, COMMAND = "STATE", "WHO", "CMD"


def wire(item: Mapping[str, object]) -> Wire:
    """Give DynamoDB's typed form; None and empty sets are left out, since absence is how an index entry goes away."""
    return {name: typed(value) for name, value in item.items() if value not in (None, set())}


def plain(item: Wire) -> Item:
    """Give the values back."""
    return {name: untyped(value) for name, value in item.items()}


def packed(values: Mapping[str, str]) -> str:
    """Small values that only travel together, as one attribute: cheaper to keep than a map."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def squeezed(value: object) -> bytes:
    """Give many numbers under long names as JSON of a tenth of its size: a row holds 400 KB, and each one costs."""
    return zlib.compress(json.dumps(value, sort_keys=True, separators=(",", ":")).encode())


def loose(kept: bytes) -> Any:
    """Give back what was squeezed."""
    return json.loads(zlib.decompress(kept))


def case_pk(ticket: str) -> str:
    """The partition of everything about one complaint."""
    return f"C#{ticket}"


def event_sk(version: int) -> str:
    """Sorts events by version."""
    return f"E#{version:06d}"


def text_sk(version: int) -> str:
    """Sorts texts by version."""
    return f"T#{version:06d}"


def command_key(key: str) -> Wire:
    """The row of a command: the table never holds the idempotency key itself."""
    return wire({"pk": f"CMD#{hashlib.sha256(key.encode()).hexdigest()}", "sk": COMMAND})


def key(pk: str, sk: str) -> Wire:
    """A primary key in DynamoDB's form."""
    return wire({"pk": pk, "sk": sk})


def shard(ticket: str, shards: int) -> str:
    """Spread what is due over partitions, the same one for everything about one ticket."""
    return f"DUE#{zlib.crc32(ticket.encode()) % shards}"


def due_keys(ticket: str, sk: str, at: datetime | None, shards: int) -> Item:
    """Attributes that put a row into the index of what is due; none when nothing is."""
    if at is None:
        return {}
    return {"due_pk": shard(ticket, shards), "due_sk": f"{iso(at)}#{ticket}#{sk}"}
