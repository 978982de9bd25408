"""Every night the records are looked through, as far as its hour reaches; the next night goes on from there."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce
from typing import Protocol

from chalicelib.domain.events import Event, Unreadable, intact
from chalicelib.domain.walk import Place
from chalicelib.services.figures import Counting


class Walk(Protocol):
    """The table in its own order."""

    def place(self) -> Place:
        """Tell how far the walk has come."""

    def keep(self, place: Place) -> None:
        """Remember it."""

    def page(self, after: str) -> tuple[Iterable[tuple[str, int]], str]:
        """Give some complaints with their versions, and where to go on: nowhere at the end."""


def look(
    walk: Walk, events: Callable[[str], tuple[Event, ...]], night: str, goes_on: Callable[[], bool], desk: Counting
) -> Place | None:
    """Look through records while there is time; one walk a night at most. None when this night's is over.

    Months that were over before a walk began are counted on its way, whole records alone, and stated at its end.
    """
    place = walk.place()
    if place.over == night:
        return None
    place = place.begun() if place.after else replace(place.begun(), months={month: {} for month in desk.wanted()})
    while goes_on() and not place.over:
        found, after = walk.page(place.after)
        read = [(_read(events, ticket), version) for ticket, version in found]
        good = [record for record, version in read if whole(record, version)]
        months = reduce(desk.add, good, place.months)
        if not after:
            desk.state(months)
        place = replace(place, months=months).past(len(read), len(read) - len(good), after, night)
        walk.keep(place)
    return place


def _read(events: Callable[[str], tuple[Event, ...]], ticket: str) -> tuple[Event, ...]:
    """Give a record; of one that cannot be read nothing, so that it is broken and the walk goes on behind it."""
    try:
        return events(ticket)
    except Unreadable:
        return ()


def whole(events: tuple[Event, ...], version: int) -> bool:
    """Tell whether no event was changed, and none is missing, the last ones neither."""
    return bool(events) and intact(events) and len(events) >= version
