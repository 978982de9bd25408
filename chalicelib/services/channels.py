"""Announcing an official channel and taking one back: an administrator of the centre, at once, and by name."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from chalicelib.domain.channels import Announced, Ending, Wanted, announced, listed, taken_back
from chalicelib.domain.errors import ChangedMeanwhile, Fault, Invalid, NoChannel, NotAllowed
from chalicelib.domain.people import Role, Staff
from chalicelib.domain.troubles import WESTERN
from chalicelib.services.ports import Clock, Entropy

MARK_BYTES = 6


class Kept(Protocol):
    """What administrators announced, and what they took back."""

    def refresh(self) -> None:
        """Read it again."""

    def known(self) -> tuple[Announced, ...]:
        """Give what was read last."""

    def announce(self, channel: Announced, mark: str) -> None:
        """Keep a new one. Raises ChangedMeanwhile when it is there."""

    def retire(self, channel: Announced, mark: str) -> None:
        """Keep that it is not ours any more."""


@dataclass(frozen=True, slots=True)
class Board:
    """The tools of this desk; `domains` are the ends of every official address."""

    kept: Kept
    release: tuple[Announced, ...]
    domains: tuple[str, ...]
    centre: str
    clock: Clock
    entropy: Entropy

    @property
    def today(self) -> date:
        return self.clock().astimezone(WESTERN).date()

    def all(self) -> tuple[Announced, ...]:
        """Give every channel, as it was a moment ago."""
        return listed(self.release, self.kept.known())


def allowed(staff: Staff, board: Board) -> None:
    """Let administrators of the centre through, who answer for the whole agency. Raises NotAllowed."""
    if staff.role is not Role.ADMIN or staff.scope != board.centre:
        raise NotAllowed


def announce(staff: Staff, wanted: Wanted, board: Board) -> Announced:
    """Put a channel on the page. Raises NotAllowed, and Invalid for each field that cannot be taken."""
    allowed(staff, board)
    board.kept.refresh()
    fresh = announced(wanted, board.all(), board.domains, board.today)
    signed = replace(fresh, who=staff.id, at=board.clock())
    try:
        board.kept.announce(signed, board.entropy(MARK_BYTES).hex())
    except ChangedMeanwhile:
        raise Invalid(Fault("address", "channel_known")) from None
    return signed


def retire(staff: Staff, slug: str, until: date | None, gone: Ending, board: Board) -> Announced:
    """Take a channel back, the release's too, from a day on; today when none is named. The last word counts.

    Raises NotAllowed, NoChannel, and Invalid for a day that cannot be.
    """
    allowed(staff, board)
    board.kept.refresh()
    found = next((one for one in board.all() if one.slug == slug), None)
    if found is None:
        raise NoChannel
    over = taken_back(found, until or board.today, gone, board.today)
    signed = replace(over, by=staff.id, retired=board.clock())
    board.kept.retire(signed, board.entropy(MARK_BYTES).hex())
    return signed
