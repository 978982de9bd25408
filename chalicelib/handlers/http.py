"""The one edge where HTTP comes in: read strictly, ask who is there, refuse as problem+json, never leak.

Chalice prints the traceback of an unforeseen error as the answer, and its middleware never sees the error: so it is
caught here.
"""

import hashlib
import hmac
import ipaddress
import json
import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import NoReturn, TypeVar

from botocore.exceptions import BotoCoreError, ClientError
from chalice.app import Blueprint, Request, Response

from chalicelib import telemetry, wiring
from chalicelib.domain.errors import NotFound, Refusal
from chalicelib.domain.found import File
from chalicelib.domain.people import Agency, Citizen, Staff
from chalicelib.handlers import auth, problems, reading, tickets
from chalicelib.handlers.answers import Answer
from chalicelib.handlers.faults import Malformed, faults_of
from chalicelib.handlers.fields import Body
from chalicelib.handlers.languages import preferred

View = TypeVar("View", bound=Callable[..., Answer])
Model = TypeVar("Model", bound=Body)

IPV4 = 4
_KEY = re.compile(r"[!-~]{22,255}")
_MATCH = re.compile(r'(?:W/)?"([0-9]{1,9})"')


class Denied(Exception):
    """A request that the edge itself turns away; `code` names the problem."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Routes:
    """A Chalice blueprint whose views are typed, callable in tests, and cannot leak."""

    def __init__(self, name: str, *, staff: bool = False) -> None:
        self.blueprint, self._staff = Blueprint(f"{__name__}.{name}"), staff

    def route(self, path: str, method: str = "GET") -> Callable[[View], View]:
        """Register a view; the undecorated function comes back. The content type is checked in `body`, with words."""

        def register(view: View) -> View:
            self.blueprint.route(path, methods=[method], name=view.__name__, content_types=[])(self._guarded(view))
            return view

        return register

    def _guarded(self, view: Callable[..., Answer]) -> Callable[..., Response]:
        @wraps(view)
        def guarded(**parts: str) -> Response:
            answer = self._last_resort(view, parts)
            telemetry.answered(view.__name__, answer.status)
            return Response(body=answer.body, status_code=answer.status, headers=dict(answer.headers))

        return guarded

    def _last_resort(self, view: Callable[..., Answer], parts: dict[str, str]) -> Answer:
        """Even a refusal that cannot be put into words must not leave the telling to Chalice, which shows it all."""
        try:
            return self._answer(view, parts)
        except Exception as error:  # noqa: BLE001 - the very last edge
            telemetry.failed(view.__name__, error)
            return problems.problem("bug", wiring.words(wiring.languages()[0]))

    def _answer(self, view: Callable[..., Answer], parts: dict[str, str]) -> Answer:
        try:
            return view(**parts)
        except Exception as error:  # noqa: BLE001 - the last edge: whatever is no refusal is a bug, and must not leak
            return self._problem(error, view.__name__, wiring.words(self.language()))

    def _problem(self, error: Exception, name: str, words: wiring.Words) -> Answer:
        match error:
            case Refusal():
                return problems.of_refusal(error, words, staff=self._staff)
            case Malformed():
                return problems.problem("invalid", words, errors=problems.faults(error.faults, words))
            case reading.Unreadable():
                return problems.problem(error.code, words, status=error.status)
            case Denied():
                return problems.problem(error.code, words)
            case auth.SignedOut():
                answer = problems.problem("signed_out", words)
                answer.headers["WWW-Authenticate"] = "Bearer"
                return answer
            case _:
                telemetry.failed(name, error)
                away = isinstance(error, ClientError | BotoCoreError | auth.IssuerAway)
                return _unavailable(words) if away else problems.problem("bug", words)

    @property
    def request(self) -> Request:
        """The request being answered."""
        return self.blueprint.current_request

    def header(self, name: str) -> str:
        """Give a header, empty when it was not sent."""
        return str(self.request.headers.get(name) or "")

    def query(self, name: str) -> str | None:
        """Give a query parameter."""
        given: Mapping[str, str] = self.request.query_params or {}
        return given.get(name)

    def address(self) -> str:
        """Give whose connection this is: as CloudFront says it, when it is CloudFront, else as the gateway saw it."""
        seen = self.request.context.get("identity", {}).get("sourceIp", "")
        return network(self.header("x-aduan-caller") if self._through_the_edge() else str(seen))

    def _through_the_edge(self) -> bool:
        """Tell whether CloudFront sent this: whoever comes to the API by another way can write every other header."""
        shown = self.header("x-aduan-edge").encode()
        return any(hmac.compare_digest(shown, secret) for secret in wiring.settings().edges)

    def language(self) -> str:
        """Give the language that the caller prefers, of those we speak; else the one that the body asks for."""
        header = self.header("accept-language").strip()
        return preferred(self._stated() if header in {"", "*"} else header)

    def _stated(self) -> str:
        """Give the `language` of a body, in which its sender wishes to be written to; empty where there is none."""
        try:
            return str(reading.read(self.raw()).get("language", ""))
        except reading.Unreadable:
            return ""

    def body(self, model: type[Model]) -> Model:
        """Read and check the JSON body. Raises Unreadable and Malformed, and Denied for another content type."""
        if self.header("content-type").partition(";")[0].strip().lower() not in {"application/json", ""}:
            raise Denied("media_type")
        return faults_of(model, reading.read(self.raw()))

    def raw(self) -> bytes:
        """Give the body as it came. Raises Unreadable for base64 that is none, and for what UTF-8 cannot hold."""
        try:
            given = self.request.raw_body
        except ValueError:
            raise reading.Unreadable("not_utf8") from None
        return given if isinstance(given, bytes) else given.encode()

    def key(self) -> str:
        """Give the client's idempotency key, at least 128 bits of it."""
        key = self.header("idempotency-key")
        return key if self.good_key(key) else _deny("key_missing")

    @staticmethod
    def good_key(key: str) -> bool:
        """Tell whether a key could hold 128 bits."""
        return bool(_KEY.fullmatch(key))

    def if_match(self) -> int:
        """Give the version that the caller saw."""
        given = self.header("if-match")
        if not given:
            _deny("match_missing")
        found = _MATCH.fullmatch(given)
        return int(found[1]) if found else _deny("match_unreadable")

    def fingerprint(self, caller: str) -> str:
        """Give the hash that tells whether a repeated key carries the same request of the same caller."""
        asked = [self.request.method, self.request.path, caller, reading.read(self.raw())]
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()

    def ticket(self, typed: str) -> str:
        """Give the canonical ticket number of a path. Raises NotFound."""
        return tickets.read(typed)

    def bearer(self) -> str:
        """Give the token of a session as it came."""
        return self.header("authorization").removeprefix("Bearer ").strip()

    def session(self, ticket: str) -> Citizen:
        """Give the citizen whose session opens this ticket. Denied otherwise, the same for an unknown ticket."""
        token, number = self.bearer(), tickets.lenient(ticket)
        return Citizen(number) if auth.opens(token, number) else _deny("no_session")

    def agency(self, ticket: str) -> Agency:
        """Give the agency whose session opens this referral. Denied otherwise, the same for an unknown ticket."""
        token, number = self.bearer(), tickets.lenient(ticket)
        return auth.agency(token, number) or _deny("no_session")

    def officer(self) -> Staff:
        """Verify the token and read the grant, now: taking a grant away works at once."""
        person = auth.person(self.header("authorization"))
        grant = wiring.grants().get(person)
        return self._granted(grant.staff(wiring.clock()) if grant else None)

    def desk(self, ticket: str, key: str = "", request: str = "", to: str = "") -> tuple[Staff, File]:
        """Verify the token and read the grant, and that of `to`, together with the case, in one batch. Raises NotFound.

        Whoever holds no grant is told so, whether or not there is such a complaint.
        """
        person = self.person()
        try:
            file = wiring.desk().open(self.ticket(ticket), staff=person, to=to, key=key, request=request)
        except NotFound:
            self.officer()
            raise
        return self._granted(file.grant.staff(wiring.clock()) if file.grant else None), file

    def person(self) -> str:
        """Give the identifier in the caller's token, verified."""
        return auth.person(self.header("authorization"))

    def _granted(self, staff: Staff | None) -> Staff:
        return staff or _deny("no_grant")


def network(seen: str) -> str:
    """Give the address, of an IPv6 one the /64 that one household has; empty for what is none."""
    try:
        found = ipaddress.ip_address(seen)
    except ValueError:
        return ""
    return seen if found.version == IPV4 else str(ipaddress.ip_network((found, 64), strict=False))


def _deny(code: str) -> NoReturn:
    raise Denied(code)


def _unavailable(words: wiring.Words) -> Answer:
    answer = problems.problem("unavailable", words)
    answer.headers["Retry-After"] = "5"
    return answer
