"""Authorization codes: good once, for a minute, and only with the verifier of their challenge (PKCE, S256)."""

import base64
import hashlib
import hmac
import re
import secrets
import threading
import time
from dataclasses import dataclass, field

from local.issuer.accounts import Account

SECONDS = 60
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Granted:
    account: Account
    redirect_uri: str
    challenge: str
    nonce: str
    at: float = field(default_factory=time.monotonic)


class Codes:
    def __init__(self) -> None:
        self._codes: dict[str, Granted] = {}
        self._turn = threading.Lock()

    def make(self, granted: Granted) -> str:
        code = secrets.token_urlsafe(32)
        with self._turn:
            self._codes[code] = granted
        return code

    def redeem(self, code: str, redirect_uri: str, verifier: str) -> Granted | None:
        """None when the code is unknown, used, old, or another address's or verifier's; it is used up all the same."""
        with self._turn:
            granted = self._codes.pop(code, None)
        if granted is None or time.monotonic() - granted.at > SECONDS or granted.redirect_uri != redirect_uri:
            return None
        return granted if hmac.compare_digest(challenge(verifier), granted.challenge) else None


def challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def is_challenge(text: str) -> bool:
    return bool(_CHALLENGE.fullmatch(text))
