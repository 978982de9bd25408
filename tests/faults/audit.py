"""What must hold after every run, whatever happened in it; read past the gate."""

import re
from collections import Counter
from dataclasses import dataclass, field

from chalicelib import wiring
from chalicelib.domain.events import Event, intact
from chalicelib.domain.life import rebuild
from chalicelib.store import codec, rows, table
from chalicelib.store.table import Item
from tests.faults.flows import CANARY
from tests.faults.gate import Faults
from tests.faults.world import World

SURE = {"sesv2", "pinpoint-sms-voice-v2"}
LINK = re.compile(r"TICKET\.[0-9a-f]{32}")
"""A referral's secret, which is derived from its ticket."""
LEAVE = re.compile(r"/TICKET/[0-9a-f]{32}")
EXCUSED = {"crash_after", "lost_response"}


@dataclass
class Verdict:
    """What is wrong, and the one double that SNS is allowed."""

    wrong: list[str] = field(default_factory=list)
    excused: list[str] = field(default_factory=list)


def audit(world: World, expected: Counter[tuple[str, str, str]], cases: int = 1) -> Verdict:
    """Compare with a run in which nothing failed: the same messages, each once; the record whole."""
    verdict = Verdict()
    found = [table.plain(row) for row in world.rows()]
    states = [row for row in found if row["sk"] == table.STATE]
    if len(states) != cases:
        verdict.wrong.append(f"{len(states)} cases instead of {cases}")
    for state in states:
        verdict.wrong += record_of(state, found)
    _messages(world, expected, verdict)
    verdict.wrong += [f"still on its way: {sk}" for sk in world.restless()]
    verdict.wrong += [
        f"canary in {one.service}" for one in world.provider.taken if CANARY in f"{one.subject}{one.body}"
    ]
    return verdict


def record_of(state: Item, found: list[Item]) -> list[str]:
    """Judge the record of one case among all rows."""
    events = [row for row in found if row["pk"] == state["pk"] and row["sk"].startswith("E#")]
    return _record(state, [codec.event(row["body"]) for row in sorted(events, key=lambda row: str(row["sk"]))])


def _record(state: Item, events: list[Event]) -> list[str]:
    """Versions without a gap, an intact chain, and a state that its events give again byte for byte."""
    if not events or not intact(tuple(events)):
        return ["broken chain"]
    again = rows.state_row(rebuild(events, wiring.book()), wiring.book(), 1)
    same = table.plain(table.wire(again)) == state
    return [] if same else ["state differs from its events"]


def _messages(world: World, expected: Counter[tuple[str, str, str]], verdict: Verdict) -> None:
    told = _without_tickets(world)
    for message in expected.keys() | told.keys():
        less, more = expected[message] - told[message], told[message] - expected[message]
        if less > 0:
            verdict.wrong.append(f"lost {less}: {message}")
        elif more > 0 and message[0] not in SURE and _excuse(world.gate.faults, world) and more == 1:
            verdict.excused.append(f"doubled once by SNS at {world.gate.fired}")
        elif more > 0:
            verdict.wrong.append(f"doubled {more}: {message}")


def _excuse(faults: Faults, world: World) -> bool:
    """A death between SNS's call and our mark: after the one, or, which is the same instant, before the other."""
    calls = ["", *world.gate.calls]
    return any(
        (kind in EXCUSED and calls[number] == "sns.Publish")
        or (kind == "crash_before" and calls[number - 1] == "sns.Publish")
        for number, kind in faults.items()
        if number < len(calls)
    )


def _without_tickets(world: World) -> Counter[tuple[str, str, str]]:
    told: Counter[tuple[str, str, str]] = Counter()
    for (service, to, words), count in world.provider.told().items():
        for ticket in world.seen.get("tickets", []):
            words = words.replace(ticket, "TICKET")  # noqa: PLW2901 - the number is another one in each run
        words = LEAVE.sub("/TICKET/TOKEN", words)  # noqa: PLW2901 - and so is the proof made from it
        told[service, to, LINK.sub("TICKET.LINK", words)] += count
    return told


def expected_of(world: World) -> Counter[tuple[str, str, str]]:
    """What a run without faults told to whom."""
    return _without_tickets(world)
