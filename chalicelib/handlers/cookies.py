"""Sealed cookies: what a page without a script must remember for a quarter of an hour, and nobody else may read."""

import base64
import binascii
from http.cookies import CookieError, SimpleCookie

from cryptography.exceptions import InvalidTag

from chalicelib import wiring

LIFE = 900
"""Seconds; as long as a citizen's session."""


def make(name: str, value: str) -> str:
    """Give the header that keeps a sealed value, for every language; an empty value takes the cookie away."""
    sealed = base64.urlsafe_b64encode(wiring.seal(name, value.encode())).decode() if value else ""
    secure = "; Secure" if wiring.settings().site_url.startswith("https:") else ""
    return f"{name}={sealed}; Path=/; Max-Age={LIFE if value else 0}; HttpOnly; SameSite=Strict{secure}"


def read(name: str, header: str) -> str:
    """Give what a cookie of ours holds; empty when there is none or it was tampered with."""
    try:
        found = SimpleCookie(header).get(name)
        return wiring.unseal(name, base64.urlsafe_b64decode(found.value)).decode() if found and found.value else ""
    except (CookieError, InvalidTag, binascii.Error, ValueError):
        return ""
