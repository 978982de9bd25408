"""How a message carries the place of its row out, and how it is read from what comes back.

SES allows only letters, digits, `-` and `_` in a tag, so the row's key travels as base64url without padding.
"""

import base64
import binascii

from chalicelib.domain.sending import Key, UnknownMessage

NAME = "aduan-row"


def mark(key: Key) -> str:
    """Give the key in the form that travels."""
    return base64.urlsafe_b64encode(f"{key.pk}\n{key.sk}".encode()).decode().rstrip("=")


def read(text: str) -> Key:
    """Read it back. Raises UnknownMessage for what we never wrote."""
    try:
        pk, sk = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().split("\n")
    except (ValueError, binascii.Error):
        raise UnknownMessage from None
    return Key(pk, sk)
