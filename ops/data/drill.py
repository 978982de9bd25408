"""A restore, practised: tables brought back beside the real ones, looked through, and taken away again.

Nothing of it can send: no function knows the restored tables. What was erased since is listed, for a real restore must
erase it again before anybody reads; messages that were owed then are counted, for they must not go out a second time.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import forgetting, wiring
from chalicelib.services.nightly import whole
from chalicelib.store import table, walk
from ops.clocks import reached, record

TABLES = ("cases", "keys", "audit")
LIVE = frozenset({"PENDING", "CLAIMED"})


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: how much, in how long, what is broken, what must be erased again, what must not be sent."""

    seconds: float
    complaints: int
    events: int
    broken: tuple[str, ...]
    to_erase: tuple[str, ...]
    fenced: int


def restore(
    moment: datetime | None, told: Callable[[str], None], made: dict[str, str], pause: float = 10.0
) -> dict[str, str]:
    """Bring the three tables back beside themselves, as they were then, or as late as there is a backup.

    `made` names each from the moment it is asked for, so that whoever is interrupted can still take it away.
    """
    client = wiring.client("dynamodb")
    when: dict[str, Any] = {"RestoreDateTime": moment} if moment else {"UseLatestRestorableTime": True}
    for name in TABLES:
        source = str(getattr(wiring.settings(), f"{name}_table"))
        copy = f"{source}-drill-{wiring.clock():%Y%m%d%H%M}"
        client.restore_table_to_point_in_time(SourceTableName=source, TargetTableName=copy, **when)
        made[name] = copy
        told(f"{source} comes back as {made[name]}")
    for name in made.values():
        while client.describe_table(TableName=name)["Table"]["TableStatus"] != "ACTIVE":
            time.sleep(pause)
    return made


def examine(made: dict[str, str], began: float) -> Restored:
    """Look the restored tables through: every chain, every key, every message that was owed."""
    versions: dict[str, int] = {}
    fenced = 0
    for row in _rows(made["cases"]):
        if row["sk"] == table.STATE and "expires" not in row:
            versions[row["pk"].removeprefix("C#")] = reached(row)
        elif row["sk"] == walk.FIRST and "expires" not in row:
            versions.setdefault(row["pk"].removeprefix("C#"), walk.NEVER)
        fenced += row["sk"].startswith("N#") and row.get("status") in LIVE
    store = _record(made)
    chains = {ticket: record(ticket, store) for ticket in versions}
    return Restored(
        seconds=round(time.monotonic() - began, 1),
        complaints=len(versions),
        events=sum(len(events) for events, _ in chains.values()),
        broken=tuple(one for one, (events, all_) in chains.items() if not (all_ and whole(events, versions[one]))),
        to_erase=tuple(erased(made["keys"])),
        fenced=fenced,
    )


def erased(restored: str) -> list[str]:
    """List whose key came back: of those on the list of erasures, and of those whose key is gone all the same."""
    now = {row["pk"] for row in _rows(wiring.settings().keys_table)}
    listed = {table.case_pk(ticket) for ticket in forgetting.eraser().remains.listed()}
    back = {row["pk"] for row in _rows(restored)}
    return sorted(pk.removeprefix("C#") for pk in back & listed | back - now)


def clean(made: dict[str, str]) -> list[str]:
    """Take the restored tables away; give those that cannot go yet, for they are still being made."""
    client, left = wiring.client("dynamodb"), []
    for name in made.values():
        try:
            client.update_table(TableName=name, DeletionProtectionEnabled=False)
            client.delete_table(TableName=name)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ResourceInUseException":
                raise
            left.append(name)
    return left


def _record(made: dict[str, str]) -> Any:
    from chalicelib.store.complaints import ComplaintStore  # noqa: PLC0415 - a store of other tables than the stage's

    names, ours = (made["cases"], made["keys"]), wiring.settings()
    return ComplaintStore(wiring.client("dynamodb"), names, wiring.vault(), wiring.book(), b"", ours.shards)


def _rows(name: str) -> Iterator[dict[str, Any]]:
    for page in wiring.client("dynamodb").get_paginator("scan").paginate(TableName=name):
        yield from (table.plain(row) for row in page["Items"])


def ago(minutes: int) -> datetime | None:
    """Give the moment so many minutes ago; none for the latest."""
    return wiring.clock() - timedelta(minutes=minutes) if minutes else None
