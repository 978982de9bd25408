"""What a stage costs is worked out from what was counted, and whoever pays sees what dominates."""

import json

import pytest
from typer.testing import CliRunner

from ops import __main__ as ops
from ops import cost


def test_every_operation_of_a_life_is_counted() -> None:
    """No operation is priced that nobody has counted, and none is left out by a slip of its name."""
    counts, given = cost.read()
    assert set(given["life"]) <= set(counts)
    assert set(given["inside"]["operations"]) <= set(given["life"])


def test_calls_cost_less_where_there_are_many() -> None:
    """The first calls are paid at the first price, and only what is over at the next."""
    steps = [{"upto": 10.0, "dollars": 3.0}, {"upto": 100.0, "dollars": 2.0}]
    assert cost.stepped(5e6, steps) == pytest.approx(15)
    assert cost.stepped(12e6, steps) == pytest.approx(34)


def test_ten_times_as_many_cost_ten_times_as_much() -> None:
    """Nothing in the bill grows faster than complaints do."""
    counts, given = cost.read()
    small, large = (cost.bill(size, counts, {**given, "free": {}}) for size in (1_000_000, 10_000_000))
    for name, dollars in large.lines.items():
        assert dollars <= 10 * small.lines[name] * 1.001, name


def test_messages_dominate_and_the_rest_is_known() -> None:
    """Text messages are most of the bill at every size; what is ours to save stays under what docs/scaling.md says."""
    counts, given = cost.read()
    for size in cost.SIZES:
        bill = cost.bill(size, counts, given)
        assert bill.dominates[0] == "text messages"
        assert bill.without_messages < 330


def test_a_region_with_other_prices_has_another_bill() -> None:
    """Whoever knows the prices of Jakarta writes one number."""
    counts, given = cost.read()
    dearer = cost.bill(60_000, counts, {**given, "factor": 1.2})
    assert dearer.month == pytest.approx(1.2 * cost.bill(60_000, counts, given).month)


def test_the_command_speaks_to_people_and_machines() -> None:
    """The bill is a table for a person, and JSON for a machine."""
    run = CliRunner()
    assert "what dominates" in run.invoke(ops.app, ["cost"]).stdout
    (said,) = json.loads(run.invoke(ops.app, ["cost", "--complaints", "1000", "--json"]).stdout)
    assert said["yearly"] == 1000
    assert said["month"] == pytest.approx(sum(said["lines"].values()))


def test_what_an_account_has_for_nothing_is_taken_off() -> None:
    """A small stage pays nothing for its first million runs, and a large one for nothing but those."""
    counts, given = cost.read()
    small, large = (cost.bill(size, counts, given).lines for size in (60_000, 1_000_000_000))
    assert small["functions"] == small["CloudFront"] == 0
    paid = cost.bill(1_000_000_000, counts, {**given, "free": {}}).lines
    assert 0 < paid["CloudFront"] - large["CloudFront"] < 0.01 * large["CloudFront"]
