"""Correcting one's contact without a script: one page, what is left empty stays."""

import os
from typing import Any

from chalicelib.domain.errors import Invalid, TooMany
from chalicelib.domain.people import Citizen
from chalicelib.handlers import plain, reach, schemas
from chalicelib.handlers.answers import Answer
from chalicelib.handlers.faults import Malformed, faults_of
from chalicelib.handlers.plain import Pages, ended, go, page, whoever
from chalicelib.pages import forms

routes = Pages("plain_reach")
BOTH = "both"


@routes.route("/{language}/lacak/plain/kontak")
def plain_contact(language: str) -> Answer:
    """What is on file in masked forms, and one form for all of it."""
    found = whoever(routes.header("cookie"))
    return _asked(language, found, {}, {}, 200) if found else ended(language)


@routes.route("/{language}/lacak/plain/kontak", "POST")
def plain_correct(language: str) -> Answer:
    """Kept, and back to the complaint; or the same page with what was typed, and what is wrong with it."""
    found, fields = whoever(routes.header("cookie")), routes.fields()
    if found is None:
        return ended(language)
    if forms.first(fields, "switch"):
        return _asked(language, found, fields, {}, 200)
    body = wanted(fields)
    try:
        asked = faults_of(schemas.ContactChange, body)
        reach.corrected(found, asked, plain.key_of(fields), plain.request_of(found.ticket, body))
    except (Malformed, Invalid) as wrong:
        return _asked(language, found, fields, plain.said(wrong.faults, language), 422)
    except TooMany:
        return _asked(language, found, fields, {"email": plain.busy(language)}, 429)
    return go(f"/{language}/lacak/plain?done=contact")


def wanted(fields: forms.Fields) -> dict[str, Any]:
    """The body of PUT …/contact: a box ticked takes away, an empty field leaves as it is."""
    body: dict[str, Any] = {part: typed for part in ("email", "phone") if (typed := forms.first(fields, part))}
    body |= {part: None for part in ("email", "phone") if forms.first(fields, f"drop_{part}")}
    ways = forms.first(fields, "ways")
    body |= _ways(ways) if ways else {}
    spoken = forms.first(fields, "language")
    return body | ({"language": spoken} if spoken else {}) | {"essential_only": bool(forms.first(fields, "less"))}


def _ways(chosen: str) -> dict[str, Any]:
    if chosen == BOTH:
        return {"channels": ["email", "sms"], "in_turn": False}
    return {"channels": [] if chosen == "none" else chosen.split("-")}


def _asked(language: str, found: Citizen, fields: forms.Fields, errors: dict[str, str], status: int) -> Answer:
    on_file = reach.on_file(found)
    shown = forms.typed(fields) if fields else _chosen(on_file)
    key = forms.first(fields, "key") or os.urandom(16).hex()
    return page("reach_plain.html", language, status, found=on_file, values=shown, errors=errors, key=key)


def _chosen(on_file: dict[str, Any]) -> dict[str, object]:
    """What stands in the form before anything was typed."""
    less = "yes" if on_file["essential_only"] else ""
    ways = on_file["channels"]
    chosen = BOTH if len(ways) > 1 and not on_file["in_turn"] else "-".join(ways) or "none"
    return {"ways": chosen, "language": on_file["language"], "less": less}
