"""The API as a browser meets it, in one process: proxy events in, answers out, under a clock that a test moves."""

import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import boto3
import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from app import app
from chalicelib import wiring
from chalicelib.domain.grants import Grant
from chalicelib.domain.people import Role
from tests.builders import AT
from tests.cloud import Cloud
from tests.handlers import contract

ISSUER, AUDIENCE = "https://issuer.example", "aduan-console"
Body = Mapping[str, Any]
COMPLAINT: dict[str, Any] = {
    "kind": "complaint",
    "category": "passport-late",
    "office": "jakarta-utara",
    "language": "id",
    "narrative": "Paspor saya belum jadi setelah tiga minggu.",
    "happened_on": "2026-03-02",
    "channels": ["email", "sms"],
    "identity": {"mode": "named", "name": "Siti Aminah", "email": "siti@warga.example.org", "phone": "0812 3456 7890"},
}


@cache
def issuer_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@cache
def published_key() -> jwt.PyJWK:
    """The same key as the issuer shows it."""
    return jwt.PyJWK(jwt.algorithms.ECAlgorithm.to_jwk(issuer_key().public_key(), as_dict=True))


def token(person: str, *, key: Any = None, algorithm: str = "ES256", **claims: Any) -> str:
    """An identity token as the officers' issuer makes it, with what a test wants otherwise."""
    now = int(time.time())
    plain = {"sub": person, "iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + 900}
    given = {name: value for name, value in (plain | claims).items() if value is not None}
    return jwt.encode(given, key or issuer_key(), algorithm=algorithm, headers={"kid": "test"})


def fresh_key() -> str:
    return uuid.uuid4().hex


@cache
def matched(path: str) -> tuple[str, dict[str, str]]:
    """Find the route of a path as API Gateway does: fixed words before parameters; LookupError where it has none."""
    parts = path.split("/")
    for route in sorted(app.routes, key=lambda name: name.count("{")):
        names = route.split("/")
        if len(names) == len(parts) and all(
            name in {"{}", part} or name[:1] == "{" for name, part in zip(names, parts, strict=True)
        ):
            return route, {name[1:-1]: part for name, part in zip(names, parts, strict=True) if name[:1] == "{"}
    raise LookupError(path)


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    text: str
    headers: Mapping[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def faults(self) -> dict[str, str]:
        """Each field that was refused, with the code of the rule."""
        return {fault["field"]: fault["code"] for fault in self.json["errors"]}


@dataclass(frozen=True)
class Filed:
    """A complaint as its citizen holds it."""

    ticket: str
    code: str
    link: str
    answer: dict[str, Any]


@dataclass
class Client:
    """Anybody at the API's door; `now` is the time that the API believes in."""

    cloud: Cloud
    now: datetime = AT
    language: str = "en"
    address: str = "192.0.2.1"
    urls: list[str] = field(default_factory=list)

    def stored(self) -> list[dict[str, Any]]:
        """Every row of every table, in DynamoDB's own form."""
        database = boto3.client("dynamodb")
        return [row for name in asdict(self.cloud.tables).values() for row in database.scan(TableName=name)["Items"]]

    def later(self, **gone: float) -> None:
        self.now += timedelta(**gone)

    def call(
        self, method: str, path: str, body: Any = None, *, token: str = "", raw: Any = None, **headers: str | None
    ) -> Reply:
        """Ask; `raw` stands for the body as it is, headers are written with underscores, None leaves one out."""
        given: dict[str, str | None] = {"accept-language": self.language, "content-type": "application/json"}
        given |= {"authorization": f"Bearer {token}"} if token else {}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        text = json.dumps(body) if raw is None and body is not None else raw
        return self.send(method, path, {name: value for name, value in given.items() if value is not None}, text)

    def send(self, method: str, path: str, headers: Mapping[str, str], body: Any, *, encoded: bool = False) -> Reply:
        """Make the proxy event of format 1.0, run the app, hold the answer against the contract."""
        place, _, query = path.partition("?")
        route, parameters = matched(place)
        asked = {name: [value] for name, _, value in (pair.partition("=") for pair in query.split("&")) if name}
        self.urls.append(path)
        event = {
            "resource": route,
            "path": place,
            "httpMethod": method,
            "headers": headers,
            "multiValueHeaders": {name: [value] for name, value in headers.items()},
            "multiValueQueryStringParameters": asked or None,
            "pathParameters": parameters or None,
            "stageVariables": None,
            "requestContext": {
                "httpMethod": method,
                "resourcePath": route,
                "path": place,
                "identity": {"sourceIp": self.address},
            },
            "body": body,
            "isBase64Encoded": encoded,
        }
        answer = app(event, None)
        reply = Reply(answer["statusCode"], answer["body"], answer["headers"])
        contract.holds(method, route, reply.status, reply.headers, reply.text)
        return reply

    def file(self, *, key: str = "", **changes: Any) -> Filed:
        """File a complaint that is accepted."""
        reply = self.call("POST", "/v1/complaints", COMPLAINT | changes, idempotency_key=key or fresh_key())
        assert reply.status == 201, reply.text
        given = reply.json
        return Filed(given["ticket"], given["access_code"], given["link"].rpartition(".")[2], given)

    def session(self, filed: Filed) -> str:
        """Come in by the link."""
        reply = self.call("POST", f"/v1/complaints/{filed.ticket}/sessions", {"link_token": filed.link})
        assert reply.status == 201, reply.text
        return str(reply.json["token"])

    def say(self, filed: Filed, step: str, *, key: str = "", **more: Any) -> Reply:
        """Take a citizen's step, in a session of its own."""
        path, body = f"/v1/complaints/{filed.ticket}/steps", {"step": step, **more}
        return self.call("POST", path, body, token=self.session(filed), idempotency_key=key or fresh_key())

    def take(
        self, person: str, ticket: str, step: str, *, seen: int | None = None, key: str = "", **more: Any
    ) -> Reply:
        """Take an officer's step, on the version that is on file unless one is named."""
        more |= {"class": more.pop("klass")} if "klass" in more else {}
        version = wiring.complaints().get(ticket).version if seen is None else seen
        path, body = f"/v1/staff/complaints/{ticket}/steps", {"step": step, **more}
        more_headers = {"idempotency_key": key or fresh_key(), "if_match": f'"{version}"'}
        return self.call("POST", path, body, token=token(person), **more_headers)

    def staff(self, person: str, path: str) -> Reply:
        """Read as an officer; the path goes on after /v1/staff."""
        return self.call("GET", f"/v1/staff{path}", token=token(person))

    def see(self, person: str, ticket: str, part: str = "") -> Reply:
        """Read one complaint as an officer."""
        return self.staff(person, f"/complaints/{ticket}{part}")


def grant(person: str, role: Role = Role.OFFICER, office: str = "jakarta-utara", **more: Any) -> str:
    """Give somebody a role at an office; gives their identifier back."""
    scope = wiring.book().offices.get(office).path
    wiring.grants().put(Grant(person, role, scope, f"{person}@kantor.example.org", **more))
    return person
