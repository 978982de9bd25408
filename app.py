"""The switchboard: every way into Aduan, on one page. infra/functions.yaml names stream and queues.

In Lambda each function imports the doors behind its own entrance and no other, so that a sweep starts without the API.
Where no entrance is named (packing, tests, this machine's cloud), all are open.
"""

from __future__ import annotations

import gc

from chalice.app import Chalice, CloudWatchEvent

from chalicelib.settings import entered

app = Chalice(app_name="aduan")
gc.disable()  # what a start loads stays: to look through it for garbage, again and again, costs a seventh of the start

if entered("app"):
    from chalicelib.handlers import (
        admin,
        alerts,
        channels,
        citizen,
        copies,
        custody,
        documents,
        fewer,
        figures,
        officer,
        openings,
        plain,
        plain_documents,
        plain_done,
        plain_erasure,
        plain_form,
        plain_reach,
        plain_survey,
        public,
        reach,
        receipts,
        referrals,
        sent,
        survey,
    )

    for doors in (
        admin.routes,
        alerts.routes,
        channels.routes,
        channels.desk,
        citizen.routes,
        copies.routes,
        copies.pages,
        custody.routes,
        documents.routes,
        documents.desk,
        fewer.routes,
        figures.routes,
        figures.pages,
        officer.routes,
        openings.routes,
        plain.routes,
        plain_documents.routes,
        plain_done.routes,
        plain_erasure.routes,
        plain_form.routes,
        plain_reach.routes,
        plain_survey.routes,
        public.routes,
        reach.routes,
        receipts.routes,
        referrals.routes,
        sent.routes,
        sent.desk,
        survey.routes,
    ):
        app.register_blueprint(doors.blueprint)
if entered("on_change", "on_provider_event", "sweep"):
    from chalicelib.handlers import events
if entered("on_upload"):
    from chalicelib.handlers import uploads
if entered("custodian"):
    from chalicelib.handlers import custodian as keeper

gc.freeze()
gc.enable()


@app.lambda_function()
def on_change(event: events.Event, context: events.Context) -> events.Failures:
    """The stream of the table of cases: messages that go out at once."""
    return events.on_change(event, context)


@app.lambda_function()
def on_provider_event(event: events.Event, context: events.Context) -> events.Failures:
    """The queue of what providers report of our messages."""
    return events.on_provider_event(event, context)


@app.lambda_function()
def on_upload(event: events.Event, context: events.Context) -> events.Failures:
    """The queue of what S3 and the malware scanner report of documents that citizens uploaded."""
    return uploads.on_upload(event, context)


@app.schedule("rate(1 minute)")
def sweep(event: CloudWatchEvent) -> dict[str, int]:
    """Every minute: what the stream missed, and what time asks."""
    return events.sweep(event.context)  # type: ignore[arg-type] # Chalice calls Lambda's context a dict


@app.lambda_function()
def custodian(event: dict[str, str], _context: events.Context) -> dict[str, str]:
    """Called by api_handler alone: who filed a complaint, for whoever was allowed to know."""
    return keeper.reveal(event)
