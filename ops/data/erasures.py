"""Who was erased, and erasing again whom a restore brought back: the list stands in the table of who looked."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib import forgetting
from chalicelib.domain.errors import NotFound
from chalicelib.services import erasure


@dataclass(frozen=True, slots=True)
class Erased:
    """One on the list: `back` when there is a key to its words again, which only a restore can have brought."""

    ticket: str
    back: bool
    done: bool = False


def listed() -> Iterator[Erased]:
    """Yield everybody on the list."""
    desk = forgetting.eraser()
    yield from (Erased(ticket, desk.remains.open(ticket)) for ticket in desk.remains.listed())


def replayed(found: Iterator[Erased]) -> Iterator[Erased]:
    """Erase again whoever is back; what has gone wrong once can be done again. One that is not there stays listed."""
    for one in found:
        if not one.back:
            continue
        try:
            erasure.again(one.ticket, forgetting.eraser())
        except NotFound:
            yield one
        else:
            yield Erased(one.ticket, back=False, done=True)
