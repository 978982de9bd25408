"""Every night the records are looked through, as far as its hour reaches; the next night goes on from there."""

from collections.abc import Callable, Iterable
from typing import Protocol

from chalicelib.domain.events import Event, intact
from chalicelib.domain.walk import Place


class Walk(Protocol):
    """The table in its own order."""

    def place(self) -> Place:
        """Tell how far the walk has come."""

    def keep(self, place: Place) -> None:
        """Remember it."""

    def page(self, after: str) -> tuple[Iterable[tuple[str, int]], str]:
        """Give some complaints with their versions, and where to go on: nowhere at the end."""


def look(
    walk: Walk, events: Callable[[str], tuple[Event, ...]], night: str, goes_on: Callable[[], bool]
) -> Place | None:
    """Look through records while there is time; one walk a night at most. None when this night's is over."""
    place = walk.place()
    if place.over == night:
        return None
    place = place.begun()
    while goes_on() and not place.over:
        found, after = walk.page(place.after)
        bad = [ticket for ticket, version in found if not whole(events(ticket), version)]
        place = place.past(len(tuple(found)), len(bad), after, night)
        walk.keep(place)
    return place


def whole(events: tuple[Event, ...], version: int) -> bool:
    """Tell whether no event was changed, and none is missing, the last ones neither."""
    return intact(events) and len(events) >= version
