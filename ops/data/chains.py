"""Is every record whole, and is every state what its record gives; and the state worked out again where it is not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import wiring
from chalicelib.domain.events import Event, intact
from chalicelib.domain.life import rebuild
from chalicelib.services.nightly import whole
from chalicelib.store import rows, table
from ops.clocks import Replay, compare, reached, record, state, walked

GONE = "state gone"


@dataclass(frozen=True, slots=True)
class Broken:
    """A complaint whose record does not hold, and the first event at which it breaks; or whose state alone is gone."""

    ticket: str
    what: str
    version: int
    events: int


def broken(tickets: Iterable[str]) -> Iterator[Broken]:
    """Yield each complaint whose chain has a gap, no end, an event that was changed or says none; or without a state.

    Raises NotFound.
    """
    for ticket in tickets:
        stored = state(ticket)
        events, readable = record(ticket)
        if not readable or not whole(events, reached(stored)):
            yield Broken(ticket, "record", first(events), len(events))
        elif not stored:
            yield Broken(ticket, GONE, 0, len(events))


def first(events: tuple[Event, ...]) -> int:
    """Give the version at which a chain breaks: the first that is not whole together with all before it."""
    return next((number for number in range(1, len(events) + 1) if not intact(events[:number])), len(events) + 1)


def tickets(asked: Iterable[str]) -> list[str]:
    """Give those that were asked for, or all, also those whose state is gone."""
    return list(asked) or list(walked())


def publish(count: int) -> None:
    """Tell the alarm; zero is told too, so that it can go quiet."""
    dimensions = [{"Name": "service", "Value": "verify"}, {"Name": "stage", "Value": wiring.settings().stage}]
    datum = {"MetricName": "chain_broken", "Dimensions": dimensions, "Value": count, "Unit": "Count"}
    wiring.client("cloudwatch").put_metric_data(Namespace="aduan", MetricData=[datum])


def differing(asked: Iterable[str]) -> tuple[list[str], int]:
    """List the complaints whose state is not, byte for byte, what a whole record gives; count the broken records."""
    found, left = [], 0
    for ticket in asked:
        seen = Replay()
        compare(ticket, seen)
        bad = any(one.what == "record" for one in seen.differences)
        left += bad
        if seen.differences and not bad:
            found.append(ticket)
    return found, left


def again(ticket: str) -> bool:
    """Write the state anew from the record; False when the complaint changed meanwhile, or its record is broken."""
    before = state(ticket)
    events, readable = record(ticket)
    if not readable or not whole(events, reached(before)):
        return False
    made = table.wire(rows.state_row(rebuild(events, wiring.book()), wiring.book(), wiring.settings().shards))
    unchanged: dict[str, Any] = {"ConditionExpression": rows.NEW_ROW}
    if "version" in before:
        stored = table.wire({":version": before["version"]})
        unchanged = {"ConditionExpression": "version = :version", "ExpressionAttributeValues": stored}
    elif before:
        unchanged = {"ConditionExpression": "attribute_not_exists(version)"}
    try:
        wiring.client("dynamodb").put_item(TableName=wiring.settings().cases_table, Item=made, **unchanged)
    except ClientError as error:
        if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
            return False
        raise
    return True
