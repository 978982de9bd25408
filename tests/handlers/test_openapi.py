"""The contract is printed, committed, valid and served; nothing of the API is left out of it."""

import json
import re
from typing import Any

import pytest
from openapi_spec_validator import validate

from app import app
from ops import openapi
from tests.handlers.client import Client
from tests.rules.tree import ROOT

COMMITTED = ROOT / "chalicelib" / "openapi.json"


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    paths = json.loads(COMMITTED.read_text())["paths"]
    return [(path, method, one) for path, methods in paths.items() for method, one in methods.items()]


def test_the_committed_contract_is_what_the_code_does() -> None:
    """What integrators read is what the routes and models say today."""
    assert COMMITTED.read_text() == openapi.printed(), "run: python -m ops.openapi > chalicelib/openapi.json"


def test_the_contract_is_valid_openapi() -> None:
    """Any OpenAPI tool can read the contract."""
    validate(json.loads(COMMITTED.read_text()))


def test_every_route_is_in_the_contract() -> None:
    """No door is open that the contract does not name."""
    routes = {(path, method.lower()) for path in app.routes for method in app.routes[path] if path.startswith("/v1/")}
    assert {(path, method) for path, method, _ in operations()} == routes


def test_the_contract_is_served(api: Client) -> None:
    """Anybody can fetch the contract from the API itself, and keep it for an hour."""
    reply = api.call("GET", "/v1/openapi.json")
    assert (reply.status, reply.text) == (200, COMMITTED.read_text())
    assert reply.headers["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize(
    ("path", "method", "one"), operations(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_refusal_has_the_form_of_a_problem(path: str, method: str, one: dict[str, Any]) -> None:
    """A client needs one reader for every refusal of every route."""
    done = {"csv": "text/csv; charset=utf-8", "html": "text/html; charset=utf-8"}.get(
        path.rpartition(".")[2], "application/json"
    )
    for status, answer in one["responses"].items():
        wanted = done if status < "400" else "application/problem+json"
        assert list(answer["content"]) == [wanted], (path, method, status)
        assert ("Retry-After" in answer.get("headers", {})) == (status in {"429", "503"})


def test_headers_are_asked_where_design_wants_them() -> None:
    """Whatever changes a complaint takes an Idempotency-Key, and officers must say which version they saw."""
    asked = {
        (method, path): {one["name"] for one in operation["parameters"] if one["in"] == "header"} - {"Accept-Language"}
        for path, method, operation in operations()
    }
    assert {key: value for key, value in asked.items() if value} == {
        ("post", "/v1/complaints"): {"Idempotency-Key"},
        ("post", "/v1/complaints/{ticket}/attachments"): {"Idempotency-Key"},
        ("post", "/v1/complaints/{ticket}/steps"): {"Idempotency-Key"},
        ("put", "/v1/complaints/{ticket}/contact"): {"Idempotency-Key"},
        ("post", "/v1/referrals/{ticket}/sessions"): {"Idempotency-Key"},
        ("post", "/v1/referrals/{ticket}/steps"): {"Idempotency-Key"},
        ("post", "/v1/staff/complaints/{ticket}/alerts"): {"Idempotency-Key", "If-Match"},
        ("post", "/v1/staff/complaints/{ticket}/steps"): {"Idempotency-Key", "If-Match"},
    }


def test_every_route_says_who_may_call_it() -> None:
    """Whoever reads the contract sees which token a route wants, and that the rest is open to all."""
    open_to_all = {path for path, _, one in operations() if not one["security"]}
    assert not any("/staff/" in path for path in open_to_all)
    assert {path for path in open_to_all if "{ticket}" in path} == {
        "/v1/complaints/{ticket}/sessions",
        "/v1/complaints/{ticket}/one-time-codes",
        "/v1/referrals/{ticket}/sessions",
    }


def test_every_route_is_in_the_docs() -> None:
    """Whoever reads docs/api.md finds every route there, and none that is gone."""
    said = (ROOT / "docs" / "api.md").read_text()
    named = set(re.findall(r"^\| `([A-Z]+ /v1/[^`]*)` \|", said, re.MULTILINE))
    assert named == {f"{method.upper()} {path}" for path, method, _ in operations()}
