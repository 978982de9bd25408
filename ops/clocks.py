"""`ops clocks`: work every stored date out again from the record, and tell where the two differ."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from chalicelib import wiring
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import NotFound
from chalicelib.domain.events import Event, Unreadable
from chalicelib.domain.life import rebuild
from chalicelib.domain.times import iso
from chalicelib.services.nightly import whole
from chalicelib.store import codec, rows, table, walk
from chalicelib.store.complaints import ComplaintStore
from chalicelib.store.reader import Reader
from chalicelib.store.table import Item
from ops.goes import through

app = typer.Typer(help="Deadlines, and whether they are what the record says.", no_args_is_help=True)
TRIES = 3
"""How often a case that changed between the reading of its state and of its record is read again."""


@dataclass(frozen=True)
class Difference:
    """One thing that is stored otherwise than the record gives it."""

    ticket: str
    what: str
    stored: str
    replayed: str


@dataclass
class Replay:
    """How much was gone through, and what differs."""

    cases: int = 0
    events: int = 0
    deadlines: int = 0
    differences: list[Difference] = field(default_factory=list)


@app.callback()
def clocks() -> None:
    """Deadlines, and whether they are what the record says."""


@app.command()
def replay(
    ticket: Annotated[list[str] | None, typer.Option(help="Only this one; may be given more than once.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a machine.")] = False,
) -> None:
    """Rebuild every case from its events; compare each date, the whole state and its place in the indexes.

    Reads the whole table of cases once, at half a read unit for each 4 KB, and every event. Writes nothing.
    Exit codes: 0 no differences; 1 differences; 3 unknown ticket, or the cloud cannot be read.
    """
    try:
        found = replayed(ticket or [], quiet=as_json)
    except NotFound:
        Console(stderr=True).print("There is no such complaint.", style="red")
        raise typer.Exit(3) from None
    if as_json:
        sys.stdout.write(json.dumps(asdict(found)) + "\n")
    else:
        show(found, Console())
    raise typer.Exit(1 if found.differences else 0)


def replayed(tickets: Iterable[str], *, quiet: bool = True) -> Replay:
    """Go through these complaints, or through all. Raises NotFound."""
    done = Replay()
    wanted = list(tickets) or list(walked())
    for one in through(wanted, "Replaying", quiet=quiet):
        compare(one, done)
    return done


def every() -> Iterator[str]:
    """List every complaint that has a state; a check of a deployment is none, and goes away row by row."""
    client, name = wiring.client("dynamodb"), wiring.settings().cases_table
    pages = client.get_paginator("scan").paginate(
        TableName=name,
        FilterExpression="sk = :state AND attribute_not_exists(expires)",
        ExpressionAttributeValues=table.wire({":state": table.STATE}),
        ProjectionExpression="pk",
    )
    for page in pages:
        yield from (row["pk"]["S"].removeprefix("C#") for row in page["Items"])


def walked() -> Iterator[str]:
    """List every complaint as the nightly walk comes upon it: also whose state was taken away, by its first event."""
    store, after = wiring.walk(), ""
    while True:
        found, after = store.page(after)
        yield from (ticket for ticket, _ in found)
        if not after:
            return


def compare(ticket: str, done: Replay) -> None:
    """Compare one complaint; one that is being changed at this moment is read again."""
    for _ in range(TRIES):
        stored = state(ticket)
        events, readable = record(ticket)
        if len(events) == stored.get("version"):
            break
    done.cases += 1
    done.events += len(events)
    if not readable or not whole(events, reached(stored)):
        done.differences.append(Difference(ticket, "record", f"{len(events)} events", "an unbroken chain"))
        return
    case = rebuild(events, wiring.book())
    done.deadlines += len(case.clocks)
    done.differences += differences(ticket, stored, case)


def record(ticket: str, store: ComplaintStore | None = None) -> tuple[tuple[Event, ...], bool]:
    """Read a record as far as it can be read, and tell whether that is all of it."""
    try:
        return (store or wiring.complaints()).events(ticket), True
    except Unreadable as error:
        return error.before, False


def reached(stored: Item) -> int:
    """Give how many events a state was made of; one that says nothing is no proof that any is missing."""
    found = walk.version(stored)
    return 0 if found == walk.NEVER else found


def state(ticket: str) -> Item:
    """Read what is stored of a complaint, nothing where its state is gone and its record is there. Raises NotFound."""
    read, name, pk = Reader(wiring.client("dynamodb")), wiring.settings().cases_table, table.case_pk(ticket)
    if found := read.one(name, pk, table.STATE):
        return found
    begun = read.one(name, pk, walk.FIRST)
    if begun is None or "expires" in begun:
        raise NotFound
    return {}


def differences(ticket: str, stored: Item, case: Complaint) -> Iterator[Difference]:
    """Yield each date that differs, then the snapshot as a whole, then each attribute of the indexes."""
    again = dates(case)
    before = snapshot(stored)
    for what in sorted(before.keys() | again.keys()):
        if before.get(what) != again.get(what):
            yield Difference(ticket, what, before.get(what, "none"), again.get(what, "none"))
    made: dict[str, Any] = table.plain(table.wire(rows.state_row(case, wiring.book(), wiring.settings().shards)))
    for what in sorted(stored.keys() | made.keys()):
        if stored.get(what) != made.get(what):
            yield Difference(ticket, what, str(stored.get(what, "none")), str(made.get(what, "none")))


def snapshot(stored: Item) -> dict[str, str]:
    """Give the dates of a stored state; one that cannot be read has none, and differs as a whole."""
    try:
        return dates(codec.complaint(stored["snapshot"]))
    except (KeyError, ValueError):
        return {}


def dates(case: Complaint) -> dict[str, str]:
    """Name every date of a complaint: a clock may have run more than once."""
    return {f"{clock.name} from {iso(clock.started)}": iso(clock.due) for clock in case.clocks}


def show(found: Replay, console: Console) -> None:
    """Print it for a person."""
    sums = Table("complaints", "events", "deadlines", "differences", title="Dates worked out again from the record")
    sums.add_row(str(found.cases), str(found.events), str(found.deadlines), str(len(found.differences)))
    console.print(sums)
    if found.differences:
        listed = Table("ticket", "what", "stored", "by the record", title="Differences")
        for one in found.differences:
            listed.add_row(one.ticket, one.what, one.stored, one.replayed)
        console.print(listed)
