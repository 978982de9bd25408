"""Tokens in, persons out: officers by OpenID Connect, citizens by the short session that their proof opened.

There is no gateway authorizer: its cached verdict would outlive a revoked grant, and `chalice local` would admit
everybody.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib import wiring
from chalicelib.domain.people import Agency
from chalicelib.handlers import issuer

if TYPE_CHECKING:
    from jwt import PyJWK

ALGORITHMS = ["RS256", "ES256"]
LONGEST_LIFE = 3600
"""Seconds that an officer's token may live (ASVS 5.0, 7.4.2): a stolen one is of use for an hour at most."""


class SignedOut(Exception):
    """No token, or one that is not to be believed."""


class IssuerAway(Exception):
    """The issuer's keys cannot be had now: no token can be judged, which is no fault of the caller."""


def person(header: str) -> str:
    """Give the identifier of the person whose identity token this is. Raises SignedOut."""
    import jwt

    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise SignedOut
    try:
        key = issuer.signing_key(token)
    except (OSError, jwt.PyJWKClientConnectionError) as error:
        raise IssuerAway from error
    except (jwt.PyJWTError, UnicodeError):
        raise SignedOut from None
    return _believed(token, key)


def _believed(token: str, key: PyJWK) -> str:
    import jwt

    settings = wiring.settings()
    try:
        claims = jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            audience=settings.oidc_audience,
            issuer=settings.oidc_issuer,
            options={"require": ["exp", "iat", "sub", "aud", "iss"]},
        )
    except (jwt.PyJWTError, UnicodeError):
        raise SignedOut from None
    if int(claims["exp"]) - int(claims["iat"]) > LONGEST_LIFE:
        raise SignedOut
    return str(claims["sub"])


def session(ticket: str, until: datetime) -> str:
    """Make the token of a citizen's session."""
    import jwt

    return jwt.encode({"ticket": ticket, "until": int(until.timestamp())}, wiring.key("session"), algorithm="HS256")


def referral(agency: Agency, until: datetime) -> str:
    """Make the token of the one session that a referral's link gives."""
    import jwt

    claims = {"ticket": agency.ticket, "agency": agency.slug, "referral": agency.referral}
    return jwt.encode(claims | {"until": int(until.timestamp())}, wiring.key("referral-session"), algorithm="HS256")


def agency(token: str, ticket: str) -> Agency | None:
    """Give the agency whose session opens this ticket now, by our clock."""
    claims = _claims(token, "referral-session")
    if claims.get("ticket") != ticket or claims.get("until", 0) <= wiring.clock().timestamp():
        return None
    return Agency(ticket, claims["agency"], claims["referral"])


def opens(token: str, ticket: str) -> bool:
    """Tell whether a session token opens this ticket now, by our clock."""
    claims = _claims(token, "session")
    return bool(claims.get("ticket") == ticket and claims.get("until", 0) > wiring.clock().timestamp())


def _claims(token: str, purpose: str) -> dict[str, Any]:
    """Read a token of ours; nothing from one that is not."""
    import jwt

    try:
        return dict(jwt.decode(token, wiring.key(purpose), algorithms=["HS256"]))
    except (jwt.PyJWTError, UnicodeError):
        return {}
