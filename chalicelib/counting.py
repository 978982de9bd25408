"""The composition root's page of public figures: who counts them, and who shows them."""

from functools import partial

from chalicelib import telemetry, wiring
from chalicelib.services.figures import Counting
from chalicelib.store import book_figures
from chalicelib.store.figures import StatementStore


def counting() -> Counting:
    """The desk at which months are counted and read."""
    statements = StatementStore(wiring.client("dynamodb"), wiring.settings().cases_table)
    failed = partial(telemetry.failed, "figures")
    return Counting(statements, wiring.current(), book_figures.read(), wiring.clock, failed)
