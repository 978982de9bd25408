"""A thousand complaints while one call in twenty fails, in batches, since the pretended DynamoDB copies its tables.

Each batch is a process of its own: the pretended DynamoDB gives no memory back.
"""

from collections import Counter
from dataclasses import replace
from multiprocessing import get_context
from random import Random

import pytest

from chalicelib.store import table
from tests.faults.audit import Verdict, record_of
from tests.faults.flows import ALONE, WHO, WORK, staff, step, submit
from tests.faults.gate import KINDS, Gate
from tests.faults.world import World, world

BATCH, BATCHES, EACH = 8, 125, 6


class Chaos(Gate):
    """One call in twenty fails, in any way."""

    def __init__(self, seed: int) -> None:
        super().__init__({})
        self.random, self.quiet = Random(seed), False

    def enter(self, event_name: str, **given: object) -> None:
        """Draw the call's fate before it is made."""
        if not self.dead and not self.quiet and self.random.random() < 1 / 20:
            self.faults[len(self.calls) + 1] = self.random.choice(KINDS)
        super().enter(event_name, **given)


def lives(made: World) -> None:
    """Eight complaints side by side, from filing to closing."""
    staff(made, (ALONE,))
    people = [replace(WHO, email=f"warga{number}@example.id") for number in range(BATCH)]
    tickets = [submit(made, f"key-{number}", ("email",), who) for number, who in enumerate(people)]
    made.pump()
    made.report()
    for command in WORK:
        made.later(minutes=30)
        for ticket in tickets:
            step(made, ticket, command)
        made.pump()
        made.report()
    made.calm()
    for days in (30, 5):
        made.later(days=days)
        made.calm()


def judged(made: World) -> Verdict:
    """Every complaint closed and whole, each of its six messages once."""
    verdict, rows = Verdict(), [table.plain(row) for row in made.rows()]
    states = [row for row in rows if row["sk"] == table.STATE]
    if Counter(row["status"] for row in states) != {"closed": BATCH}:
        verdict.wrong.append(f"cases: {Counter(row['status'] for row in states)}")
    for state in states:
        verdict.wrong += record_of(state, rows)
    told = made.provider.told()
    verdict.wrong += [f"doubled {count}: {message}" for message, count in told.items() if count != 1]
    if len(told) != BATCH * EACH:
        verdict.wrong.append(f"{len(told)} messages instead of {BATCH * EACH}")
    return verdict


def batch(seed: int) -> tuple[int, int, list[str]]:
    """Run one batch: its calls, its faults, what is wrong."""
    gate = Chaos(seed)
    with world(gate, "messaging") as made:
        lives(made)
        gate.quiet = True
        return len(gate.calls), len(gate.fired), judged(made).wrong


@pytest.mark.usefixtures("aws")
def test_eight_complaints_in_chaos() -> None:
    """Eight complaints come through with one call in twenty failing."""
    calls, faults, wrong = batch(1)
    assert faults > calls // 40
    assert wrong == []


@pytest.mark.proof
@pytest.mark.usefixtures("aws")
def test_a_thousand_complaints_in_chaos() -> None:
    """A thousand complaints come through: none lost, none doubled, none torn."""
    with get_context("fork").Pool(2, maxtasksperchild=1) as pool:
        found = pool.map(batch, range(BATCHES), chunksize=1)
    calls, faults = sum(one[0] for one in found), sum(one[1] for one in found)
    print(f"{BATCH * BATCHES} complaints, {calls} calls, {faults} faults")  # noqa: T201 - shown with -rP
    assert [one[2] for one in found if one[2]] == []
