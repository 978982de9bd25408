"""Where the next page starts, signed and opaque: a client can keep it, and not make one."""

from chalicelib import wiring
from chalicelib.domain.errors import Fault, Invalid


def make(after: str | None) -> str | None:
    """Give the cursor for a page; None at the end."""
    import jwt

    return jwt.encode({"after": after}, wiring.key("cursor"), algorithm="HS256") if after else None


def read(cursor: str | None) -> str | None:
    """Give what the cursor holds. Raises Invalid for one that is not ours."""
    if not cursor:
        return None
    import jwt

    try:
        return str(jwt.decode(cursor, wiring.key("cursor"), algorithms=["HS256"])["after"])
    except (jwt.PyJWTError, UnicodeError, KeyError):
        raise Invalid(Fault("cursor", "cursor")) from None
