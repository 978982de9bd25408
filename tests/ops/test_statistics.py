"""Public figures can be counted anew by whoever holds the records, and are what was stated."""

import json
from datetime import timedelta

import pytest
from typer.testing import CliRunner

from chalicelib import wiring
from chalicelib.counting import counting
from chalicelib.domain.figures import Statement
from chalicelib.domain.steps import Step
from ops import __main__ as ops
from ops.cloud.account import FOUND
from tests.builders import AT
from tests.cloud import Cloud
from tests.services.house import House

APRIL = AT + timedelta(days=30)


@pytest.fixture
def house(tables: Cloud, monkeypatch: pytest.MonkeyPatch) -> House:
    """One complaint of March, answered in March; now it is April."""
    wiring.reset()
    monkeypatch.setattr(wiring, "clock", lambda: APRIL)
    made = House(tables)
    made.complaints._shards = wiring.settings().shards
    made.file()
    for step in (Step.VERIFY, Step.ASSIGN, Step.ANSWER):
        made.take(step)
    return made


def told(*arguments: str) -> tuple[int, list[dict[str, object]]]:
    done = CliRunner().invoke(ops.app, ["statistics", "--json", *arguments])
    return done.exit_code, json.loads(done.stdout)


@pytest.mark.usefixtures("house")
def test_a_month_is_shown_stated_and_found_again() -> None:
    """Counted first, stated on demand, and the same whenever it is counted anew."""
    march = {"month": "2026-03", "received": 1, "answered": 1, "in_time": 1}
    assert told() == (FOUND, [march | {"stated": "not yet"}])
    assert told("--yes") == (0, [march | {"stated": "yes"}])
    assert told() == (0, [march | {"stated": "yes"}])


@pytest.mark.usefixtures("house")
def test_what_was_stated_otherwise_is_found() -> None:
    """A statement that the records do not bear out is told, and stays as it was: citizens have read it."""
    counting().statements.state(Statement("2026-03", {"months/2026-03/received": 7}, APRIL))
    code, found = told("--yes")
    assert (code, [one["stated"] for one in found]) == (FOUND, ["stated otherwise"])
    assert counting().shown()[0].counts == {"months/2026-03/received": 7}
