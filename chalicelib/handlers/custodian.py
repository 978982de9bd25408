"""What the custodian's own function opens; nothing of HTTP is needed for it."""

import os

from chalicelib import wiring
from chalicelib.domain.errors import NotFound
from chalicelib.domain.people import Identity, Mode
from chalicelib.services import unmasking
from chalicelib.services.unmasking import Custody


def desk() -> Custody:
    """The desk where an identity is opened."""
    return Custody(wiring.custody_desk(), wiring.custody_desk(), wiring.audit(), wiring.clock, os.urandom)


def reveal(asked: dict[str, str]) -> dict[str, str]:
    """Answer the custodian's function: who filed it, and nothing when there is no right to know."""
    try:
        if "session" in asked:
            return _to_owner(asked["ticket"], asked["session"])
        unit = asked.get("role", ""), asked.get("office", "")
        found = unmasking.reveal(asked["person"], unit, asked["ticket"], asked["request"], desk())
    except NotFound:
        return {}
    return _told(found)


def _to_owner(ticket: str, session: str) -> dict[str, str]:
    """The session is judged here again: the function that asks is not believed. An anonymous contact stays here."""
    from chalicelib.handlers import auth  # noqa: PLC0415 - only where a citizen takes a copy

    if not auth.opens(session, ticket):
        raise NotFound
    found = unmasking.own(ticket, desk())
    return {"mode": found.mode.value} | ({} if found.mode is Mode.ANONYMOUS else _told(found))


def _told(found: Identity) -> dict[str, str]:
    return {name: value for name in ("name", "email", "phone", "subject") if (value := getattr(found, name))}
