"""Every answer that a test gets is held against the printed contract: what is not written there may not go out."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from chalicelib.handlers import public

PROMISED = {"Content-Type", "Cache-Control"}


@cache
def _printed() -> dict[str, Any]:
    printed: dict[str, Any] = json.loads(public._openapi())
    return printed


@cache
def _checker(pointer: str) -> Draft202012Validator:
    resource = Resource.from_contents(_printed(), default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("urn:contract", resource)
    return Draft202012Validator({"$ref": f"urn:contract#{pointer}"}, registry=registry)


def holds(method: str, route: str, status: int, headers: Mapping[str, str], text: str) -> None:
    """Raise AssertionError where status, type or body of an answer is not as printed; pages are none of ours."""
    if not route.startswith("/v1/"):
        return
    steps = ["paths", route, method.lower(), "responses", str(status), "content", headers["Content-Type"], "schema"]
    found: Any = _printed()
    for step in steps:
        assert step in found, f"{method} {route} answers {status} {headers['Content-Type']}, which is not printed"
        found = found[step]
    pointer = "".join(f"/{step.replace('~', '~0').replace('/', '~1')}" for step in steps)
    body = text if headers["Content-Type"].startswith("text/") else json.loads(text)
    errors = [f"{error.json_path}: {error.message}" for error in _checker(pointer).iter_errors(body)]
    assert not errors, (method, route, status, errors)
