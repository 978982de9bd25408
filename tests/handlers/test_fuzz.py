"""Thousands of odd requests: each gets an answer that the contract names, and none leaves half a complaint."""

from collections import Counter
from collections.abc import Iterable
from functools import partial
from multiprocessing import get_context
from random import Random

import boto3
import pytest

from chalicelib import wiring
from chalicelib.domain.events import intact
from chalicelib.domain.life import rebuild
from chalicelib.domain.people import Role
from chalicelib.store import codec
from tests.cloud import make_tables
from tests.handlers import fuzz
from tests.handlers.client import Client, grant

A_PROCESS = 1_000
"""Requests until a new process: the pretended DynamoDB gives no memory back."""
A_TABLE = 100
"""Requests on one set of tables: the pretended DynamoDB copies all rows of a table for each transaction."""


def whole(api: Client) -> None:
    """Every complaint on file has all its parts, and its state is what its events say."""
    rows = api.stored()
    tickets = {row["pk"]["S"][2:] for row in rows if row.get("sk", {}).get("S") == "STATE"}
    kinds = Counter((row["pk"]["S"][2:], row.get("sk", {}).get("S", "KEY").partition("#")[0]) for row in rows)
    store = wiring.complaints()
    assert {ticket for ticket, part in kinds if part in {"E", "T", "N", "WHO", "KEY", "U", "OTP"}} == tickets
    for ticket in tickets:
        events = store.events(ticket)
        assert intact(events)
        assert {kinds[ticket, part] for part in ("STATE", "WHO", "KEY")} == {1}
        assert codec.snapshot(rebuild(events, wiring.book())) == codec.snapshot(store.get(ticket))
        assert set(store.words(ticket)) == {event.version for event in events if event.text}


def settled(api: Client) -> fuzz.Scene:
    """Fresh tables with two complaints and people of three roles."""
    make_tables(boto3.client("dynamodb"))
    people = [grant("budi"), grant("kepala", Role.HEAD), grant("jaga", Role.CUSTODIAN, "pusat")]
    filed = [api.file(), api.file(identity={"mode": "anonymous"}, channels=[])]
    return fuzz.scene(api, filed, people)


def storm(api: Client, seeds: Iterable[int]) -> Counter[int]:
    """Send what each seed says; give how often each status came."""
    statuses: Counter[int] = Counter()
    for number, seed in enumerate(seeds):
        if number % A_TABLE == 0:
            if number:
                whole(api)
            known = settled(api)
        reply = fuzz.request(api, Random(seed), known)
        assert reply.status < 500, f"seed {seed}: {reply.text}"
        statuses[reply.status] += 1
    whole(api)
    return statuses


def test_a_thousand_odd_requests(api: Client) -> None:
    """A thousand odd requests meet no error of ours, and reach every kind of refusal."""
    statuses = storm(api, range(1_000))
    assert {200, 201, 202, 400, 401, 403, 404, 412, 422, 428} <= set(statuses), statuses


@pytest.mark.proof
def test_a_hundred_thousand_odd_requests(api: Client) -> None:
    """A hundred thousand odd requests meet no error of ours."""
    storms = [range(start, start + A_PROCESS) for start in range(10_000, 110_000, A_PROCESS)]
    with get_context("fork").Pool(2, maxtasksperchild=1) as pool:
        statuses = sum(pool.map(partial(storm, api), storms, chunksize=1), Counter[int]())
    print(sorted(statuses.items()))  # noqa: T201 - shown with -rP
    assert statuses.total() == 100_000
