"""Prints the contract: `python -m ops.openapi > chalicelib/openapi.json`.

It is made from the registered routes, from what each view asks of the edge, and from two sets of models:
handlers/schemas.py for what comes in, ops/shapes.py for what goes out.
"""

import ast
import inspect
import json
import sys
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from pydantic.json_schema import models_json_schema

from app import app
from chalicelib.handlers import alerting, announcing, days, opinions, schemas, uploading
from ops import counted, figures, lists, mine, official, papers, people, reaching, referred, sent, shapes, traces
from ops import days as days_out

JSON, PROBLEM = "application/json", "application/problem+json"
KINDS = {"csv": "text/csv; charset=utf-8", "html": "text/html; charset=utf-8"}
View = Callable[..., Any]
Calls = dict[str, list[str]]

ANSWERS: dict[str, tuple[int, *tuple[type[shapes.Shape], ...]]] = {
    "submit": (201, shapes.Received),
    "open_session": (201, shapes.Session),
    "send_one_time_code": (202, shapes.CodeSent),
    "status": (200, shapes.Case),
    "receipt": (200, shapes.Receipt),
    **dict.fromkeys(("citizen_deadlines", "staff_deadlines"), (200, traces.Deadlines)),
    "citizen_timeline": (200, shapes.Timeline),
    "citizen_step": (200, shapes.Case),
    **dict.fromkeys(("citizen_messages", "staff_messages"), (200, sent.Messages)),
    **dict.fromkeys(("citizen_documents", "remove_document"), (200, papers.Documents)),
    "begin_document": (201, papers.Begun),
    "staff_documents": (200, papers.Papers),
    **dict.fromkeys(("citizen_document", "staff_document"), (200, papers.Link)),
    **mine.ANSWERS,
    **counted.ANSWERS,
    **dict.fromkeys(("contact_on_file", "correct_contact"), (200, reaching.OnFile)),
    "survey_parts": (200, figures.Parts),
    "answer_survey": (201, figures.Counted),
    "open_referral": (201, shapes.Session),
    "referral": (200, referred.Referred),
    "referral_step": (200, referred.Settled),
    "me": (200, people.Me),
    "staff_vocabulary": (200, lists.Vocabulary),
    "colleagues": (200, people.Colleagues),
    "people": (200, people.People),
    "queue": (200, shapes.Queue),
    "open_case": (200, shapes.OpenedCase),
    "staff_timeline": (200, shapes.StaffTimeline),
    "staff_step": (200, shapes.StaffCase, shapes.Gone),
    "staff_alert": (200, shapes.StaffCase),
    **dict.fromkeys(("own_absence", "set_absence"), (200, people.Away)),
    "survey_figures": (200, figures.Survey),
    "survey_table": (200,),
    "ask_identity": (201, shapes.Asked),
    "identity_requests": (200, shapes.Waiting),
    "identity_request": (200, shapes.Asked),
    "allow_identity": (201, shapes.Asked),
    "identity": (200, shapes.Identity),
    **days_out.ANSWERS,
    **official.ANSWERS,
    "catalogue": (200, lists.Catalogue),
    "offices": (200, lists.Places),
    "keys": (200, lists.Keys),
    "health": (200, lists.Health),
    "openapi": (200,),
}
"""Status and shapes of what each view gives when all goes well."""

REFUSALS: dict[str, tuple[int, ...]] = {
    "body": (400, 413, 415, 422),
    "key": (400, 403, 409, 422),
    "if_match": (400, 409, 412, 428),
    "session": (401,),
    "agency": (401,),
    "officer": (401, 403),
    "desk": (401, 403),
    "query": (404, 422),
}
"""With what each question that a view asks of the edge may be refused."""

MEANINGS = {
    400: "The request cannot be read.",
    401: "No session, or no token that is to be believed.",
    403: "Not for this caller.",
    404: "No such complaint for this caller; which part was wrong is not told.",
    409: "Not from the present state, or somebody was quicker, or the key belongs to another request.",
    412: "The complaint changed since it was read; the fresh state is in `complaint`.",
    413: "Larger than 128 KiB.",
    415: "Not JSON.",
    422: "Fields that cannot be taken, each with its remedy.",
    428: "If-Match is missing.",
    429: "Too often; try again after Retry-After seconds.",
    500: "A bug of ours; sending again with the same Idempotency-Key is safe.",
    503: "Not now; try again after Retry-After seconds.",
}
KEY = {"type": "string", "minLength": 22, "maxLength": 255, "pattern": "^[!-~]*$"}
HEADERS = {
    "key": (
        "Idempotency-Key",
        "At least 128 random bits, made by the client; the same key never does anything twice.",
        KEY,
    ),
    "if_match": ("If-Match", "The ETag that was seen.", {"type": "string", "examples": ['"3"']}),
}
RETRY = {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}


def views() -> Iterator[tuple[str, str, View]]:
    """Yield path, method and view of each route of the contract, in a fixed order."""
    for path in sorted(path for path in app.routes if path.startswith("/v1/")):
        yield from ((path, method, entry.view_function) for method, entry in sorted(app.routes[path].items()))


def asked(view: View) -> Calls:
    """Tell what a view asks of the edge: `routes.body(schemas.Entry)` gives body: [Entry]."""
    found: Calls = {}
    source = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(view))))
    for node in ast.walk(source):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id in {"routes", "desk"}:
                said = [ast.unparse(argument).rpartition(".")[2].strip("'\"") for argument in node.args]
                found.setdefault(node.func.attr, []).extend(said)
    return found


def operation(path: str, view: View) -> dict[str, Any]:
    """Describe one route."""
    calls, (status, *given) = asked(view), ANSWERS[view.__name__]
    made: dict[str, Any] = {
        "operationId": view.__name__,
        "description": inspect.getdoc(view),
        "parameters": list(parameters(path, calls)),
        "responses": {str(status): answer(given, calls, kind(path))}
        | {str(code): refusal(code) for code in refusals(path, calls)},
        "security": security(calls),
    }
    if "body" in calls:
        schema = {"$ref": f"#/components/schemas/{calls['body'][0]}"}
        made["requestBody"] = {"required": True, "content": {JSON: {"schema": schema}}}
    return made


def kind(path: str) -> str:
    """Tell what comes out of a path when all goes well."""
    return KINDS.get(path.rpartition(".")[2], JSON)


def parameters(path: str, calls: Calls) -> Iterator[dict[str, Any]]:
    """Yield the parts of the path, the query and the headers that are asked for."""
    for part in path.split("/"):
        if part.startswith("{"):
            yield {"name": part[1:-1], "in": "path", "required": True, "schema": {"type": "string"}}
    for name in calls.get("query", ()):
        yield {"name": name, "in": "query", "schema": {"type": "string"}}
    for call, (name, meaning, schema) in HEADERS.items():
        if call in calls:
            yield {"name": name, "in": "header", "required": True, "description": meaning, "schema": schema}
    yield {"name": "Accept-Language", "in": "header", "schema": {"type": "string", "examples": ["id", "en"]}}


def security(calls: Calls) -> list[dict[str, list[str]]]:
    """Tell who must show what."""
    if {"officer", "desk", "person"} & set(calls):
        return [{"officer": []}]
    return [{name: []} for call, name in (("session", "session"), ("agency", "referral")) if call in calls]


def refusals(path: str, calls: Calls) -> list[int]:
    """Collect with what a route may refuse."""
    found = {500, 503} | ({404} if "{" in path else set())
    overtaken = path.endswith(("/approvals", "/editions", "/withdrawals"))
    overtaken |= path.endswith(("/absence", "/survey")) and "body" in calls
    overtaken |= path.endswith("/{document}") and "session" in calls
    found |= {409} if overtaken else set()
    found |= {429} if path.endswith(("/sessions", "/one-time-codes")) else set()
    found |= {429} if path.endswith("/contact") and "body" in calls else set()
    return sorted(found.union(*(REFUSALS.get(call, ()) for call in calls)))


def answer(given: list[type[shapes.Shape]], calls: Calls, sort: str) -> dict[str, Any]:
    """Describe the answer when all goes well."""
    links = [{"$ref": f"#/components/schemas/{shape.__name__}"} for shape in given]
    schema: Any = (
        {"anyOf": links} if len(links) > 1 else (links or [{"type": "object" if sort == JSON else "string"}])[0]
    )
    made: dict[str, Any] = {"description": "Done.", "content": {sort: {"schema": schema}}}
    if (given and issubclass(given[0], shapes.Case) and "key" not in calls) or "if_match" in calls:
        made["headers"] = {"ETag": {"description": "The version, for If-Match.", "schema": {"type": "string"}}}
    return made


def refusal(status: int) -> dict[str, Any]:
    """Describe a refusal."""
    made: dict[str, Any] = {
        "description": MEANINGS[status],
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    return made | ({"headers": {"Retry-After": RETRY}} if status in {429, 503} else {})


def _model(name: str) -> Any:
    """Find the model of a body in the modules that have some."""
    homes = (schemas, days, alerting, announcing, opinions, uploading)
    return next(getattr(module, name) for module in homes if hasattr(module, name))


def components() -> dict[str, Any]:
    """Give every model, and how callers show who they are."""
    bodies = sorted({name for _, _, view in views() for name in asked(view).get("body", ())})
    out = {shape.__name__: shape for _, *given in ANSWERS.values() for shape in given} | {"Problem": shapes.Problem}
    wanted: Any = [(_model(name), "validation") for name in bodies]
    wanted += [(shape, "serialization") for _, shape in sorted(out.items())]
    _, found = models_json_schema(wanted, ref_template="#/components/schemas/{model}")
    bearer = {"type": "http", "scheme": "bearer"}
    schemes = {
        "session": bearer | {"description": "What `POST …/sessions` gave; it opens one complaint for 15 minutes."},
        "referral": bearer
        | {"description": "What `POST /v1/referrals/…/sessions` gave; it opens one referral for 30 minutes."},
        "officer": bearer
        | {"bearerFormat": "JWT", "description": "An OpenID Connect identity token that lives an hour at most."},
    }
    return {"schemas": dict(sorted(found["$defs"].items())), "securitySchemes": schemes}


def document() -> dict[str, Any]:
    """Give the whole contract."""
    paths: dict[str, Any] = {}
    for path, method, view in views():
        paths.setdefault(path, {})[method.lower()] = operation(path, view)
    info = {"title": "Aduan", "version": "1", "description": inspect.getdoc(schemas)}
    return {"openapi": "3.1.0", "info": info, "servers": [{"url": "/"}], "paths": paths, "components": components()}


def printed() -> str:
    """Give the contract as it is committed."""
    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(printed())
