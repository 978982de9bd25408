"""Authenticated encryption, keyed hashes and password hashing: the few calls into `cryptography`, in one place."""

import hmac
import os

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE, _SALT = 12, 16


def derived(secret: bytes, purpose: str) -> bytes:
    """Give the 256-bit key for one purpose."""
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret)


def seal(key: bytes, words: bytes, about: str) -> bytes:
    """Encrypt and bind to what it is about: opened in another place it fails. The nonce stands in front."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, words, about.encode())


def unseal(key: bytes, sealed: bytes, about: str) -> bytes:
    """Decrypt. Raises cryptography's InvalidTag when the key, the bytes or what it is about is another."""
    return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], about.encode())


def keyed(key: bytes, value: str) -> str:
    """A keyed hash for looking things up without holding them."""
    return hmac.digest(key, value.encode(), "sha256").hex()


def code_hash(code: str, salt: bytes | None = None) -> bytes:
    """Argon2id over an access code, 19 MiB and two passes (OWASP's floor); the salt stands in front."""
    salt = salt or os.urandom(_SALT)
    return salt + Argon2id(salt=salt, length=32, iterations=2, lanes=1, memory_cost=19 * 1024).derive(code.encode())


def code_fits(code: str, stored: bytes) -> bool:
    """Compare in constant time, after the same work whatever the code is."""
    return hmac.compare_digest(code_hash(code, stored[:_SALT]), stored)
