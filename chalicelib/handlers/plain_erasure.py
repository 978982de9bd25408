"""Erasing one's data without a script: what, when and what stays on one page, and a press that must be meant."""

import os

from chalicelib import wiring
from chalicelib.domain.errors import Refusal
from chalicelib.domain.people import Citizen
from chalicelib.handlers import citizen, schemas, views
from chalicelib.handlers.answers import Answer
from chalicelib.handlers.faults import faults_of
from chalicelib.handlers.plain import Pages, ended, go, key_of, page, request_of, whoever
from chalicelib.pages import forms

routes = Pages("plain_erasure")
STEPS = frozenset({"erasure", "keep"})


@routes.route("/{language}/lacak/plain/hapus")
def plain_erasure(language: str) -> Answer:
    """What would happen, before anything is asked."""
    found = whoever(routes.header("cookie"))
    return _page(language, found, {}, 200) if found else ended(language)


@routes.route("/{language}/lacak/plain/hapus", "POST")
def plain_erase(language: str) -> Answer:
    """The wish, only with the tick; or taken back. A second press is the same wish."""
    found, fields = whoever(routes.header("cookie")), routes.fields()
    if found is None:
        return ended(language)
    step = forms.first(fields, "step")
    if step not in STEPS or (step == "erasure" and forms.first(fields, "confirm") != "yes"):
        return _page(language, found, {"confirm": wiring.words(language)("erase.confirm.missing")}, 422)
    asked = {"step": step}
    try:
        key, request = key_of(fields), request_of(found.ticket, asked)
        citizen.act(found, faults_of(schemas.Taking, asked), key, request)
    except Refusal:
        return _page(language, found, {}, 409)
    return go(f"/{language}/lacak/plain?done={step}")


def _page(language: str, found: Citizen, errors: dict[str, str], status: int) -> Answer:
    made = views.complaint(wiring.complaints().get(found.ticket), found)
    return page("erase_plain.html", language, status, made=made, values={}, errors=errors, key=os.urandom(16).hex())
