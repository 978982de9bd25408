"""Data of the release that a door looks up by itself, each read where it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.domain.beside import Beside
    from chalicelib.domain.cards import Cards


def beside() -> Beside:
    """What is said beside a category before anybody writes."""
    from chalicelib.store import book_beside

    return book_beside.read()


def cards() -> Cards:
    """What anybody may look up: fees, rules, laws, channels."""
    from chalicelib.store import book_cards

    return book_cards.read()


def textless() -> frozenset[str]:
    """Countries to which no text can be sent."""
    from chalicelib.store import book_sending

    return book_sending.read().closed
