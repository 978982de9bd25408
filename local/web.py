"""The small vocabulary that every door under /_local/ shares: JSON answers, problems, pages."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.wrappers import Request, Response

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, undefined=StrictUndefined
)
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Refused(Exception):
    """What a caller of /_local/ asked cannot be done; `status` and the words say why."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


def answer(content: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    body = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    return Response(body, status, {"Cache-Control": "no-store", **(headers or {})}, content_type="application/json")


def problem(refused: Refused) -> Response:
    body = json.dumps({"title": refused.detail, "status": refused.status}, ensure_ascii=False) + "\n"
    return Response(body, refused.status, {"Cache-Control": "no-store"}, content_type="application/problem+json")


def page(template: str, status: int = 200, **values: object) -> Response:
    html = _templates.get_template(template).render(**values)
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": PAGE_POLICY, "Referrer-Policy": "no-referrer"}
    return Response(html, status, headers, content_type="text/html; charset=utf-8")


def body_of(request: Request) -> dict[str, Any]:
    """The JSON object, whatever its type is said to be, or the form's fields; raise Refused with 422 for neither."""
    body = request.get_data(parse_form_data=False) or b"{}"
    if request.mimetype == "application/x-www-form-urlencoded" and not body.lstrip().startswith(b"{"):
        return dict(request.form.items())
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(422, "The body must be a JSON object.") from error
    if not isinstance(content, dict):
        raise Refused(422, "The body must be a JSON object.")
    return content
