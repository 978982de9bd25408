"""Notices through ten minutes in which the provider is down, while one call in twenty fails besides.

Each batch is a process of its own: the pretended DynamoDB gives no memory back, and copies its tables.
"""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle
from multiprocessing import get_context
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse

from tests.faults.flows import ALONE, WHO, WORK, staff, step, submit
from tests.faults.gate import NOWHERE, answer, throttled
from tests.faults.provider import SERVICES, Provider
from tests.faults.test_chaos import Chaos
from tests.faults.world import START, World, world

BATCH, BATCHES, EACH = 10, 50, 2
DOWN, WATCHED = timedelta(minutes=10), 16
BROKEN = 503


class Outage(Provider):
    """Down until a time: it refuses for certain, or fails so that nobody knows, in turns; it takes nothing."""

    def __init__(self, made: World, until: datetime) -> None:
        super().__init__()
        self.made, self.until, self.in_vain, self.ways = made, until, 0, cycle((True, False))

    def __call__(self, request: Any, event_name: str, **given: object) -> AWSResponse | None:
        service = event_name.split(".")[1]
        if service not in SERVICES or request.url == NOWHERE or self.made.now >= self.until:
            return super().__call__(request, event_name, **given)
        self.in_vain += 1
        request.url = NOWHERE
        return throttled(f"{service}.Send") if next(self.ways) else answer(NOWHERE, BROKEN, "{}")


def notices(made: World) -> None:
    """Ten complaints filed in an outage and verified in it: two notices each."""
    staff(made, (ALONE,))
    people = [replace(WHO, email=f"warga{number}@example.id") for number in range(BATCH)]
    tickets = [submit(made, f"key-{number}", ("email",), who) for number, who in enumerate(people)]
    for minute in range(WATCHED):
        if minute == 1:
            for ticket in tickets:
                step(made, ticket, WORK[0])
        made.pump()
        made.report()
        made.later(minutes=1)
        made.sweep()
    made.calm()


def batch(seed: int) -> tuple[int, int, int, list[str]]:
    """Run one batch: notices that went, faults, calls in vain, what is wrong."""
    gate = Chaos(seed)
    with world(gate, "messaging") as made:
        made.provider = provider = Outage(made, START + DOWN)
        notices(made)
        gate.quiet = True
        told, marks = Counter(one.to for one in provider.taken), Counter(one.mark for one in provider.taken)
        wrong = [f"doubled {count}" for count in marks.values() if count > 1]
        wrong += [f"{to} got {count}" for to, count in told.items() if count != EACH]
        wrong += [f"{BATCH - len(told)} heard nothing"] if len(told) != BATCH else []
        return len(provider.taken), len(gate.fired), provider.in_vain, wrong


@pytest.mark.usefixtures("aws")
def test_ten_complaints_through_an_outage() -> None:
    """Twenty notices come through ten minutes of outage: none lost, none doubled, and few were tried in vain."""
    taken, faults, in_vain, wrong = batch(1)
    assert (taken, wrong) == (BATCH * EACH, [])
    assert faults > 0
    assert in_vain < 2 * BATCH * EACH


@pytest.mark.proof
@pytest.mark.usefixtures("aws")
def test_a_thousand_notices_through_an_outage() -> None:
    """A thousand notices come through an outage of ten minutes: none lost, none doubled."""
    with get_context("fork").Pool(2, maxtasksperchild=1) as pool:
        found = pool.map(batch, range(BATCHES), chunksize=1)
    taken, faults, in_vain = (sum(figures) for figures in zip(*(one[:3] for one in found), strict=True))
    print(f"{taken} notices, {faults} faults, {in_vain} calls in vain")  # noqa: T201 - shown with -rP
    assert [one[3] for one in found if one[3]] == []
