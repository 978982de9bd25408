"""Between the plain form's fields and the contract: the JSON that the script sends, and errors at the fields."""

from collections.abc import Iterable, Mapping, Sequence

from chalicelib.notify.texts import Words
from chalicelib.pages.choices import day_of

Fields = Mapping[str, Sequence[str]]
PARTS = ("day", "month", "year")
NAMED = ("name", "email", "phone")


def first(fields: Fields, name: str) -> str:
    """What was typed, without the blanks around it; "" when there was no such field."""
    return next(iter(fields.get(name, ())), "").strip()


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


def at_fields(errors: Iterable[Mapping[str, str]], say: Words) -> dict[str, str]:
    """The API's errors by the form's names, the first of each: `identity.email` is `email`, `channels.0` `channels`.

    On a page with many questions "Fill in this field" would not say which; what is missing is named.
    """
    found: dict[str, str] = {}
    for error in errors:
        field = _field(error["field"])
        found.setdefault(field, _worded(field, error, say))
    return {field: message or say("rule.missing") for field, message in found.items()}


def _worded(field: str, error: Mapping[str, str], say: Words) -> str:
    """Three boxes for a date do not ask for one as the API writes it."""
    match error.get("code"):
        case "missing":
            return _named(field, say)
        case "date":
            return say("script.form.happened_on.real")
        case _:
            return error["message"]


def _named(field: str, say: Words) -> str:
    try:
        return say("script.track.text.required" if field == "text" else f"script.form.{field}.required")
    except KeyError:
        return ""


def _field(name: str) -> str:
    parts = [part for part in name.replace("[", ".").split(".") if part != "identity"]
    return parts[0] if parts else "mode"
