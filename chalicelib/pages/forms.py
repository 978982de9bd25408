"""Between the plain form's fields and the contract: the JSON that the script sends, and errors at the fields."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chalicelib.domain.questions import Form, Question, Value
from chalicelib.notify.texts import Words
from chalicelib.pages.asking import named
from chalicelib.pages.choices import amount_of, day_of

Fields = Mapping[str, Sequence[str]]
PARTS = ("day", "month", "year")
NAMED = ("name", "email", "phone")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Marks that come along with a pasted text: the API refuses them, and no citizen could find them."""


def first(fields: Fields, name: str) -> str:
    """What was typed, without blanks around it and what nobody sees in it; "" when there was no such field."""
    return _UNSEEN.sub("", next(iter(fields.get(name, ())), "")).strip()


def typed(fields: Fields) -> dict[str, object]:
    """What to print back into the form: the boxes that were ticked as a list, everything else as it was typed."""
    kept: dict[str, object] = {name: next(iter(values), "") for name, values in fields.items()}
    return kept | {"channels": list(fields.get("channels", ())), "help-needed": kept.get("help", "")}


def asked(fields: Fields, language: str) -> dict[str, object]:
    """The body of POST /v1/complaints. What was left empty is left out, so that the API names what is missing."""
    plain = {name: first(fields, name) for name in ("kind", "category", "stage", "office", "narrative")}
    day = tuple(first(fields, name) for name in PARTS)
    body: dict[str, object] = {name: value for name, value in plain.items() if value}
    if any(day):
        body["happened_on"] = day_of(*day)
    if first(fields, "about_staff"):
        body["about_staff"] = True
    body |= {"help": said} if (said := first(fields, "help")) else {}
    body |= _mandate(fields)
    return body | {"language": language, "channels": list(fields.get("channels", ())), "identity": _identity(fields)}


def answered(fields: Fields, questions: Iterable[Question]) -> dict[str, Value]:
    """The answers to these questions; what an earlier answer does not call for is left out, whatever stands there."""
    given: dict[str, Value] = {}
    for one in questions:
        value = _answer(fields, one)
        if value != "" and one.called_for(given):
            given[one.slug] = value
    return given


def _answer(fields: Fields, question: Question) -> Value:
    name = f"ask-{question.slug}"
    if question.form is Form.DATE:
        day, month, year = (first(fields, f"{name}-{part}") for part in PARTS)
        return day_of(day, month, year) if day or month or year else ""
    return amount_of(first(fields, name)) if question.form is Form.MONEY else first(fields, name)


def _mandate(fields: Fields) -> dict[str, object]:
    """For whom somebody speaks: named to the custodian alone, and not at all by somebody anonymous."""
    relation, subject = first(fields, "relation"), first(fields, "subject")
    named = {"name": subject} if subject and first(fields, "mode") != "anonymous" else {}
    return {"on_behalf": {"relation": relation or "other", **named}} if relation or named else {}


def _identity(fields: Fields) -> dict[str, str]:
    """Somebody who chose no name is not named, whatever stands in the field."""
    mode = first(fields, "mode")
    given = {name: first(fields, name) for name in NAMED if name != "name" or mode != "anonymous"}
    return {name: value for name, value in ({"mode": mode} | given).items() if value}


def at_fields(errors: Iterable[Mapping[str, Any]], say: Words) -> dict[str, str]:
    """The API's errors by the form's names, the first of each: `identity.email` is `email`, `channels.0` `channels`.

    On a page with many questions "Fill in this field" would not say which; what is missing is named.
    """
    found: dict[str, str] = {}
    for error in errors:
        field = _field(error["field"])
        found.setdefault(field, _worded(field, error, say))
    return {field: message or say("rule.missing") for field, message in found.items()}


def _worded(field: str, error: Mapping[str, Any], say: Words) -> str:
    """Three boxes for a date do not ask for one as the API writes it; an answer's message names its question."""
    if field.startswith("ask-"):
        real = error.get("code") == "date"
        return named(error["field"], say("script.form.happened_on.real"), say) if real else str(error["message"])
    match error.get("code"):
        case "missing":
            return _named(field, say)
        case "date":
            return say("script.form.happened_on.real")
        case _:
            return str(error["message"])


def _named(field: str, say: Words) -> str:
    try:
        return say("script.track.text.required" if field == "text" else f"script.form.{field}.required")
    except KeyError:
        return ""


def _field(name: str) -> str:
    parts = [part for part in name.replace("[", ".").split(".") if part != "identity"]
    if parts[:1] == ["answers"]:
        return f"ask-{parts[-1]}"
    return parts[0] if parts else "mode"
