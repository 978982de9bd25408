"""`ops statistics`: every month counted anew from the records, beside what was stated of it."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import reduce

import typer

from chalicelib import wiring
from chalicelib.counting import counting
from chalicelib.domain.events import Event, Unreadable
from chalicelib.domain.figures import ANSWERED, IN_TIME, MONTHS, RECEIVED, ended
from chalicelib.services.figures import Counting, Months
from ops.clocks import every
from ops.cloud.account import FOUND
from ops.cloud.telling import errors, show
from ops.data.commands import Json, Really
from ops.goes import through

app = typer.Typer()
DIFFERENT = "stated otherwise"


@dataclass(frozen=True, slots=True)
class Month:
    """The true numbers of a month, for operators alone, and whether they are what was stated."""

    month: str
    received: int
    answered: int
    in_time: int
    stated: str


@app.command()
def statistics(*, yes: Really = False, as_json: Json = False) -> None:
    """Count public figures anew, beside what was stated. Reads every event. --yes states the months that were not yet.

    A month that was stated never changes. 1: one was stated otherwise, was not stated yet, or a record is unreadable.
    """
    lost: list[Exception] = []
    desk = replace(counting(), failed=lost.append)
    counted = count(desk, as_json=as_json)
    if yes:
        desk.state({month: counted[month] for month in desk.wanted()})
    found = list(compared(desk, counted))
    show((asdict(one) for one in found), as_json=as_json, nothing="No month with complaints is over yet.")
    if lost:
        kinds = ", ".join(sorted({type(one).__name__ for one in lost}))
        errors.print(f"{len(lost)} complaints could not be counted ({kinds}); `ops verify` looks at their records.")
    raise typer.Exit(FOUND if lost or any(one.stated != "yes" for one in found) else 0)


def count(desk: Counting, *, as_json: bool) -> Months:
    """Count the months that are shown, from every record."""
    tickets = through(list(every()), "Counting", quiet=as_json)
    months: Months = {month: {} for month in ended(desk.clock(), desk.rules.months)}
    return reduce(desk.add, whole(desk, tickets), months)


def whole(desk: Counting, tickets: Iterable[str]) -> Iterator[tuple[Event, ...]]:
    """Yield the records that can be read; `failed` hears of the others."""
    for ticket in tickets:
        try:
            yield wiring.complaints().events(ticket)
        except Unreadable as error:
            desk.failed(error)


def compared(desk: Counting, months: Months) -> list[Month]:
    """Put each month in which anything happened, or that was stated, beside its statement."""
    stated = {one.month: one.counts for one in desk.shown()}
    found = []
    for month, counts in months.items():
        if counts or month in stated:
            came, went, kept = (counts.get(f"{MONTHS}/{month}/{what}", 0) for what in (RECEIVED, ANSWERED, IN_TIME))
            same = "yes" if stated.get(month) == counts else DIFFERENT
            found.append(Month(month, came, went, kept, same if month in stated else "not yet"))
    return found
