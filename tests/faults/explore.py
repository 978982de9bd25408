"""Run a flow under every fault: `python -m tests.faults.explore life singles`, or `pairs 300 1`: 300 pairs, seed 1.

The flow runs once; at each call the process is copied for every fault planned there, and each copy goes on to its end.
"""

import gc
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import combinations
from pathlib import Path
from random import Random

from moto import mock_aws

from tests import cloud
from tests.faults.audit import Verdict, audit, expected_of
from tests.faults.flows import FLOWS, Flow
from tests.faults.gate import KINDS, Faults, Gate
from tests.faults.papers import ERASED, PAPERS
from tests.faults.world import world

Told = Counter[tuple[str, str, str]]


@dataclass
class Result:
    """One run: what was ordered, what fired, what is wrong, and what SNS is excused for."""

    faults: Faults
    fired: list[str]
    wrong: list[str]
    excused: list[str]


@dataclass
class Exploration:
    """Everything found out about one flow; `calls` are those of the run in which nothing failed."""

    calls: list[str]
    results: list[Result] = field(default_factory=list)


def singles(calls: int) -> Iterator[Faults]:
    """Every call, every kind."""
    for number in range(1, calls + 1):
        yield from ({number: kind} for kind in KINDS)


def turns(calls: int, times: int) -> Iterator[Faults]:
    """Every call so many times, the kinds taking turns."""
    for number in range(1, calls + 1):
        yield from ({number: KINDS[(number + 2 * time) % len(KINDS)]} for time in range(times))


def pairs(calls: int, count: int, seed: int) -> Iterator[Faults]:
    """So many pairs of calls and kinds, drawn with this seed."""
    random = Random(seed)
    for _ in range(count):
        first, second = sorted(random.sample(range(1, calls + 1), 2))
        yield {first: random.choice(KINDS), second: random.choice(KINDS)}


def first_pairs(calls: int, most: int, seed: int) -> Iterator[Faults]:
    """Every pair of the first calls, up to `most`, with kinds drawn with this seed."""
    random = Random(seed)
    for first, second in combinations(range(1, min(calls, most) + 1), 2):
        yield {first: random.choice(KINDS), second: random.choice(KINDS)}


MODES: dict[str, Callable[..., Iterator[Faults]]] = {
    "singles": singles,
    "turns": turns,
    "pairs": pairs,
    "first": first_pairs,
}


def quiet(flow: Flow) -> tuple[list[str], Told]:
    """Run without a fault: the calls there are, and what is told to whom. AssertionError when even that goes wrong."""
    with world(Gate({}), flow.sms) as made:
        flow.run(made)
        told = expected_of(made)
        verdict = audit(made, told)
        assert not verdict.wrong, verdict.wrong
        marks = Counter(one.mark for one in made.provider.taken if one.mark)
        assert set(marks.values()) <= {1}, "a message goes twice with no fault at all"
        return made.gate.calls, told


def branch(flow: Flow, faults: Iterator[Faults], told: Told, found: Path) -> None:
    """Run once and part at every planned call; each part adds a line to `found`."""
    plan: dict[int, list[Faults]] = {}
    for one in faults:
        plan.setdefault(min(one), []).append(one)
    gate = Gate({}, plan)
    gc.collect()
    gc.disable()
    with world(gate, flow.sms) as made:
        try:
            flow.run(made)
            verdict = audit(made, told)
        except BaseException as error:
            if not gate.parted:
                raise
            verdict = Verdict([repr(error), *map(repr, made.errors[-3:])])
        if gate.parted:
            result = Result(gate.faults, gate.fired, verdict.wrong, verdict.excused)
            with found.open("a") as file:
                file.write(json.dumps(asdict(result)) + "\n")
            os._exit(0)


def explore(flow: Flow, mode: str, *numbers: int) -> Exploration:
    """Run all of a mode's faults on one flow."""
    with mock_aws(), tempfile.TemporaryDirectory() as folder:
        os.environ.update(cloud.settings(cloud.make()))
        calls, told = quiet(flow)
        faults = MODES[mode](len(calls), *numbers)
        found = Path(folder) / "found"
        found.touch()
        branch(flow, faults, told, found)
        return Exploration(calls, [Result(**json.loads(line)) for line in found.read_text().splitlines()])


if __name__ == "__main__":
    cloud.forget_the_real_one(os.environ)
    chosen = next(one for one in (*FLOWS, PAPERS, ERASED) if one.name == sys.argv[1])
    print(json.dumps(asdict(explore(chosen, sys.argv[2], *map(int, sys.argv[3:])))))  # noqa: T201 - its one output
