"""Ticket numbers and codes as they come in at a door."""

from urllib.parse import unquote

from chalicelib import wiring
from chalicelib.domain import ticket
from chalicelib.domain.errors import NotFound


def read(typed: str) -> str:
    """Give the canonical ticket number for what was typed. Raises NotFound."""
    return ticket.read(wiring.settings().prefix, unquote(typed))


def lenient(typed: str) -> str:
    """Give the canonical number, or one that nobody has: an impossible number then costs what an unknown one does."""
    try:
        return read(typed)
    except NotFound:
        return "UNKNOWN"
