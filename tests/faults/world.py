"""Our system with its callers around it: each repeats what failed, as it would in earnest."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from random import Random
from typing import Any

import boto3
import pytest
from moto.backends import get_backend
from moto.core.models import DEFAULT_ACCOUNT_ID

from chalicelib import cabinets, settings, telemetry, wiring
from chalicelib.domain.attachments import Finding
from chalicelib.examiner import apart
from chalicelib.handlers import events
from chalicelib.services import pace
from chalicelib.services.outgoing import one_by_one
from chalicelib.services.pace import Pace
from chalicelib.store import seals
from tests import cloud
from tests.faults.gate import Gate, ProcessDied
from tests.faults.provider import Provider

START = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
TRIES, TEN = 12, 10
QUIET_AFTER = 24
_make_client = wiring.client.__wrapped__
_load_book = wiring.book.__wrapped__


class Context:
    """A Lambda with all the time in the world."""

    def get_remaining_time_in_millis(self) -> int:
        """Tell how long it may still run."""
        return 60_000


class Kept:
    """A factory whose product outlives a process: clients and the data hold nothing of a run, and cost most."""

    def __init__(self, make: Callable[..., Any]) -> None:
        self._make = cache(make)

    def __call__(self, *named: str) -> Any:
        """Make it, or give it again."""
        return self._make(*named)

    def cache_clear(self) -> None:
        """Forget nothing."""


@cache
def book() -> Any:
    """The book, read once for a thousand runs."""
    return _load_book()


@dataclass
class World:
    """One run: its gate, its provider, its time, and what the callers saw."""

    gate: Gate
    provider: Provider = field(default_factory=Provider)
    now: datetime = START
    random: Random = field(default_factory=lambda: Random(7))
    seen: dict[str, Any] = field(default_factory=dict)
    plain: Any = None
    errors: list[BaseException] = field(default_factory=list)
    ticks: float = 0.0

    def perform(self, step: Callable[[], Any]) -> Any:
        """Do a step, again with the same key while it dies or fails: a phone, a browser, Lambda's own retry."""
        for _ in range(TRIES):
            try:
                return step()
            except (ProcessDied, Exception):
                if not self.gate.fired:
                    raise
                self.restart()
        raise AssertionError("a step failed every time")

    def restart(self) -> None:
        """Start another process: nothing is remembered."""
        self.gate.revive()
        wiring.reset()

    def pump(self) -> None:
        """Bring what the stream would: every fresh message, and the whole batch again when it fails."""
        records = [
            {"dynamodb": {"Keys": {"pk": row["pk"], "sk": row["sk"]}, "SequenceNumber": str(number)}}
            for number, row in enumerate(self.rows())
            if "fast" in row and row["status"]["S"] == "PENDING"
        ]
        if records:
            self.bring(records, lambda batch: events.on_change({"Records": batch}, Context()))

    def report(self) -> None:
        """Bring every report of the provider, shuffled and doubled, and again what was not taken."""
        if self.provider.reports:
            records = self.provider.records(self.random)
            self.bring(records, lambda batch: events.on_provider_event({"Records": batch}, Context()))

    def bring(self, records: list[Any], handle: Callable[[list[Any]], Any]) -> None:
        """Hand over ten at a time until all are taken: Lambda brings what failed again."""
        for _ in range(TRIES):
            failed = set()
            for batch in (records[start : start + TEN] for start in range(0, len(records), TEN)):
                failed |= {one["itemIdentifier"] for one in self.perform(partial(handle, batch))["batchItemFailures"]}
            records = [record for record in records if _name(record) in failed]
            if not records:
                return
        raise AssertionError("a batch was never taken")

    def sweep(self) -> None:
        """Let the clock's minute come."""
        self.perform(lambda: events.sweep(Context()))

    def tick(self, seconds: float) -> None:
        """Wait for a turn, without waiting."""
        self.ticks += seconds

    def later(self, **by: int) -> None:
        """Let time pass."""
        self.now += timedelta(**by)

    def calm(self) -> None:
        """Let everything that is owed happen: stream, reports, leases that end, sweeps, until nothing is due."""
        for _ in range(QUIET_AFTER):
            self.pump()
            self.pump()
            self.report()
            self.later(minutes=11)
            self.sweep()
            if not self.restless() and not self.provider.reports:
                return
        raise AssertionError(f"never quiet: {self.restless()}")

    def restless(self) -> list[str]:
        """List rows that are due, or messages that are on their way; not what is to be said another day."""
        limit, another_day = (f"{moment:%Y-%m-%dT%H:%M:%SZ}$" for moment in (self.now, self.now + timedelta(days=1)))
        rows = ((row, row.get("due_sk", {}).get("S", "~")) for row in self.rows())
        return [
            row["sk"]["S"]
            for row, due in rows
            if due < limit or (row.get("status", {}).get("S") in {"PENDING", "CLAIMED"} and not another_day < due < "~")
        ]

    def rows(self) -> list[dict[str, Any]]:
        """Read the whole table past the gate, from the emulator's own memory."""
        table = get_backend("dynamodb")[DEFAULT_ACCOUNT_ID][cloud.REGION].tables["cases"]
        return [item.to_json()["Attributes"] for item in table.all_items()]


@contextmanager
def world(gate: Gate, sms: str) -> Iterator[World]:
    """Make a run of its own: fresh tables, no caches, no sleeping between retries, a cheap password hash."""
    made = World(gate, plain=boto3.client("dynamodb"))
    cloud.make_tables(made.plain)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ADUAN_SMS_PROVIDER", sms)
        patch.setenv("ADUAN_SHARDS", "1")
        patch.setattr(time, "sleep", lambda _: None)
        patch.setattr(seals, "code_hash", lambda code, salt=None: (salt or b"0" * 16) + code.encode())
        patch.setattr(telemetry, "failed", lambda *_: made.errors.append(_[1]))
        patch.setattr(telemetry, "counted", lambda *_: None)
        patch.setattr(wiring, "clock", lambda: made.now)
        patch.setattr(wiring, "_together", one_by_one)
        patch.setattr(apart, "examine", lambda content, declared, _: Finding(type=declared, content=content))
        patch.setattr(pace, "Pace", lambda gate, rates, *_: Pace(gate, rates, lambda: made.ticks, made.tick))
        watched, read = Kept(lambda name: _watched(name, made)), Kept(book)
        for place in (cabinets, wiring):
            patch.setattr(place, "client", watched)
            patch.setattr(place, "book", read)
        settings.settings.cache_clear()
        wiring.reset()
        yield made
        made.restart()
    wiring.reset()


def _name(record: dict[str, Any]) -> str:
    return str(record.get("messageId") or record["dynamodb"]["SequenceNumber"])


def _watched(name: str, made: World) -> Any:
    client = _make_client(name)
    made.gate.watch(client, made.provider)
    return client
