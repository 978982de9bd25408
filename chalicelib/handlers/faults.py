"""What pydantic found wrong, as faults with a rule that the catalogue can put into words."""

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from chalicelib.domain.errors import Fault, one_of

Model = TypeVar("Model", bound=BaseModel)

_RULES = {
    "missing": "missing",
    "extra_forbidden": "unknown_field",
    "string_type": "text",
    "bool_type": "yes_or_no",
    "list_type": "list",
    "tuple_type": "list",
    "model_type": "object",
    "model_attributes_type": "object",
    "dict_type": "object",
    "string_pattern_mismatch": "unknown_choice",
    "date_from_datetime_parsing": "date",
    "date_parsing": "date",
    "date_type": "date",
    "date_from_datetime_inexact": "date",
    "string_too_long": "too_long",
    "string_too_short": "missing",
    "too_long": "too_many_items",
}


class Malformed(Exception):
    """A body whose fields do not fit; every fault at once."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(len(faults))
        self.faults = faults


def faults_of(model: type[Model], value: dict[str, Any]) -> Model:
    """Check a value against a model. Raises Malformed."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise Malformed(*(_fault(detail) for detail in error.errors(include_url=False))) from None


def _fault(detail: ErrorDetails) -> Fault:
    field = ".".join(str(part) for part in detail["loc"]) or "body"
    context = detail.get("ctx", {})
    if detail["type"] == "aduan":
        return Fault(_named(field, context), str(context["rule"]))
    if detail["type"] in {"enum", "literal_error"}:
        return one_of(field, re.findall(r"'([^']+)'", str(context.get("expected", ""))))
    if detail["type"] == "too_long" and isinstance(detail["input"], str):
        return Fault(field, "too_long", (("max_length", str(context["max_length"])),))
    limits = tuple((name, str(value)) for name, value in context.items() if name in {"max_length", "min_length"})
    return Fault(field, _RULES.get(detail["type"], "wrong"), limits)


def _named(field: str, context: dict[str, Any]) -> str:
    """A rule over several fields says itself which one is at fault."""
    own = context.get("field")
    return ".".join(part for part in (field if field != "body" else "", own) if part) if own else field
