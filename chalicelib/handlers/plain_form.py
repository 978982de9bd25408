"""The form for browsers without a script: every question on one page, and another language with what was typed."""

import os
from typing import Any

from chalicelib import wiring
from chalicelib.domain.errors import Invalid
from chalicelib.domain.troubles import under_way
from chalicelib.handlers import citizen, cookies, schemas
from chalicelib.handlers.answers import Answer
from chalicelib.handlers.faults import Malformed, faults_of
from chalicelib.handlers.plain import DONE, Pages, go, key_of, page, request_of, said
from chalicelib.handlers.plain_asking import asking
from chalicelib.pages import forms
from chalicelib.pages.choices import choices
from chalicelib.pages.troubles import told

routes = Pages("plain_form")


@routes.route("/{language}/lapor/plain")
def plain_form(language: str) -> Answer:
    """A fresh key in a hidden field makes a second press of the button the same complaint."""
    return _form(language, {"kind": [routes.query("kind") or ""]}, {}, 200)


@routes.route("/{language}/lapor/plain", "POST")
def plain_submit(language: str) -> Answer:
    """422 with what is wrong, 303 to the confirmation, or the form in another language or with more questions."""
    fields = routes.fields()
    more = asking(fields)
    asked = forms.asked(fields, language) | more.answers(fields)
    try:
        body = None if forms.first(fields, "switch") else faults_of(schemas.Submission, asked)
        if body is None or more.due:
            return _form(language, fields, {}, 200)
        answer = citizen.file(body, key_of(fields), request_of("submit", asked))
    except (Malformed, Invalid) as wrong:
        return _form(language, fields, said(wrong.faults, language), 422)
    kept = cookies.make(DONE, answer)
    return go(f"/{language}/lapor/plain/done", kept)


def _form(language: str, fields: forms.Fields, errors: dict[str, str], status: int) -> Answer:
    key = forms.first(fields, "key") or os.urandom(16).hex()
    given: dict[str, Any] = {"choices": choices(wiring.book()), "beside": wiring.beside(), "key": key}
    say, now = wiring.words(language), wiring.clock()
    given["troubles"] = told(under_way(given["beside"].troubles, now), now, language, say, _place)
    given["asking"] = asking(fields).shown(say)
    return page("form_plain.html", language, status, values=forms.typed(fields), errors=errors, **given)


def _place(slug: str) -> str:
    return wiring.book().offices.get(slug).name
