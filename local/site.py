"""The one address of the local cloud: who answers which path, as CloudFront would decide it, and /_local/ beside."""

import logging
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import Any

from werkzeug.wrappers import Request, Response

from local.environment import AUDIENCE
from local.gateway import Gateway
from local.late import late
from local.places import HOST, Places
from local.web import Refused, answer, problem

log = logging.getLogger("local")

Door = Callable[[Request], Response]


class Site:
    def __init__(self, places: Places, gateway: Gateway, pages: Door, doors: Door) -> None:
        self._gateway, self._pages, self._doors = gateway, pages, doors
        self._hosts = {f"{HOST}:{places.port}", f"localhost:{places.port}"}
        self._config = {"issuer": places.issuer, "client_id": AUDIENCE}

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        request = Request(environ)
        return self.answer(request)(environ, start_response)

    def answer(self, request: Request) -> Response:
        try:
            return self._answer(request)
        except Refused as refused:
            return problem(refused)
        except Exception:
            log.exception("%s %s failed", request.method, request.path)
            return problem(Refused(500, "The local cloud met an error; its own words are in .local/local.log."))

    def _answer(self, request: Request) -> Response:
        """No page of another site, and no other name for this address, reaches what hands out officers' tokens."""
        if request.host not in self._hosts:
            raise Refused(421, f"This address is {' or '.join(sorted(self._hosts))}.")
        if request.path.startswith("/_local/") or request.path == "/_local":
            if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "none") not in {
                "same-origin",
                "none",
            }:
                raise Refused(403, "Another site's page may not do this.")
            return self._doors(request)
        if request.path == "/config.json":
            return answer(self._config)
        if request.path.startswith("/v1") or self._gateway.route(request.path):
            with late(request.method) if "Sec-Fetch-Site" in request.headers else nullcontext():
                return self._gateway(request)
        return self._pages(request)
