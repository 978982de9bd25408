"""The local page and what its buttons do: move our clock, break the providers, become somebody."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from werkzeug.wrappers import Request, Response

from local import durations
from local.clock import Clock
from local.issuer.accounts import ACCOUNTS, BY_SUB, HOME, Account
from local.issuer.door import LIFE_SECONDS
from local.moves import Mover
from local.provider.state import State
from local.web import Refused, answer, body_of, page


@dataclass(frozen=True)
class Tools:
    """`person` finds or makes somebody of a role at an office, grant and all; it raises Refused for an unknown one."""

    clock: Clock
    mover: Mover
    state: State
    person: Callable[[str, str], Account]
    sign: Callable[[Account], str]
    _moving: threading.Lock = field(default_factory=threading.Lock)

    def home(self, _: Request) -> Response:
        modes = self.state.modes()
        return page("home.html", now=self.clock(), ahead=self.clock.offset, accounts=ACCOUNTS, modes=modes)

    def time(self, _: Request) -> Response:
        return answer(self._time())

    def move(self, request: Request) -> Response:
        """Answer when everything that fell due in between has been done."""
        asked = body_of(request)
        with self._moving:
            match asked:
                case {"advance": str(text), **rest} if not rest:
                    self._advance(text)
                case {"reset": True | "true", **rest} if not rest:
                    self.clock.reset()
                case _:
                    raise Refused(422, f'Give {{"advance": …}}, {durations.HELP}, or {{"reset": true}}.')
        return _back(request, self._time())

    def token(self, request: Request) -> Response:
        asked = body_of(request)
        role, office = asked.get("as"), asked.get("office")
        if not isinstance(role, str) or role not in {*HOME, *BY_SUB} or set(asked) - {"as", "office"}:
            raise Refused(422, f'"as" must be one of: {", ".join([*HOME, *BY_SUB])}; "office" may name an office.')
        if office is not None and (not isinstance(office, str) or role in BY_SUB):
            raise Refused(422, '"office" must be the slug of an office, such as "jakarta-utara", beside a role.')
        account = BY_SUB.get(role) or self.person(role, office or HOME[role])
        return answer({"token": self.sign(account), "sub": account.sub, "expires_in": LIFE_SECONDS})

    def modes(self, _: Request) -> Response:
        return answer(self.state.modes())

    def set_modes(self, request: Request) -> Response:
        self.state.change(body_of(request))
        return _back(request, self.state.modes())

    def _time(self) -> dict[str, object]:
        ahead = self.clock.offset.total_seconds()
        return {"now": self.clock().isoformat(timespec="seconds").replace("+00:00", "Z"), "ahead_seconds": ahead}

    def _advance(self, text: str) -> None:
        try:
            length = durations.parse(text)
        except ValueError as error:
            raise Refused(422, str(error)) from error
        self.mover.advance(length)


def _back(request: Request, content: object) -> Response:
    """A form's sender goes back to the page; a script gets its answer."""
    if request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html":
        return Response(status=303, headers={"Location": "/_local/"})
    return answer(content)
