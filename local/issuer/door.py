"""The issuer's five addresses: discovery, keys, authorize, token, logout."""

import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jwt
from werkzeug.wrappers import Request, Response

from local.issuer import codes, keys
from local.issuer.accounts import ACCOUNTS, BY_SUB, Account
from local.web import Refused, answer, page

LIFE_SECONDS = 3600


class Issuer:
    """`url` is the issuer's name in tokens; codes go back to addresses of `site` alone."""

    def __init__(self, url: str, site: str, audience: str, key_file: Path) -> None:
        self._url, self._site, self._audience = url, site, audience
        self._key = keys.load(key_file)
        self._public = keys.public(self._key)
        self._codes = codes.Codes()

    def token(self, account: Account, **more: str) -> str:
        now = int(time.time())
        claims = {"iss": self._url, "aud": self._audience, "sub": account.sub, "iat": now, "exp": now + LIFE_SECONDS}
        about = {"name": account.name, "email": account.email, "email_verified": True}
        return jwt.encode(claims | about | more, self._key, keys.ALGORITHM, headers={"kid": self._public["kid"]})

    def __call__(self, request: Request, path: str) -> Response:
        views = {
            ("GET", "/.well-known/openid-configuration"): lambda _: answer(self._discovery()),
            ("GET", "/jwks"): lambda _: answer({"keys": [self._public]}),
            ("GET", "/authorize"): self._pick,
            ("POST", "/authorize"): self._picked,
            ("POST", "/token"): self._token,
            ("GET", "/logout"): self._logout,
        }
        view = views.get(("GET" if request.method == "HEAD" else request.method, path))
        if view is None:
            raise Refused(404, "The issuer has no such address.")
        return view(request)

    def _pick(self, request: Request) -> Response:
        return page("picker.html", accounts=ACCOUNTS, asked=self._asked(request.args))

    def _discovery(self) -> dict[str, Any]:
        return {
            "issuer": self._url,
            "authorization_endpoint": f"{self._url}/authorize",
            "token_endpoint": f"{self._url}/token",
            "jwks_uri": f"{self._url}/jwks",
            "end_session_endpoint": f"{self._url}/logout",
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [keys.ALGORITHM],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["none"],
            "scopes_supported": ["openid", "email", "profile"],
            "claims_supported": ["sub", "name", "email", "email_verified"],
        }

    def _asked(self, given: Any) -> dict[str, str]:
        """Raise Refused, and redirect nowhere, unless this is our console asking for a code with PKCE."""
        asked = {
            name: str(given.get(name, "")) for name in ("client_id", "redirect_uri", "state", "nonce", "code_challenge")
        }
        if asked["client_id"] != self._audience:
            raise Refused(400, f"client_id must be {self._audience}.")
        if not asked["redirect_uri"].startswith(f"{self._site}/"):
            raise Refused(400, f"redirect_uri must begin with {self._site}/.")
        if given.get("response_type", "code") != "code":
            raise Refused(400, "response_type must be code.")
        if given.get("code_challenge_method") != "S256" or not codes.is_challenge(asked["code_challenge"]):
            raise Refused(400, "PKCE is required: code_challenge, with code_challenge_method=S256.")
        return asked

    def _picked(self, request: Request) -> Response:
        asked = self._asked(request.form)
        account = BY_SUB.get(request.form.get("account", ""))
        if account is None:
            raise Refused(422, f"account must be one of: {', '.join(BY_SUB)}.")
        granted = codes.Granted(account, asked["redirect_uri"], asked["code_challenge"], asked["nonce"])
        back = {"code": self._codes.make(granted), "state": asked["state"]}
        joint = "&" if "?" in asked["redirect_uri"] else "?"
        return Response(status=303, headers={"Location": f"{asked['redirect_uri']}{joint}{urlencode(back)}"})

    def _token(self, request: Request) -> Response:
        form = request.form
        if form.get("grant_type") != "authorization_code":
            return answer({"error": "unsupported_grant_type"}, 400)
        granted = self._codes.redeem(form.get("code", ""), form.get("redirect_uri", ""), form.get("code_verifier", ""))
        if granted is None or form.get("client_id") != self._audience:
            return answer({"error": "invalid_grant"}, 400)
        more = {"nonce": granted.nonce} if granted.nonce else {}
        identity = self.token(granted.account, token_use="id", **more)  # noqa: S106 - a kind of token, no secret
        access = self.token(granted.account, token_use="access")  # noqa: S106 - the same
        kinds = {"token_type": "Bearer", "expires_in": LIFE_SECONDS, "scope": "openid email profile"}
        return answer({"access_token": access, "id_token": identity} | kinds)

    def _logout(self, request: Request) -> Response:
        """We keep no session: signing out is the console forgetting its token. Only our own pages are gone back to."""
        back = request.args.get("post_logout_redirect_uri") or request.args.get("logout_uri") or ""
        here = back if back.startswith(f"{self._site}/") else "/_local/"
        return Response(status=303, headers={"Location": here})
