"""What is under /_local/: for people and scripts that try things out. None of it exists outside local/."""

from collections.abc import Callable
from pathlib import Path

from werkzeug.wrappers import Request, Response

from local.issuer.door import Issuer
from local.outbox import Outbox
from local.provider.door import Provider
from local.segments import segments
from local.tools import Tools
from local.web import Refused, answer, page

_MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
_STYLE = Path(__file__).with_name("assets") / "local.css"

PAGE = 25

View = Callable[[Request], Response]


class Doors:
    def __init__(self, tools: Tools, outbox: Outbox, provider: Provider, issuer: Issuer) -> None:
        self._outbox, self._provider, self._issuer = outbox, provider, issuer
        self._views: dict[tuple[str, str], View] = {
            ("GET", ""): tools.home,
            ("GET", "/clock"): tools.time,
            ("POST", "/clock"): tools.move,
            ("POST", "/tokens"): tools.token,
            ("GET", "/provider"): tools.modes,
            ("POST", "/provider"): tools.set_modes,
            ("GET", "/outbox"): self._list,
            ("GET", "/outbox/view"): self._view,
            ("GET", "/local.css"): _style,
        }

    def __call__(self, request: Request) -> Response:
        path = request.path.removeprefix("/_local")
        if path.startswith("/provider/aws"):
            return self._provider(request)
        if path.startswith("/oidc/"):
            return self._issuer(request, path.removeprefix("/oidc"))
        if path.startswith("/outbox/") and path.endswith("/html"):
            return self._html(path.split("/")[2])
        method = "GET" if request.method == "HEAD" else request.method
        view = self._views.get((method, path.rstrip("/")))
        if view is None:
            raise Refused(404, f"{method} {request.path} is not here. See /_local/ for what is.")
        return view(request)

    def _list(self, request: Request) -> Response:
        return answer([message.shown() for message in self._outbox.messages(request.args.get("to"))])

    def _view(self, request: Request) -> Response:
        """A page of them: each message is a frame of its own, and hundreds of frames keep a browser for a minute."""
        to, number = request.args.get("to"), max(1, request.args.get("page", 1, int))
        newest_first = list(reversed(self._outbox.messages(to)))
        found, last = newest_first[(number - 1) * PAGE : number * PAGE], -(-len(newest_first) // PAGE) or 1
        return page("outbox.html", messages=found, to=to, number=number, last=last, segments=segments)

    def _html(self, number: str) -> Response:
        """The message's own HTML may style itself and do nothing else."""
        message = self._outbox.message(number)
        if message is None:
            raise Refused(404, "There is no such message.")
        headers = {"Content-Security-Policy": _MAIL_POLICY, "Cache-Control": "no-store"}
        return Response(message.html, 200, headers, content_type="text/html; charset=utf-8")


def _style(_: Request) -> Response:
    return Response(_STYLE.read_bytes(), 200, {"Cache-Control": "no-cache"}, content_type="text/css; charset=utf-8")
