"""The issuer's signing key, made once and kept, so that a restart leaves everybody signed in."""

import base64
import hashlib
import os
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

ALGORITHM = "RS256"


def load(file: Path) -> RSAPrivateKey:
    """Read the key, or make it, readable by its owner alone."""
    if file.exists():
        key = serialization.load_pem_private_key(file.read_bytes(), None)
        if isinstance(key, RSAPrivateKey):
            return key
    key = generate_private_key(65537, 2048)
    content = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    aside = file.with_suffix(".part")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
    aside.replace(file)
    return key


def public(key: RSAPrivateKey) -> dict[str, Any]:
    """The key as one entry of a JWKS; its id is its RFC 7638 thumbprint."""
    numbers = key.public_key().public_numbers()
    exponent, modulus = _number(numbers.e), _number(numbers.n)
    canonical = f'{{"e":"{exponent}","kty":"RSA","n":"{modulus}"}}'
    kid = _text(hashlib.sha256(canonical.encode()).digest())
    return {"kty": "RSA", "use": "sig", "alg": ALGORITHM, "kid": kid, "n": modulus, "e": exponent}


def _number(value: int) -> str:
    return _text(value.to_bytes((value.bit_length() + 7) // 8))


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
