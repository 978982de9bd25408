"""What is wrong with a field, in words: choices under the names that forms show, days as people say them."""

from datetime import date

from chalicelib import wiring
from chalicelib.domain.errors import Fault
from chalicelib.notify import dates
from chalicelib.wiring import Words

NAMES: dict[str, tuple[str, ...]] = {
    "kind": ("kind.", "channels.kind."),
    "category": ("category.",),
    "stage": ("stage.",),
    "class": ("class.",),
    "reason": ("reason.", "channels.gone."),
    "why": ("holiday.",),
    "mode": ("form.mode.",),
    "relation": ("relation.",),
    "channel": ("form.channels.",),
    "channels": ("form.channels.",),
    "action": ("console.do.",),
    "status": ("status.", "queue.", "case.status."),
}
"""Under which keys the choices of a field have their names, by the last word of the field."""


def remedy(fault: Fault, words: Words, *, staff: bool = False) -> str:
    """Say what would be right, for staff in the console's own words where it has some."""
    said = words("list.parts").join(_name(fault.field, choice, words, staff=staff) for choice in fault.choices)
    return words(f"rule.{fault.rule}", **dict(fault.limits), choices=said)


def _name(field: str, choice: str, words: Words, *, staff: bool) -> str:
    """Name a choice; one that people never meet by a name, such as the edition of a policy, stays as it is."""
    kind, *before = reversed([part for part in field.split(".") if not part.isdigit()])
    if kind == "until":
        return dates.day(date.fromisoformat(choice), words)
    if kind == "language":
        return wiring.words(choice)("language.name")
    keys = (f"question.{kind}.",) if before == ["answers"] else NAMES.get(kind, ())
    own = tuple(f"console.{key}" for key in keys) if staff else ()
    return next((name for key in (*own, *keys) if (name := _known(f"{key}{choice}", words))), choice)


def _known(key: str, words: Words) -> str:
    try:
        return words(key)
    except KeyError:
        return ""


def coded(fault: Fault) -> str:
    """Say the same in English to whoever writes a file: there only the codes count."""
    limits = dict(fault.limits) | {"choices": ", ".join(fault.choices)}
    return wiring.words("en")(f"rule.{fault.rule}", **limits)
