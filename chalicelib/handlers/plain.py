"""The citizen's pages for browsers without a script: what they share, and the page to follow a complaint."""

import hashlib
import json
import os
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from chalicelib import wiring
from chalicelib.domain.errors import Fault, Invalid, Refusal, TooMany
from chalicelib.domain.people import Citizen
from chalicelib.domain.steps import OPEN
from chalicelib.handlers import (
    auth,
    citizen,
    cookies,
    openings,
    problems,
    reading,
    schemas,
    sent,
    tickets,
    views,
)
from chalicelib.handlers import survey as surveys
from chalicelib.handlers.answers import Answer, raw_answer
from chalicelib.handlers.faults import Malformed, faults_of
from chalicelib.handlers.http import Routes
from chalicelib.pages import forms
from chalicelib.pages.render import render
from chalicelib.services import survey

HTML = "text/html; charset=utf-8"
DONE, CASE = "aduan_done", "aduan_case"
TOLD = frozenset(
    {"message", "reply", "confirm", "dispute", "appeal", "withdraw", "survey", "contact", "erasure", "keep"}
)
MOST_FIELDS = 60
MESSAGES = {401: "expired", 404: "missing", 413: "long", 429: "busy"}


class Pages(Routes):
    """Routes whose refusals are pages, in the language of the address."""

    def _answer(self, view: Callable[..., Answer], parts: dict[str, str]) -> Answer:
        if parts["language"] not in wiring.languages():
            return page("message.html", wiring.languages()[0], 404, name="missing", path="")
        answer = super()._answer(view, parts)
        if not answer.headers["Content-Type"].startswith("application/problem"):
            return answer
        name = MESSAGES.get(answer.status, "broken")
        return page("message.html", parts["language"], answer.status, name=name, path="lapor/plain")

    def fields(self) -> dict[str, list[str]]:
        """Read a posted form; what is not UTF-8 is replaced, so that a person sees what went wrong."""
        raw = self.raw()
        if len(raw) > reading.LARGEST:
            raise reading.Unreadable("too_large", 413)
        try:
            return parse_qs(raw.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except ValueError:
            raise reading.Unreadable("too_large", 413) from None


routes = Pages("plain")


@routes.route("/{language}/lacak/plain")
def plain_track(language: str) -> Answer:
    """The complaint that the cookie opens, else the door."""
    visitor = whoever(routes.header("cookie"))
    if visitor is None:
        return _door(language, {}, {}, 200)
    return _case(language, visitor, routes.query("done") or "", {})


@routes.route("/{language}/lacak/plain", "POST")
def plain_act(language: str) -> Answer:
    """Come in by code, ask for a one-time code, take a step, or leave; or the same page in another language."""
    fields = routes.fields()
    if forms.first(fields, "switch"):
        return _again(language, fields)
    match forms.first(fields, "action"):
        case "open":
            return _enter(
                language, fields, forms.first(fields, "ticket"), schemas.Entry(code=forms.first(fields, "code") or "-")
            )
        case "once":
            proof = schemas.Entry(one_time_code=forms.first(fields, "one_time_code") or "-")
            return _enter(language, fields, forms.first(fields, "ticket_once"), proof)
        case "send":
            wanted = schemas.Channel.SMS if forms.first(fields, "channel") == "sms" else schemas.Channel.EMAIL
            return _send(language, fields, wanted)
        case "leave":
            return go(f"/{language}/lacak/plain", cookies.make(CASE, ""))
        case _:
            return _step(language, fields)


def _again(language: str, fields: forms.Fields) -> Answer:
    """What was typed stays; nothing is judged, and nothing is sent."""
    visitor = whoever(routes.header("cookie"))
    return _case(language, visitor, "", fields) if visitor else _door(language, fields, {}, 200)


def _send(language: str, fields: forms.Fields, wanted: schemas.Channel) -> Answer:
    lost = forms.first(fields, "ticket_lost")
    try:
        citizen.send_code(lost, wanted, routes.address())
    except TooMany as refusal:
        return _wait(language, fields, "ticket_lost", refusal)
    return _door(language, {"ticket_once": [lost]}, {}, 200, sent=True)


def _wait(language: str, fields: forms.Fields, field: str, refusal: TooMany) -> Answer:
    """The door again, with what to do meanwhile."""
    shown = _door(language, fields, {field: busy(language)}, 429)
    return Answer(shown.body, shown.status, shown.headers | {"Retry-After": str(refusal.seconds)})


def _enter(language: str, fields: forms.Fields, ticket: str, proof: schemas.Entry) -> Answer:
    try:
        opened = citizen.enter(ticket, proof, routes.address())
    except TooMany as refusal:
        return _wait(language, fields, "ticket", refusal)
    except Refusal:
        words = wiring.words(language)
        return _door(language, fields, {"ticket": words("problem.not_found.detail")}, 422)
    kept = json.dumps({"ticket": tickets.lenient(ticket), "token": opened["token"]})
    return go(f"/{language}/lacak/plain", cookies.make(CASE, kept))


def _step(language: str, fields: forms.Fields) -> Answer:
    visitor, step = whoever(routes.header("cookie")), forms.first(fields, "step")
    text = forms.first(fields, f"text-{step}")
    if visitor is None:
        return ended(language, text)
    asked = {"step": step} | ({"text": text} if text else {})
    try:
        taken, key = faults_of(schemas.Taking, asked), f"{key_of(fields)}-{step}"
        citizen.act(visitor, taken, key, request_of(visitor.ticket, asked))
    except (Malformed, Invalid) as wrong:
        return _case(language, visitor, "", fields, step, said(wrong.faults, language), 422)
    except Refusal as refusal:
        return _case(language, visitor, "", fields, status=409, unsent=(refusal.code, text))
    return go(f"/{language}/lacak/plain?done={step}")


def whoever(header: str) -> Citizen | None:
    """Give the citizen whom the cookie lets in."""
    kept = json.loads(cookies.read(CASE, header) or "{}")
    return Citizen(kept["ticket"]) if kept and auth.opens(kept["token"], kept["ticket"]) else None


def _door(language: str, fields: forms.Fields, errors: dict[str, str], status: int, *, sent: bool = False) -> Answer:
    return page("track_plain.html", language, status, values=forms.typed(fields), errors=errors, sent=sent)


def _case(
    language: str,
    visitor: Citizen,
    notice: str,
    fields: forms.Fields,
    failed: str = "",
    errors: dict[str, str] | None = None,
    status: int = 200,
    unsent: tuple[str, str] = ("", ""),
) -> Answer:
    made = views.complaint(wiring.complaints().get(visitor.ticket), visitor)
    say = wiring.words(language)
    shown: dict[str, Any] = {"made": made, "steps": citizen.history(visitor, say), "key": os.urandom(16).hex()}
    shown["whys"] = {one["clock"]: one["why"]["text"] for one in citizen.explained(visitor, say)}
    shown["sent"] = sent.told(visitor.ticket, say)
    shown["openings"] = openings.told(visitor, say, language)
    shown["survey"] = () if made["status"] in OPEN else survey.open_parts(visitor, surveys.desk())
    shown |= {"values": forms.typed(fields), "errors": errors or {}, "failed": failed, "unsent": unsent}
    told = notice if notice in TOLD else ""
    return page("case_plain.html", language, status, notice=told, **shown)


def page(template: str, language: str, status: int, **context: object) -> Answer:
    """Give a page, which nobody may keep."""
    return raw_answer(render(template, language, **context), status, HTML)


def ended(language: str, unsent: str = "") -> Answer:
    """Say that whoever was here has to come in again; what they wrote meanwhile is given back."""
    return page("message.html", language, 401, name="expired", path="lacak/plain", unsent=unsent)


def go(where: str, cookie: str = "") -> Answer:
    """Lead on to another page, so that a reload of it sends nothing again."""
    answer = raw_answer("", 303, HTML, Location=where)
    return Answer(answer.body, answer.status, answer.headers | ({"Set-Cookie": cookie} if cookie else {}))


def key_of(fields: forms.Fields) -> str:
    """The hidden field's key. A page that lost it gets it again with the form, and nothing is sent without one."""
    key = forms.first(fields, "key")
    if not routes.good_key(key):
        raise Invalid(Fault("key", "wrong"))
    return key


def request_of(about: str, asked: object) -> str:
    """Give the hash that tells whether a repeated key carries the same request."""
    return hashlib.sha256(json.dumps(["plain", about, asked], sort_keys=True).encode()).hexdigest()


def busy(language: str) -> str:
    """Say that there were enough tries for now."""
    return wiring.words(language)("problem.too_many.detail")


def said(found: tuple[Fault, ...], language: str) -> dict[str, str]:
    """Put each fault into words, at the form's own field."""
    words = wiring.words(language)
    return forms.at_fields(problems.faults(found, words), words)
