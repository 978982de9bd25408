"""What app.py's one-liners call: the stream of changes, the providers' reports, the clock.

Each takes Lambda's event as a plain mapping and Lambda's context, stops before its time is up, and reports what it left
undone, so that it comes again.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from chalicelib import telemetry, wiring
from chalicelib.domain.sending import Key
from chalicelib.notify import reports
from chalicelib.services import sweep as sweeping
from chalicelib.services.delivery import Delivery, deliver
from chalicelib.services.erasure import Eraser
from chalicelib.services.settling import hear

NIGHT = 19
"""The hour of the day in UTC: two in the morning in Jakarta, four in Jayapura."""
REST_MS = 30_000
"""What of a sweep's 55 seconds is left alone while records are looked through."""
MARGIN_MS = 10_000
"""A call to a provider may take 8 seconds; none is begun with less than this left."""

Event = Mapping[str, Any]
Failures = dict[str, list[dict[str, str]]]


class Context(Protocol):
    """What Lambda tells about the run."""

    def get_remaining_time_in_millis(self) -> int: ...


def on_change(event: Event, context: Context) -> Failures:
    """Send what the stream brings. The sweep sends whatever this leaves."""
    desk = wiring.delivery()

    def send(record: Event) -> str:
        keys = record["dynamodb"]["Keys"]
        return deliver(Key(keys["pk"]["S"], keys["sk"]["S"]), desk).value

    return _each(event["Records"], lambda record: str(record["dynamodb"]["SequenceNumber"]), send, context, "on_change")


def on_provider_event(event: Event, context: Context) -> Failures:
    """Take in reports. One about an unknown message comes again, since it may be early; SQS parks it in the end."""
    wiring.current()
    desk = wiring.delivery()

    def take_in(record: Event) -> str:
        return _heard(json.loads(record["body"]), desk)

    return _each(event["Records"], lambda record: str(record["messageId"]), take_in, context, "on_provider_event")


def _eraser() -> Eraser:
    """Loaded where somebody was erased, and by no other sweep."""
    from chalicelib import forgetting  # noqa: PLC0415 - with it come the buckets

    return forgetting.eraser()


def sweep(context: Context) -> dict[str, int]:
    """Do what is due; note that a sweep went through, unless it had to stop early."""

    def failed(error: Exception) -> None:
        telemetry.failed("sweep", error)

    desk = replace(wiring.sweep(lambda: _time_left(context), failed), eraser=_eraser)
    counts = dict(sweeping.run(desk))
    wiring.pulse().beat(wiring.clock())
    telemetry.counted("sweep", counts)
    if wiring.clock().hour == NIGHT:
        verify(lambda: context.get_remaining_time_in_millis() > REST_MS)
    return counts


def verify(goes_on: Callable[[], bool]) -> None:
    """Look through the records, in the hour of the night when the sweep has least to do; the alarm hears each run."""
    from chalicelib.counting import counting  # noqa: PLC0415 - for one hour of the day
    from chalicelib.services import nightly  # noqa: PLC0415

    try:
        tools = wiring.walk(), wiring.complaints().events
        found = nightly.look(*tools, f"{wiring.clock():%Y-%m-%d}", goes_on, counting())
    except Exception as error:  # noqa: BLE001 - the sweep has done its work; the next minute looks again
        telemetry.failed("verify", error)
        return
    if found:
        telemetry.counted("verify", {"chain_broken": found.known, "chains": found.seen})


def _heard(body: Event, desk: Delivery) -> str:
    """SNS wraps the report in an envelope; a raw subscription does not."""
    said = reports.read(json.loads(body["Message"]) if "Message" in body else body)
    hear(said.key, said.status, desk, hard=said.hard, since=said.since)
    return said.status.value.lower()


def _each(
    records: Iterable[Event],
    name: Callable[[Event], str],
    work: Callable[[Event], str],
    context: Context,
    view: str,
) -> Failures:
    """Do each record by itself, count what came of them, and name those that failed or for which there was no time."""
    left: list[dict[str, str]] = []
    counts: Counter[str] = Counter()
    for record in records:
        if not _time_left(context):
            left.append({"itemIdentifier": name(record)})
            continue
        try:
            counts[work(record)] += 1
        except Exception as error:  # noqa: BLE001 - one bad record must not take the batch with it; it is logged
            telemetry.failed(view, error)
            left.append({"itemIdentifier": name(record)})
    telemetry.counted(view, counts)
    return {"batchItemFailures": left}


def _time_left(context: Context) -> bool:
    return context.get_remaining_time_in_millis() > MARGIN_MS
