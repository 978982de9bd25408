"""A sweep costs what is due, not what is open."""

from bench import sweeping
from bench.sweeping import DUE, SHARDS


def test_a_sweep_over_a_million_cases_asks_what_one_over_a_thousand_asks() -> None:
    """Calls and units are equal at 1,000 and at 1,000,000 open cases: they depend on what is due alone."""
    few, many = sweeping.counted(1_000), sweeping.counted(1_000_000)
    assert (few.calls, few.read, few.write) == (many.calls, many.read, many.write)
    assert (many.calls["TransactWriteItems"], many.calls["BatchGetItem"], many.calls["GetItem"]) == (DUE, SHARDS, 0)
    assert many.read < SHARDS * 2 + DUE * 5
