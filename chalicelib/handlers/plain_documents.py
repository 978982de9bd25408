"""Documents for browsers without a script: a list, and a form that posts one file straight to quarantine."""

import json
import os
import re

from chalicelib import wiring
from chalicelib.domain.errors import Refusal, TooManyDocuments
from chalicelib.domain.people import Citizen
from chalicelib.handlers import citizen, cookies, documents, schemas
from chalicelib.handlers.answers import Answer
from chalicelib.handlers.plain import CASE, DONE, Pages, ended, go, page, whoever
from chalicelib.pages import forms
from chalicelib.pages.papers import papers
from chalicelib.services import attachments

routes = Pages("plain_documents")
PLACE = "lacak/plain/dokumen"
_ID = re.compile(r"[0-9a-f]{32}")


@routes.route("/{language}/lacak/plain/dokumen")
def plain_documents(language: str) -> Answer:
    """The list; with `unggah` the form for one that has not arrived, with `buka` the way to one that was accepted."""
    found = whoever(routes.header("cookie"))
    if found is None:
        return ended(language)
    wanted, opened = routes.query("unggah") or "", routes.query("buka") or ""
    if _ID.fullmatch(wanted):
        return _form(language, found, wanted)
    if _ID.fullmatch(opened):
        return _open(found, opened)
    return _list(language, found)


@routes.route("/{language}/lacak/plain/dokumen", "POST")
def plain_document(language: str) -> Answer:
    """Begin one, or take one away; a second press is the same document."""
    found, fields = whoever(routes.header("cookie")), routes.fields()
    if found is None:
        return ended(language)
    chosen, key = forms.first(fields, "document"), forms.first(fields, "key")
    if forms.first(fields, "action") == "remove" and _ID.fullmatch(chosen):
        attachments.remove(found, chosen, wiring.registry())
        return go(f"/{language}/{PLACE}")
    if not routes.good_key(key):
        return go(f"/{language}/{PLACE}")
    try:
        begun, _ = documents.begin(found, key, "", 0)
    except TooManyDocuments:
        return _list(language, found, 409)
    return go(f"/{language}/{PLACE}?unggah={begun.id}")


@routes.route("/{language}/lacak/plain/dokumen/sampai")
def plain_arrived(language: str) -> Answer:
    """Where S3 leads the browser afterwards: it comes from another site, without the cookie."""
    return page("arrived_plain.html", language, 200)


@routes.route("/{language}/lapor/plain/dokumen", "POST")
def plain_from_confirmation(language: str) -> Answer:
    """From the confirmation to the documents of the same complaint, by its own code."""
    kept = cookies.read(DONE, routes.header("cookie"))
    if not kept:
        return ended(language)
    made = json.loads(kept)
    opened = citizen.enter(made["ticket"], schemas.Entry(code=made["access_code"]), routes.address())
    session = json.dumps({"ticket": made["ticket"], "token": opened["token"]})
    return go(f"/{language}/{PLACE}", cookies.make(CASE, session))


def _list(language: str, found: Citizen, status: int = 200) -> Answer:
    registry, case = wiring.registry(), wiring.complaints().get(found.ticket)
    shown = documents.listed(found, case, registry, wiring.words(language))
    key, limits = os.urandom(16).hex(), papers(registry.limits)
    return page("documents_plain.html", language, status, ticket=found.ticket, key=key, papers=limits, **shown)


def _form(language: str, found: Citizen, document: str) -> Answer:
    """A signed form of a quarter of an hour, made anew at each look; back to the list once something has arrived."""
    registry = wiring.registry()
    back = f"{wiring.settings().site_url}/{language}/{PLACE}/sampai"
    try:
        way = attachments.way(registry.rows.get(found.ticket, document), registry, back)
    except Refusal:
        way = None
    if way is None:
        return go(f"/{language}/{PLACE}")
    return page("upload_plain.html", language, 200, upload=way, papers=papers(registry.limits))


def _open(found: Citizen, document: str) -> Answer:
    registry, case = wiring.registry(), wiring.complaints().get(found.ticket)
    return go(attachments.link(attachments.openable(found, case, document, registry), registry))
