"""The system itself: the app with our clock, its pumps, its neighbours under /_local/, and the server in front."""

import importlib
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import boto3
from waitress.server import create_server

from chalicelib import wiring
from local import ending, environment, grants, logs, seeds, stack
from local.clock import FILE, Clock
from local.context import Context
from local.doors import Doors
from local.due import Due
from local.emulator import REGION
from local.gateway import Gateway
from local.issuer.accounts import ACCOUNTS
from local.issuer.door import Issuer
from local.moves import Mover
from local.outbox import Outbox
from local.places import HOST, Places
from local.provider.door import Provider
from local.provider.events import Reports, publisher
from local.provider.state import State
from local.pumps.pump import Pump
from local.pumps.queue import QueuePump
from local.pumps.schedule import EVERY_SECONDS, Sweep
from local.pumps.stream import StreamPump, StreamSource
from local.saying import say
from local.scanner import Scanner
from local.site import Site
from local.static import Pages
from local.tools import Tools

THREADS = 16
# Waitress turns away what is larger than this; API Gateway turns away far less.
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class System:
    site: Site
    pumps: tuple[Pump, ...]
    reports: Reports


def serve(here: Places) -> None:
    """Return when somebody has ended us, and nothing is left half-way."""
    logs.to(here.home)
    outputs = stack.provision(here)
    os.environ |= environment.settings(here, outputs) | environment.endpoints(here)
    say("Loading the app …")
    system = build(here, outputs)
    server = create_server(
        system.site, host=HOST, port=here.port, threads=THREADS, max_request_body_size=MOST_BYTES, ident=None
    )
    threading.Thread(target=server.run, name="server", daemon=True).start()
    for pump in system.pumps:
        pump.start()
    seeds.load(here, system.site, outputs["CasesTableName"])
    _tell(here)
    ending.ended.wait()
    say("\nEnding: finishing what is under way …")
    for pump in system.pumps:
        pump.stop()
    # In this order: an answer that is under way tells the server when it is there.
    server.task_dispatcher.shutdown(cancel_pending=True, timeout=5)
    server.close()
    for pump in system.pumps:
        pump.join(5)
    system.reports.finish()


def build(here: Places, outputs: dict[str, str]) -> System:
    app: Any = importlib.import_module("app")
    clock = Clock(here.home / FILE)
    wiring.clock = clock
    sweep = Sweep(_function(app, "sweep"), clock)
    pumps = _pumps(here, outputs, app, sweep)
    outbox = Outbox(here.home / "outbox.jsonl", clock)
    provider = Provider(outbox, Reports(publisher(here, outputs["ProviderEventsTopicArn"])), State())
    issuer = Issuer(here.issuer, here.site, environment.AUDIENCE, here.home / "issuer.pem")
    due = Due(_client("dynamodb", here), outputs["CasesTableName"], int(os.environ["ADUAN_SHARDS"]))
    mover = Mover(clock, due, sweep, lambda: pumps[0].drain(5))
    tools = Tools(clock, mover, provider.state, grants.person, issuer.token)
    doors = Doors(tools, outbox, provider, issuer)
    return System(Site(here, Gateway(app.app), Pages(here.pages), doors), pumps, provider.reports)


def _pumps(here: Places, outputs: dict[str, str], app: Any, sweep: Sweep) -> tuple[Pump, ...]:
    sqs = _client("sqs", here)
    letters, events = outputs["OnChangeDeadLettersUrl"], outputs["ProviderEventsUrl"]
    source = StreamSource(_client("dynamodbstreams", here), outputs["CasesStreamArn"])
    on_change = _function(app, "on_change")
    stream = StreamPump(source, on_change, lambda text: sqs.send_message(QueueUrl=letters, MessageBody=text))
    uploads = outputs["UploadsUrl"]
    examiner = Scanner(_client("s3", here), sqs, uploads, _function(app, "on_upload"))
    return (
        Pump("stream", stream, 0.2),
        Pump("queue", QueuePump(sqs, events, _function(app, "on_provider_event"), "on_provider_event", 30), 0.3),
        Pump("uploads", QueuePump(sqs, uploads, examiner, "on_upload", 90), 0.3),
        Pump("schedule", sweep, EVERY_SECONDS),
    )


def _function(app: Any, name: str) -> Callable[[dict[str, Any], Context], Any]:
    """The Lambda of that name, looked up at each call: one that is missing fails alone, as it would in AWS."""

    def call(event: dict[str, Any], context: Context) -> Any:
        return getattr(app, name)(event, context)

    return call


def _client(service: Any, here: Places) -> Any:
    return boto3.client(service, region_name=REGION, endpoint_url=here.emulator)


def _tell(here: Places) -> None:
    for line in (
        "",
        "Aduan is running.",
        f"  File a complaint    {here.site}/id/lapor/   (English: {here.site}/en/lapor/)",
        f"  Track it            {here.site}/id/lacak/   (English: {here.site}/en/lacak/)",
        f"  Officers sign in    {here.site}/id/petugas/   (no password; pick one of these)",
        *(f"      {one.name:<20}{one.role:<12}{one.office}{one.limit}" for one in ACCOUNTS),
        f"  Messages sent       {here.site}/_local/outbox/view",
        f"  Clock, accounts     {here.site}/_local/",
        "Ctrl-C ends it; what was filed is kept.",
    ):
        say(line)
