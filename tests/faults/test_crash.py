"""Every AWS call of every flow, by every kind of failure: nothing is lost, nothing doubled, nothing torn."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.gate import KINDS

ROOT = Path(__file__).parent.parent.parent
GOLDEN = Path(__file__).parent / "calls.txt"
UPDATE = "UPDATE_CALLS"
OTHERS = ["texts", "late", "week", "outside", "papers", "erased"]


def explored(*arguments: str) -> dict[str, Any]:
    """Explore in a process of its own, which may be copied safely."""
    command = [sys.executable, "-m", "tests.faults.explore", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def judge(found: dict[str, Any]) -> None:
    """Every fault fired, and nothing is wrong; what SNS is excused for is printed."""
    results = found["results"]
    unfired = [
        one["faults"] for one in results if len({fired.split()[0] for fired in one["fired"]}) < len(one["faults"])
    ]
    wrong = [(one["fired"], one["wrong"]) for one in results if one["wrong"]]
    excused = [line for one in results for line in one["excused"]]
    print(  # noqa: T201 - the figures are shown with -rP
        f"{len(found['calls'])} calls, {len(results)} runs, {len(wrong)} wrong, {len(excused)} excused",
        *excused,
        sep="\n  ",
    )
    assert not unfired, f"never fired: {unfired}"
    assert not wrong, wrong


@pytest.mark.parametrize(("flow", "ways"), [("life", 2), *((flow, 1) for flow in OTHERS)])
def test_every_call_may_fail(flow: str, ways: int) -> None:
    """Whatever call dies, is throttled or loses its answer: one case, its whole record, and each message once."""
    found = explored(flow, "turns", str(ways))
    assert len(found["results"]) == len(found["calls"]) * ways
    judge(found)
    same_calls(flow, found["calls"])


@pytest.mark.proof
@pytest.mark.parametrize("flow", ["life", *OTHERS])
def test_every_call_may_fail_in_every_way(flow: str) -> None:
    """A life, texts, alerts, an office's week, a referral and documents stand every kind of failure of every call."""
    found = explored(flow, "singles")
    assert len(found["results"]) == len(found["calls"]) * len(KINDS)
    judge(found)
    same_calls(flow, found["calls"])


def test_two_calls_may_fail() -> None:
    """Sixty pairs of failures in one life, drawn with a fixed seed, do no more harm than one."""
    judge(explored("life", "pairs", "60", "20260105"))


@pytest.mark.proof
def test_many_pairs_in_one_life() -> None:
    """Three hundred pairs of failures do no more harm either."""
    judge(explored("life", "pairs", "300", "7"))


@pytest.mark.proof
def test_all_pairs_of_the_first_calls() -> None:
    """All 153 pairs of a life's first 18 calls do no harm."""
    judge(explored("life", "first", "18", "7"))


@pytest.mark.proof
def test_pairs_when_late() -> None:
    """Alerts too stand two failures."""
    judge(explored("late", "pairs", "300", "11"))


def same_calls(flow: str, calls: list[str]) -> None:
    """Compare with the committed list: a call more or less is seen, judged, and taken in on purpose."""
    listed = (
        [line for line in GOLDEN.read_text().splitlines() if not line.startswith(f"{flow} ")] if GOLDEN.exists() else []
    )
    now = [f"{flow} {number:03d} {call}" for number, call in enumerate(calls, start=1)]
    if os.environ.get(UPDATE):
        GOLDEN.write_text("\n".join(sorted(listed + now)) + "\n")
    before = [line for line in GOLDEN.read_text().splitlines() if line.startswith(f"{flow} ")]
    assert now == before, f"the calls of {flow} have changed; look at them, then run this test with {UPDATE}=1"
