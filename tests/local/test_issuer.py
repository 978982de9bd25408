"""Officers sign in as with any issuer: discovery, PKCE, signed tokens."""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest

from local.issuer.codes import challenge
from tests.local.running import Answer, Running, ask

VERIFIER = "v" * 43
AUDIENCE = "aduan-console"


class Picker(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.people: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input":
            self.fields[given["name"] or ""] = given["value"] or ""
        if tag == "button":
            self.people.append(given["value"] or "")


def request(cloud: Running, **other: str) -> dict[str, str]:
    asked = {
        "client_id": AUDIENCE,
        "response_type": "code",
        "redirect_uri": f"{cloud.site}/id/petugas/",
        "state": "s1",
        "nonce": "n1",
        "code_challenge": challenge(VERIFIER),
        "code_challenge_method": "S256",
    }
    return asked | other


def found(cloud: Running) -> dict[str, Any]:
    answer: dict[str, Any] = ask(f"{cloud.site}/_local/oidc/.well-known/openid-configuration").json
    return answer


def pick(cloud: Running, person: str) -> str:
    """Go through the page as a browser does; return the code."""
    page = ask(f"{found(cloud)['authorization_endpoint']}?{urlencode(request(cloud))}")
    picker = Picker()
    picker.feed(page.text)
    assert person in picker.people
    body = urlencode(picker.fields | {"account": person}).encode()
    headers = {"Content_Type": "application/x-www-form-urlencoded", "Origin": "null", "Sec_Fetch_Site": "same-origin"}
    answer = ask(f"{cloud.site}/_local/oidc/authorize", body, **headers)
    assert answer.status == 303
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert query["state"] == ["s1"]
    return query["code"][0]


def redeem(cloud: Running, code: str, **other: str) -> Answer:
    form = {"grant_type": "authorization_code", "code": code, "client_id": AUDIENCE, "code_verifier": VERIFIER}
    body = urlencode(form | {"redirect_uri": f"{cloud.site}/id/petugas/"} | other).encode()
    return ask(str(found(cloud)["token_endpoint"]), body, Content_Type="application/x-www-form-urlencoded")


def verified(cloud: Running, token: str) -> dict[str, Any]:
    """The claims, if the token is what its issuer's own keys say."""
    key = jwt.PyJWKClient(found(cloud)["jwks_uri"]).get_signing_key_from_jwt(token).key
    options: Any = {"require": ["exp", "iat", "sub", "aud", "iss"]}
    claims: dict[str, Any] = jwt.decode(
        token, key, ["RS256"], options, audience=AUDIENCE, issuer=found(cloud)["issuer"]
    )
    return claims


def test_an_officer_signs_in(cloud: Running) -> None:
    """An officer picks an account and holds tokens that prove it for at most an hour."""
    answer = redeem(cloud, pick(cloud, "head.jakarta-utara"))
    claims = verified(cloud, answer.json["id_token"])
    assert (claims["sub"], claims["email"]) == ("head.jakarta-utara", "head.jakarta-utara@imigrasi.example")
    assert claims["nonce"] == "n1"
    assert claims["exp"] - claims["iat"] <= 3600
    assert verified(cloud, answer.json["access_token"])["sub"] == "head.jakarta-utara"


def test_a_code_is_good_once(cloud: Running) -> None:
    """A code that somebody copied from the address bar is worth nothing after its use."""
    code = pick(cloud, "admin.pusat")
    assert redeem(cloud, code).status == 200
    assert redeem(cloud, code).json == {"error": "invalid_grant"}


@pytest.mark.parametrize("wrong", [{"code_verifier": "w" * 43}, {"redirect_uri": "https://evil.example/"}])
def test_a_code_is_good_for_its_owner_alone(cloud: Running, wrong: dict[str, str]) -> None:
    """Whoever steals a code lacks the verifier, and gets no token."""
    assert redeem(cloud, pick(cloud, "admin.pusat"), **wrong).status == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"redirect_uri": "https://evil.example/"},
        {"code_challenge": ""},
        {"code_challenge_method": "plain"},
        {"client_id": "other"},
        {"response_type": "token"},
    ],
)
def test_nobody_else_asks_for_codes(cloud: Running, wrong: dict[str, str]) -> None:
    """A sign-in that did not begin at our console, with PKCE, is refused where it stands."""
    url = f"{found(cloud)['authorization_endpoint']}?{urlencode(request(cloud, **wrong))}"
    assert ask(url).status == 400


@pytest.mark.parametrize("role", ["officer", "supervisor", "head", "region", "centre", "custodian", "auditor", "admin"])
def test_scripts_become_anybody(cloud: Running, role: str) -> None:
    """A script gets the token of any role in one call."""
    token = ask(f"{cloud.site}/_local/tokens", {"as": role}).json["token"]
    assert verified(cloud, token)["sub"].startswith(f"{role}.")


def test_a_role_at_another_office(cloud: Running) -> None:
    """A script may be an officer of any office there is."""
    token = ask(f"{cloud.site}/_local/tokens", {"as": "head", "office": "ngurah-rai"}).json["token"]
    assert verified(cloud, token)["sub"] == "head.ngurah-rai"


def test_a_second_administrator(cloud: Running) -> None:
    """What needs two people can be tried by two: a script becomes a sample account by its name."""
    token = ask(f"{cloud.site}/_local/tokens", {"as": "admin2.pusat"}).json["token"]
    assert verified(cloud, token)["sub"] == "admin2.pusat"


@pytest.mark.parametrize(
    ("body", "words"), [({"as": "boss"}, "supervisor"), ({}, "supervisor"), ({"as": "officer", "office": "x"}, "'x'")]
)
def test_an_unknown_role_is_refused_by_name(cloud: Running, body: object, words: str) -> None:
    """Whoever asks for a role or an office that does not exist is told which do."""
    answer = ask(f"{cloud.site}/_local/tokens", body)
    assert answer.status == 422
    assert words in answer.json["title"]


def test_pages_of_other_sites_get_no_token(cloud: Running) -> None:
    """A page on the web that a developer happens to read cannot become an officer here."""
    url = f"{cloud.site}/_local/tokens"
    assert ask(url, {"as": "admin"}, Sec_Fetch_Site="cross-site").status == 403
    assert ask(url, {"as": "admin"}, Host="evil.example").status == 421
