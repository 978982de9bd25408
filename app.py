"""The switchboard: every way into Aduan, on one page. infra/functions.yaml names stream and queues.

In Lambda each function imports the doors behind its own entrance and no other, so that a sweep starts without the API,
and the API those of the face that was asked for. Where no entrance is named (packing, tests, this machine's cloud), all
are open.
"""

from __future__ import annotations

import gc

from chalice.app import Chalice, CloudWatchEvent

from chalicelib.settings import entered

app = Chalice(app_name="aduan")
FACES = {
    "/v1/complaints/{ticket}/attachments": ("documents.routes",),
    "/v1/complaints/{ticket}/copy": ("copies.routes",),
    "/v1/complaints/{ticket}/survey": ("survey.routes",),
    "/v1/complaints": ("citizen.routes", "openings.routes", "reach.routes", "sent.routes"),
    "/v1/staff/survey": ("survey.routes",),
    "/v1/staff": ("alerts.routes", "custody.routes", "documents.desk", "officer.routes", "sent.desk"),
    "/v1/admin": ("admin.routes", "channels.desk"),
    "/v1/referrals": ("referrals.routes",),
    "/v1/statistics": ("figures.routes",),
    "/v1/": ("channels.routes", "public.routes", "receipts.routes"),
    "/{language}/pesan": ("fewer.routes",),
    "/{language}/statistik": ("figures.pages",),
    "/{language}/lapor": ("plain_done.routes", "plain_form.routes", "plain_documents.routes"),
    "/{language}/lacak": (
        *("plain.routes", "plain_documents.routes", "plain_erasure.routes", "plain_reach.routes"),
        *("plain_survey.routes", "copies.pages"),
    ),
}
"""The API's doors, by the beginning of their paths; in Lambda a face is loaded for the first request that wants it."""

gc.disable()  # what a start loads stays: to look through it for garbage, again and again, costs a seventh of the start

if entered("app"):
    from chalicelib.handlers.faces import Faces

    faces = Faces(app.register_blueprint, FACES)
    app.register_middleware(faces.opened, "http")
if entered():
    faces.open_all()
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
