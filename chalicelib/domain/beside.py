"""What is said before anybody writes: another door, with its reason; danger first; troubles that we know of."""

from dataclasses import dataclass

from chalicelib.domain.entry import Entry
from chalicelib.domain.troubles import Trouble


@dataclass(frozen=True, slots=True)
class Door:
    """What is better said elsewhere. `door` is a page of ours, empty where no address was checked; sending is free."""

    slug: str
    categories: tuple[str, ...]
    door: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Danger:
    """Where somebody may be afraid: numbers to call first, and a harmless page to leave to."""

    categories: tuple[str, ...]
    numbers: tuple[str, ...]
    away: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Beside:
    """All of it."""

    doors: tuple[Door, ...]
    danger: Danger
    troubles: tuple[Trouble, ...] = ()

    def doors_of(self, category: str) -> tuple[Door, ...]:
        """Those that may be the right one for what is chosen."""
        return tuple(door for door in self.doors if category in door.categories)
