"""AWS without a network: each client answers itself, so that what is timed is our side of the call."""

import base64
import json
import os
from collections.abc import Callable
from typing import Any

import boto3
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.clients import AGENT
from tests.cloud import forget_the_real_one

forget_the_real_one(os.environ)
Answers = dict[str, Callable[[dict[str, Any]], dict[str, Any]]]


class Sent:
    """The body of an answer as urllib3 would hand it over."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self) -> list[bytes]:
        return [self._content]


def plain(value: bytes) -> str:
    return base64.b64encode(value).decode()


SIGNED = plain(ec.generate_private_key(ec.SECP256R1()).sign(b"receipt", ec.ECDSA(hashes.SHA256())))
KEY = {"Plaintext": plain(b"k" * 32), "CiphertextBlob": plain(b"w" * 184), "KeyId": "key"}
KMS: Answers = {
    "GenerateDataKey": lambda _: KEY,
    "Decrypt": lambda _: {"Plaintext": plain(b"k" * 32), "KeyId": "key"},
    "Sign": lambda _: {"Signature": SIGNED, "KeyId": "key", "SigningAlgorithm": "ECDSA_SHA_256"},
}
SECRETS: Answers = {"GetSecretValue": lambda _: {"SecretString": "0" * 64, "Name": "aduan", "ARN": "arn"}}


response: Callable[..., AWSResponse] = AWSResponse


def nothing(_asked: dict[str, Any]) -> dict[str, Any]:
    return {}


def client(service: str, answers: Answers) -> Any:
    """Make a client whose every call is answered here; an operation without an answer gets an empty one."""
    made: Any = boto3.client(service, config=Config(retries={"mode": "standard"}, user_agent=AGENT))  # type: ignore[call-overload]

    def answer(request: Any, **_more: Any) -> AWSResponse:
        target = request.headers["X-Amz-Target"]
        name = (target.decode() if isinstance(target, bytes) else target).rpartition(".")[2]
        given = answers.get(name, nothing)(json.loads(request.body))
        sent: Any = Sent(json.dumps(given).encode())
        headers: Any = {"Content-Type": "application/x-amz-json-1.0"}
        return response(str(request.url), 200, headers, sent)

    made.meta.events.register_first("before-send", answer)
    return made
