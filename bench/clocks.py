"""Measures the clocks: what a sweep costs, and how late it notices; prints it and keeps it in docs/.

`python -m bench.clocks`, a part of `make bench`. It takes some minutes: a year with 10,000 missed dates, and an
emulator with 20,000 cases.
"""

import platform
import re
import socket
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bench import detection, sweeping
from bench.detection import BUSY, Found
from local.places import HOST

PAGE = Path(__file__).parent.parent / "docs" / "performance-clocks.md"
BEGIN, END = "<!-- printed by make bench -->", "<!-- end -->"
FEW, MANY, SIZES, CASES = 1_000, 1_000_000, (1_000, 20_000), 8_000
PEERS = (
    ("django-helpdesk 2.6.1", "6.9", "0.13 s (5 late) at 1,000 cases; 3.43 s (500 late) at 100,000", "whole days only"),
    ("RT 5.0.3", "19", "2.1 s (5 late) at 1,000 cases; 11.0 s (500 late) at 100,000", "as often as cron runs it"),
)
"""CPU of an escalation run, measured side by side on one machine in 2026; see the head of the page."""


def tables(few: int = FEW, many: int = MANY, sizes: tuple[int, ...] = SIZES, cases: int = CASES) -> str:
    """Measure everything and give it as Markdown."""
    return "\n".join([*counted(few, many), "", *timed(sizes), "", *delays(cases)])


def counted(*sizes: int) -> Iterator[str]:
    """Count calls and units of one sweep."""
    yield f"One sweep, {sweeping.DUE} cases due, {sweeping.SHARDS} shards, counted:\n"
    yield (
        "| open cases | index queries | other queries | batched reads | transactions | read units "
        "| write units of rows |"
    )
    yield "|---|---|---|---|---|---|---|"
    for found in map(sweeping.counted, sizes):
        calls = found.calls
        others = calls["Query"] - sweeping.SHARDS
        yield (
            f"| {found.open:,} | {sweeping.SHARDS} | {others} | {calls['BatchGetItem']} "
            f"| {calls['TransactWriteItems']} | {found.read:g} | {found.write:g} |"
        )


def timed(sizes: tuple[int, ...]) -> Iterator[str]:
    """Time sweeps on the emulator, beside what the peers need."""
    yield f"The same on the emulator, medians of {sweeping.BLOCKS}:\n"
    yield "| open cases | whole sweep, ms | the engine's index queries, ms | the rest, ms | our CPU, ms a case due |"
    yield "|---|---|---|---|---|"
    for one in sweeping.timed(sizes, free_port()):
        rest, each = one.wall - one.index, one.cpu / sweeping.DUE
        yield f"| {one.open:,} | {one.wall:,.0f} | {one.index:,.0f} | {rest:,.0f} | {each:.1f} |"
    yield "\n| peer | CPU, ms a late case | whole run, CPU | notices |"
    yield "|---|---|---|---|"
    yield from (f"| {' | '.join(peer)} |" for peer in PEERS)


def delays(cases: int) -> Iterator[str]:
    """Let a year pass twice: with the schedule always on, and with a day on which it was off."""
    yield "From the passing of a date to its breach on record; a period of 60 s, each call up to 60 s late:\n"
    yield "| schedule | dates passed | missed | told too early | median, s | 99 %, s | longest, s | sweeps with work |"
    yield "|---|---|---|---|---|---|---|---|"
    yield _delay("always on", detection.run(cases))
    yield _delay("off for a day", detection.run(cases, off=BUSY))


def _delay(name: str, found: Found) -> str:
    seconds = sorted(delay.total_seconds() for delay in found.delays)
    early = sum(delay < 0 for delay in seconds)
    middle, late = seconds[len(seconds) // 2], seconds[len(seconds) * 99 // 100]
    longest = found.worst.total_seconds()
    return (
        f"| {name} | {len(seconds):,} | {found.missed} | {early} | {middle:.0f} | {late:.0f} | {longest:.0f} "
        f"| {found.sweeps:,} |"
    )


def free_port() -> int:
    """Find a port whose neighbour will do for the emulator."""
    with closing(socket.socket()) as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1]) - 1


def main() -> None:
    """Between its two marks the page is ours; the rest of it is written by people."""
    found = tables()
    sys.stdout.write(f"{found}\n")
    said = f"Measured on {datetime.now(UTC).date().isoformat()}, Python {platform.python_version()}, 2 shared cores."
    text = PAGE.read_text(encoding="utf-8")
    kept = re.sub(f"{BEGIN}.*?{END}", lambda _: f"{BEGIN}\n{said}\n\n{found}\n{END}", text, flags=re.DOTALL)
    PAGE.write_text(kept, encoding="utf-8")


if __name__ == "__main__":
    main()
