"""API Gateway: a request becomes a proxy event, the app's answer becomes a response."""

import base64
import threading
import uuid
from typing import Any

from chalice.app import Chalice
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Request, Response

from chalicelib.handlers import problems
from chalicelib.handlers.languages import preferred
from chalicelib.notify import texts
from local.context import Context
from local.static import SECURITY

# Lambda takes no more; the app sees as much, and refuses it in its own words.
MOST_BYTES = 6 * 1024 * 1024


class OneRequestAThread(Chalice):
    """A Lambda serves one request at a time and Chalice keeps it on the app; here each thread has its own."""

    _here = threading.local()
    current_request = property(
        lambda self: getattr(self._here, "request", None), lambda self, value: setattr(self._here, "request", value)
    )
    lambda_context = property(
        lambda self: getattr(self._here, "context", None), lambda self, value: setattr(self._here, "context", value)
    )


class Gateway:
    def __init__(self, app: Any) -> None:
        app.__class__ = OneRequestAThread
        self._app = app
        self._routes = sorted(
            (route.split("/") for route in app.routes), key=lambda parts: [p[:1] == "{" for p in parts]
        )

    def route(self, path: str) -> tuple[str, dict[str, str]] | None:
        """The route that answers `path`, with its parameters; fixed words win over parameters."""
        parts = path.rstrip("/").split("/") if path != "/" else ["", ""]
        for route in self._routes:
            if len(route) == len(parts) and all(a == b or a[:1] == "{" for a, b in zip(route, parts, strict=True)):
                found = {a[1:-1]: b for a, b in zip(route, parts, strict=True) if a[:1] == "{"}
                return "/".join(route), found
        return None

    def __call__(self, request: Request) -> Response:
        """What the app has no route for is answered here, as the gateway of a stage answers it."""
        matched = self.route(_raw_path(request))
        if matched and request.method == "OPTIONS":
            allowed = ", ".join(sorted({*self._app.routes[matched[0]], "OPTIONS"}))
            return Response(status=204, headers={**SECURITY, "Allow": allowed})
        if not matched:
            return _turned_away(request, "no_route")
        if request.method not in {*self._app.routes[matched[0]], "HEAD"}:
            return _turned_away(request, "no_method")
        answer = self._app(proxy_event(request, *matched), Context("api_handler"))
        return _response(answer)


def _turned_away(request: Request, code: str) -> Response:
    words = texts.words(preferred(request.headers.get("Accept-Language", "")))
    answer = problems.problem(code, words)
    return Response(answer.body, answer.status, {**SECURITY, **answer.headers})


def proxy_event(request: Request, route: str, parameters: dict[str, str]) -> dict[str, Any]:
    """The event of a Lambda proxy integration, format 1.0. Path parameters stay percent-encoded."""
    headers = {name: request.headers.getlist(name) for name in request.headers.keys()}  # noqa: SIM118 - case-insensitive
    query = {name: request.args.getlist(name) for name in request.args}
    method = "GET" if request.method == "HEAD" else request.method
    body = request.stream.read(MOST_BYTES)
    text, encoded = _text(body)
    return {
        "resource": route,
        "path": request.path,
        "httpMethod": method,
        "headers": {name: values[-1] for name, values in headers.items()},
        "multiValueHeaders": headers,
        "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
        "multiValueQueryStringParameters": query or None,
        "pathParameters": parameters or None,
        "stageVariables": None,
        "requestContext": {
            "httpMethod": method,
            "resourcePath": route,
            "path": request.path,
            "stage": "api",
            "requestId": str(uuid.uuid4()),
            "identity": {"sourceIp": request.remote_addr, "userAgent": request.headers.get("User-Agent")},
        },
        "body": text,
        "isBase64Encoded": encoded,
    }


def _text(body: bytes) -> tuple[str | None, bool]:
    """API Gateway passes text on as it is, and what is no text in base64."""
    try:
        return body.decode() or None, False
    except UnicodeDecodeError:
        return base64.b64encode(body).decode("ascii"), True


def _raw_path(request: Request) -> str:
    return str(request.environ.get("REQUEST_URI", request.path)).split("?", 1)[0]


def _response(answer: dict[str, Any]) -> Response:
    headers = Headers(SECURITY)
    headers.update(answer.get("headers") or {})
    for name, values in (answer.get("multiValueHeaders") or {}).items():
        headers.setlist(name, values)
    body = answer.get("body") or ""
    content = base64.b64decode(body) if answer.get("isBase64Encoded") else body
    return Response(
        content, answer["statusCode"], headers, content_type=headers.get("Content-Type", "application/json")
    )
