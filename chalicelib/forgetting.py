"""The composition root's other page: the desk at which somebody who was erased is cleared away."""

from chalicelib import wiring
from chalicelib.services.erasure import Eraser
from chalicelib.store.erasing import ErasingStore


def eraser() -> Eraser:
    """Made only where somebody was erased: no other sweep needs the buckets."""
    ours = wiring.settings()
    names = ours.cases_table, ours.keys_table, ours.audit_table
    return Eraser(wiring.casework(), ErasingStore(wiring.client("dynamodb"), names), wiring.registry())
