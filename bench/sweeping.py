"""What a sweep costs when many cases are open: by calls and units in a pretended table, by the clock on an emulator.

100 cases are due, whatever the number of the others; nobody is told, since messages cost the same at any size.
"""

import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import boto3
from botocore.config import Config

from bench.pretended import Pretended
from chalicelib.clients import AGENT
from chalicelib.domain import taking
from chalicelib.domain.book import Book
from chalicelib.domain.commands import Filing
from chalicelib.domain.events import Words
from chalicelib.domain.people import Mode
from chalicelib.domain.times import iso, parse
from chalicelib.services import sweep
from chalicelib.services.casework import Casework
from chalicelib.services.delivery import Delivery
from chalicelib.services.remembered import Remembered
from chalicelib.services.sweep import Sweep
from chalicelib.store import book as books
from chalicelib.store import rows, table
from chalicelib.store.complaints import ComplaintStore
from chalicelib.store.grants import GrantStore
from chalicelib.store.ledger import Ledger
from local import emulator
from local.places import HOST, Places
from tests.cloud import REGION, declared

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SHARDS, DUE, BLOCKS, BATCH = 4, 100, 5, 25
FILED = parse("2026-03-10T02:00:00Z")
Row = dict[str, Any]


@dataclass(frozen=True)
class Counted:
    """What one sweep asked: calls by name, read and write units."""

    open: int
    calls: Counter[str]
    read: float
    write: float


@dataclass(frozen=True)
class Timed:
    """Medians of one sweep, in milliseconds.

    The whole of it by the wall, the engine's four queries of the index alone, and our own CPU.
    """

    open: int
    wall: float
    index: float
    cpu: float


@cache
def book() -> Book:
    return books.load()


@cache
def state(at: datetime) -> Row:
    """Give the stored state of a case filed then, with a ticket to be replaced."""
    filing = Filing("complaint", "passport-late", "jakarta-utara", "id", Words("x", b"0" * 16), Mode.ANONYMOUS)
    case, _ = taking.receive(filing, "TICKET", at, book())
    return rows.state_row(case, book(), SHARDS)


@cache
def now() -> datetime:
    """Give the minute in which the first response of the due cases has just become late, and nothing else has."""
    filing = Filing("complaint", "passport-late", "jakarta-utara", "id", Words("x", b"0" * 16), Mode.ANONYMOUS)
    case, _ = taking.receive(filing, "TICKET", FILED, book())
    return case.clocks[0].due + timedelta(minutes=1)


def row(number: int, *, due: bool) -> Row:
    """Give one case: due now, or filed a moment ago, with its first alarm in days."""
    ticket, base = f"IMI-{number:08d}-X", state(FILED if due else now())
    at = parse(base["due_sk"].partition("#")[0]) if not due else now() - timedelta(seconds=30)
    made = {name: value.replace("TICKET", ticket) if isinstance(value, str) else value for name, value in base.items()}
    return table.wire(made | table.due_keys(ticket, table.STATE, at, SHARDS))


def desk(client: "DynamoDBClient") -> Sweep:
    """Give the desk of a sweep over this table, whose office has no staff."""
    store = ComplaintStore(client, ("cases", "keys"), cast("Any", None), book(), b"bench", SHARDS)
    casework = Casework(store, now, book())
    nothing = cast("Any", None)

    def failed(error: Exception) -> None:
        raise error

    delivery = Delivery(Ledger(client, "cases", SHARDS), nothing, nothing, casework, *[nothing] * 6)
    holders = Remembered(GrantStore(client, "cases", SHARDS))
    return Sweep(
        delivery=delivery,
        holders=holders,
        forecasts=nothing,
        shards=SHARDS,
        mark="bench",
        goes_on=lambda: True,
        failed=failed,
        out=nothing,
    )


def counted(cases: int) -> Counted:
    """Count one sweep over so many open cases, of which 100 are due."""
    pretended = Pretended()
    later = iso(now() + timedelta(days=3))
    entries = ((f"DUE#{number % SHARDS}", f"{later}#IMI-{number:08d}-X#STATE") for number in range(DUE, cases))
    pretended.fill(entries)
    for number in range(DUE):
        pretended.put(row(number, due=True))
    done = sweep.run(desk(pretended.client()))
    if done["breach"] != DUE:
        raise RuntimeError(f"{DUE} cases were due: {done}")
    return Counted(cases, pretended.calls, pretended.read, pretended.write)


@contextmanager
def engine(port: int) -> Iterator["DynamoDBClient"]:
    """Start the emulator with an empty table of cases; end it, and forget it."""
    with tempfile.TemporaryDirectory() as home:
        places = Places(Path(home), port)
        process = emulator.start(places)
        try:
            client = boto3.client(
                "dynamodb",
                endpoint_url=f"http://{HOST}:{places.emulator_port}",
                region_name=REGION,
                aws_access_key_id="bench",
                aws_secret_access_key="bench",  # noqa: S106 - no cloud stands behind it
                config=Config(read_timeout=120, user_agent=AGENT),
            )
            client.create_table(TableName="cases", **declared()["cases"])
            yield client
        finally:
            emulator.stop(process)


def put(client: "DynamoDBClient", numbers: range, *, due: bool) -> None:
    """Write cases, 25 a call."""
    for first in range(numbers.start, numbers.stop, BATCH):
        batch = [row(number, due=due) for number in range(first, min(first + BATCH, numbers.stop))]
        client.batch_write_item(RequestItems={"cases": [{"PutRequest": {"Item": one}} for one in batch]})


def timed(sizes: tuple[int, ...], port: int) -> Iterator[Timed]:
    """Time sweeps over growing numbers of open cases, on one emulator; 100 cases are made due before each sweep."""
    filled = DUE
    with engine(port) as client:
        for cases in sizes:
            put(client, range(filled, cases), due=False)
            filled = cases
            blocks = [_block(client) for _ in range(BLOCKS)]
            yield Timed(cases, *(statistics.median(one) for one in zip(*blocks, strict=True)))


def _block(client: "DynamoDBClient") -> tuple[float, float, float]:
    """Time the queries of the index, then a sweep, in milliseconds."""
    events = client.query(
        TableName="cases",
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": "C#IMI-00000000-X"}},
    )["Items"]
    if len(events) > 1:
        _undo(client)
    put(client, range(DUE), due=True)
    ledger = Ledger(client, "cases", SHARDS)
    index = time.perf_counter()
    sum(len(list(ledger.due(shard, now()))) for shard in range(SHARDS))
    index = time.perf_counter() - index
    wall, cpu = time.perf_counter(), time.process_time()
    done = sweep.run(desk(client))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    if done["breach"] != DUE:
        raise RuntimeError(f"{DUE} cases were due: {done}")
    return wall * 1000, index * 1000, cpu * 1000


def _undo(client: "DynamoDBClient") -> None:
    """Take away the events of the sweep before, so that the same ones can be written again."""
    for number in range(DUE):
        client.delete_item(TableName="cases", Key=table.key(f"C#IMI-{number:08d}-X", table.event_sk(2)))
