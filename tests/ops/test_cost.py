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
    assert set(given["reports"]["operations"]) <= set(given["inside"]["operations"]) <= set(given["life"])


def test_every_message_that_is_written_is_sent_and_reported_on() -> None:
    """The bill takes one life for granted: what is written to a citizen goes out, and all of it is reported on."""
    _, given = cost.read()
    life = given["life"]
    written = sum(number for each, number in life.items() if each.endswith(", one message"))
    assert written == life["one e-mail sent"]
    sent = written + life["one e-mail sent to an officer"] + life["survey: an invitation sent"]
    assert {sent} == {life["one sending reported"], life["one delivery reported"], given["leaves"]["mails"]}


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
        assert bill.without_messages < 310
        assert bill.as_the_aim < 197


def test_the_aim_is_met_but_for_the_largest_size() -> None:
    """Reckoned as it was set, the aim is met at the sizes of one passport in a hundred and of a whole country."""
    counts, given = cost.read()
    small, large, largest = (cost.bill(size, counts, given).as_the_aim for size in cost.SIZES)
    assert max(small, large) < cost.AIM < largest


def test_what_is_billed_stays_the_larger_number() -> None:
    """The number by which the aim was reckoned leaves out the wall, logs and CloudFront, and nothing else."""
    counts, given = cost.read()
    bill = cost.bill(2_200_000, counts, given)
    apart = sum(bill.lines[name] for name in ("the wall", "CloudFront", "logs", "API Gateway")) - bill.at_http
    assert (bill.without_messages - bill.as_the_aim) * 2.2 / 12 == pytest.approx(apart)


def test_reports_come_together_where_there_are_many() -> None:
    """A small stage runs for each report by itself, a large one for ten at once, and never for a part of one."""
    _, given = cost.read()
    for yearly, together in ((60_000, 1), (1_000_000_000, 10)):
        reports, runs = cost.gathered(yearly / 12, given)
        assert reports / runs == together


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
    assert 0 < said["a_million_as_the_aim"] < said["a_million_as_billed"]


def test_what_an_account_has_for_nothing_is_taken_off() -> None:
    """A small stage pays nothing for its first million runs, and a large one for nothing but those."""
    counts, given = cost.read()
    small, large = (cost.bill(size, counts, given).lines for size in (60_000, 1_000_000_000))
    assert small["functions"] == small["CloudFront"] == 0
    paid = cost.bill(1_000_000_000, counts, {**given, "free": {}}).lines
    assert 0 < paid["CloudFront"] - large["CloudFront"] < 0.01 * large["CloudFront"]
