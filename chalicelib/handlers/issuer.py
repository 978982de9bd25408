"""The public keys of whoever signs officers' tokens, found by OpenID Connect discovery and kept."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from chalicelib import wiring

if TYPE_CHECKING:
    from jwt import PyJWK, PyJWKClient


@cache
def _keys() -> PyJWKClient:
    from urllib.request import urlopen

    from jwt import PyJWKClient

    where = f"{wiring.settings().oidc_issuer}/.well-known/openid-configuration"
    with urlopen(where, timeout=3) as found:  # noqa: S310 - the issuer is a setting, checked to be http(s)
        return PyJWKClient(json.load(found)["jwks_uri"], cache_keys=True, timeout=3)


def signing_key(token: str) -> PyJWK:
    """Give the key that this token names, with the one algorithm it is for. Raises PyJWTError when there is none."""
    return _keys().get_signing_key_from_jwt(token)
