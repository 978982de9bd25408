"""How a message carries the place of its row out, and how it is read from what comes back.

SES allows only letters, digits, `-` and `_` in a tag, so the row's key travels as base64url without padding.
"""

import base64
import binascii

from chalicelib.domain.sending import Key, UnknownMessage

NAME = "aduan-row"


def mark(key: Key, since: int = 0) -> str:
    """Give the key, and since when the address is the citizen's, in the form that travels."""
    told = f"{key.pk}\n{key.sk}" + (f"\n{since}" if since else "")
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def read(text: str) -> tuple[Key, int]:
    """Read them back; zero where nothing is known of the address. Raises UnknownMessage for what we never wrote."""
    try:
        pk, sk, *since = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().split("\n")
        return Key(pk, sk), int(*since)
    except (ValueError, TypeError, binascii.Error):
        raise UnknownMessage from None
