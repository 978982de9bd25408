"""The switchboard: every way into Aduan, on one page; no logic. infra/functions.yaml names stream and queues."""

from chalice.app import Chalice, CloudWatchEvent

from chalicelib.handlers import (
    admin,
    alerts,
    citizen,
    copies,
    custody,
    documents,
    events,
    fewer,
    officer,
    openings,
    plain,
    plain_documents,
    plain_reach,
    plain_survey,
    public,
    reach,
    referrals,
    sent,
    survey,
    uploads,
)

app = Chalice(app_name="aduan")
app.register_blueprint(admin.routes.blueprint)
app.register_blueprint(alerts.routes.blueprint)
app.register_blueprint(citizen.routes.blueprint)
app.register_blueprint(copies.routes.blueprint)
app.register_blueprint(copies.pages.blueprint)
app.register_blueprint(custody.routes.blueprint)
app.register_blueprint(documents.routes.blueprint)
app.register_blueprint(documents.desk.blueprint)
app.register_blueprint(fewer.routes.blueprint)
app.register_blueprint(officer.routes.blueprint)
app.register_blueprint(openings.routes.blueprint)
app.register_blueprint(plain.routes.blueprint)
app.register_blueprint(plain_documents.routes.blueprint)
app.register_blueprint(plain_reach.routes.blueprint)
app.register_blueprint(plain_survey.routes.blueprint)
app.register_blueprint(public.routes.blueprint)
app.register_blueprint(reach.routes.blueprint)
app.register_blueprint(referrals.routes.blueprint)
app.register_blueprint(sent.routes.blueprint)
app.register_blueprint(sent.desk.blueprint)
app.register_blueprint(survey.routes.blueprint)


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
    return custody.reveal(event)
