"""Download my data: everything that a case holds about whoever filed it, in one file, for people and for machines.

Never an internal note, a document of somebody else or the name of one of our people: what is put together here is what
each page shows its citizen anyway, and their identity, which the custodian's function opens.
"""

import json
from datetime import timedelta
from typing import Any

from chalicelib import wiring
from chalicelib.domain.attachments import Attachment, State
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.people import Citizen, Mode
from chalicelib.domain.times import iso
from chalicelib.handlers import citizen, custody, documents, openings, reach, sent, views
from chalicelib.handlers.answers import Answer, json_answer, raw_answer
from chalicelib.handlers.cookies import read
from chalicelib.handlers.http import Routes
from chalicelib.handlers.plain import CASE, HTML, Pages, ended, whoever
from chalicelib.pages.render import render
from chalicelib.services import attachments

routes, pages = Routes("copies"), Pages("plain_copies")
LINKS_LIVE = timedelta(minutes=15)
"""As long as a session: the file is opened where it was downloaded, or its documents are opened on the page."""


@routes.route("/v1/complaints/{ticket}/copy")
def own_copy(ticket: str) -> Answer:
    """For machines; recorded before it leaves, as who opened the file."""
    found = routes.session(ticket)
    made = copied(found, routes.bearer(), routes.language())
    return json_answer(made, Content_Disposition=_saved(found.ticket, "json"))


@routes.route("/v1/complaints/{ticket}/copy.html")
def own_copy_to_read(ticket: str) -> Answer:
    """The same for people: one file that opens without us, with the data for machines inside it."""
    found = routes.session(ticket)
    return _readable(found, routes.bearer(), routes.language())


@pages.route("/{language}/lacak/plain/salinan")
def plain_copy(language: str) -> Answer:
    """The same file for browsers without a script."""
    cookie = pages.header("cookie")
    found = whoever(cookie)
    if found is None:
        return ended(language)
    return _readable(found, json.loads(read(CASE, cookie))["token"], language)


def _readable(found: Citizen, token: str, language: str) -> Answer:
    made = copied(found, token, language)
    inside = json.dumps(made, ensure_ascii=False).replace("<", "\\u003c")
    shown = render("copy.html", language, copy=made, inside=inside, site_url=wiring.settings().site_url)
    return raw_answer(shown, 200, HTML, Content_Disposition=_saved(found.ticket, "html"))


def _saved(ticket: str, suffix: str) -> str:
    return f'attachment; filename="{ticket}.{suffix}"'


def copied(found: Citizen, token: str, language: str) -> dict[str, Any]:
    """Put everything together, whichever page asks; the record that it left comes first."""
    case, say = wiring.complaints().get(found.ticket), wiring.words(language)
    identity = custody.own(case.ticket, token)
    return {
        "made_at": iso(wiring.clock()),
        "language": language,
        "complaint": views.complaint(case, found) | _filed(case),
        "identity": _identity(case, identity),
        "contact": reach.on_file(found),
        "timeline": citizen.history(found, say),
        "deadlines": citizen.explained(found, say),
        "messages": sent.told(found.ticket, say, None),
        "documents": _documents(found, case, say),
        "openings": openings.told(found, say, language),
    }


def _filed(case: Complaint) -> dict[str, Any]:
    """What was chosen on the form, besides what every page shows."""
    return {
        "place": views.office(case.place),
        "happened_on": case.happened.isoformat() if case.happened else None,
        "mode": case.mode.value,
        "mandate": case.mandate,
        "language": case.language,
    }


def _identity(case: Complaint, opened: dict[str, str]) -> dict[str, str | None] | None:
    """Who filed it; whoever chose to be nobody is not shown to whoever may have found the code either."""
    if case.mode is Mode.ANONYMOUS:
        return None
    return {name: opened.get(name) for name in ("name", "email", "phone", "subject")}


def _documents(found: Citizen, case: Complaint, say: wiring.Words) -> list[dict[str, Any]]:
    """Every document, and of those that may be opened a way that works for a quarter of an hour."""
    registry, until = wiring.registry(), iso(wiring.clock() + LINKS_LIVE)

    def shown(one: Attachment) -> dict[str, Any]:
        opens = one.state is State.CLEAN
        url = attachments.link(one, registry, LINKS_LIVE) if opens else None
        return documents.shown(one, say) | {"url": url, "url_until": until if opens else None}

    return [shown(one) for one in attachments.listed(found, case, registry)]
