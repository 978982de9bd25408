"""Officers' tokens: which are believed, and which are not."""

import base64
import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from chalicelib import wiring
from chalicelib.handlers import issuer
from tests.handlers.client import Client, grant, issuer_key, token

NOW = int(time.time())
WRONG: dict[str, dict[str, Any]] = {
    "expired": {"iat": NOW - 1000, "exp": NOW - 100},
    "living longer than an hour": {"iat": NOW, "exp": NOW + 3601},
    "for somebody else": {"aud": "another-application"},
    "by another issuer": {"iss": "https://issuer.example.org"},
    "without an end": {"exp": None},
    "without a beginning": {"iat": None},
    "without an audience": {"aud": None},
    "without an issuer": {"iss": None},
    "without a person": {"sub": None},
    "for a person who is a number": {"sub": 7},
    "from tomorrow": {"iat": NOW + 86_400, "exp": NOW + 87_000},
    "not yet": {"nbf": NOW + 600},
    "beginning with words": {"iat": "today"},
    "ending with a list": {"exp": [NOW + 60]},
}


def me(api: Client, sent: str) -> Any:
    return api.call("GET", "/v1/staff/me", token=sent)


def unsigned(algorithm: str) -> str:
    """A token that says of itself that nobody need sign it."""
    parts = {"alg": algorithm, "typ": "JWT"}, jwt.decode(token("budi"), options={"verify_signature": False})
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts) + "."


def test_a_true_token_is_believed(api: Client) -> None:
    """An officer with a token of the issuer learns which role and which offices are theirs."""
    grant("budi")
    reply = me(api, token("budi"))
    assert (reply.status, reply.json["role"]) == (200, "officer")
    assert [office["slug"] for office in reply.json["offices"]][:1] == ["jakarta-utara"]


def test_the_scheme_may_be_written_in_any_case(api: Client) -> None:
    """A client that writes `bearer` small is let in all the same."""
    grant("budi")
    assert api.call("GET", "/v1/staff/me", authorization=f"bearer {token('budi')}").status == 200


@pytest.mark.parametrize("claims", WRONG.values(), ids=WRONG)
def test_a_false_token_is_not_believed(api: Client, claims: dict[str, Any]) -> None:
    """A token with any claim amiss opens nothing, and the answer says how to sign in."""
    grant("budi")
    reply = me(api, token("budi", **claims))
    assert (reply.status, reply.json["type"]) == (401, "urn:aduan:problem:signed_out")
    assert reply.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("algorithm", ["none", "None", "HS256", "ES384", ""])
def test_a_token_that_nobody_signed_is_not_believed(api: Client, algorithm: str) -> None:
    """A token that declares itself unsigned, or signed in a way we never use, opens nothing."""
    grant("budi")
    assert me(api, unsigned(algorithm)).status == 401


def test_a_token_of_another_hand_is_not_believed(api: Client) -> None:
    """A token signed with any other key opens nothing: of the same kind, of another, or our own session key."""
    grant("budi")
    other, rs256 = ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65_537, 2048)
    assert me(api, token("budi", key=other)).status == 401
    assert me(api, token("budi", key=rs256, algorithm="RS256")).status == 401
    assert me(api, token("budi", key=wiring.key("session"), algorithm="HS256")).status == 401


def test_a_citizens_session_is_no_officers_token(api: Client) -> None:
    """Neither side's token works at the other side's door."""
    filed = api.file()
    assert me(api, api.session(filed)).status == 401
    grant("budi")
    assert api.call("GET", f"/v1/complaints/{filed.ticket}", token=token("budi")).status == 401


@pytest.mark.parametrize(
    "sent", ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer é", "Bearer \ud800", "Bearer a.b", "Bearer " + "a" * 9000]
)
def test_what_is_no_token_is_refused(api: Client, sent: str) -> None:
    """Whatever stands where a token belongs is refused and never an error of ours."""
    assert api.call("GET", "/v1/staff/me", authorization=sent or None).status == 401


@pytest.mark.parametrize("error", [OSError("no route"), jwt.PyJWKClientConnectionError("timeout")])
def test_an_issuer_that_is_away_is_no_fault_of_the_officer(
    api: Client, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the issuer's keys cannot be fetched the officer is asked to try again, not told that the token is bad."""

    def away(_token: str) -> Any:
        raise error

    monkeypatch.setattr(issuer, "signing_key", away)
    reply = me(api, token("budi"))
    assert (reply.status, reply.headers["Retry-After"]) == (503, "5")


def test_a_key_that_the_issuer_does_not_have_is_refused(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that names a key unknown to the issuer opens nothing."""

    def unknown(_token: str) -> Any:
        raise jwt.PyJWKClientError("no such kid")

    monkeypatch.setattr(issuer, "signing_key", unknown)
    assert me(api, token("budi", key=issuer_key())).status == 401
