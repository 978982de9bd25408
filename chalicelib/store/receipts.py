"""Receipts: signed by KMS, checked by anybody with the public key, offline."""

import base64
import json
import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _json(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


class ReceiptSigner:
    """Signs with an ECC P-256 key that never leaves KMS. MessageType is RAW.

    An emulator's DIGEST signatures do not verify.
    """

    def __init__(self, kms: "KMSClient", key: str) -> None:
        self._kms, self._key = kms, key
        self._kid = re.split("[:/]", key)[-1]

    def sign(self, payload: Mapping[str, object]) -> str:
        """Give a compact JWS (ES256); one call to KMS."""
        head = _b64(_json({"alg": "ES256", "kid": self._kid}))
        signed = f"{head}.{_b64(_json(payload))}"
        made = self._kms.sign(
            KeyId=self._key, Message=signed.encode(), MessageType="RAW", SigningAlgorithm="ECDSA_SHA_256"
        )
        first, second = decode_dss_signature(made["Signature"])
        return f"{signed}.{_b64(first.to_bytes(32) + second.to_bytes(32))}"

    @cached_property
    def public(self) -> dict[str, str]:
        """Give the public key as a JWK."""
        found = load_der_public_key(self._kms.get_public_key(KeyId=self._key)["PublicKey"])
        if not isinstance(found, EllipticCurvePublicKey):
            raise TypeError("receipts need an elliptic-curve key")
        point = found.public_numbers()
        return {
            "kty": "EC",
            "crv": "P-256",
            "x": _b64(point.x.to_bytes(32)),
            "y": _b64(point.y.to_bytes(32)),
            "kid": self._kid,
            "alg": "ES256",
            "use": "sig",
        }
