"""Our own submit and status, with every call to AWS answered in the process."""

import os
from typing import Any
from unittest import mock

from bench import stub
from tests.cloud import Cloud, settings

os.environ |= settings(Cloud("data-key", "identity-key", "receipt-key", "secret"))

from app import app
from chalicelib import cabinets, wiring
from chalicelib.handlers import auth
from chalicelib.services.tracking import SESSION
from chalicelib.store import seals
from tests.handlers.client import COMPLAINT

BODY = COMPLAINT | {"narrative": "Paspor saya belum jadi. " * 25}
COMMAND = {"idempotency-key": "k" * 32}
state: dict[str, Any] = {}


def keep(asked: dict[str, Any]) -> dict[str, Any]:
    """Remember the state that a submit writes, for status to read."""
    puts = (action["Put"]["Item"] for action in asked["TransactItems"] if "Put" in action)
    state.update(next(item for item in puts if item.get("sk") == {"S": "STATE"}))
    return {}


CLIENTS = {
    "dynamodb": stub.client(
        "dynamodb", {"TransactWriteItems": keep, "GetItem": lambda _: {"Item": state}, "Query": lambda _: {"Items": []}}
    ),
    "kms": stub.client("kms", stub.KMS),
    "secretsmanager": stub.client("secretsmanager", stub.SECRETS),
}
cabinets.client = wiring.client = CLIENTS.__getitem__  # type: ignore[assignment, attr-defined]
HASH = b"s" * 48
without_the_slow_hash = mock.patch.object(seals, "code_hash", return_value=HASH)


def session() -> dict[str, str]:
    """Headers of somebody who has just come in to the complaint on file."""
    ticket = state["pk"]["S"].removeprefix("C#")
    return {"authorization": f"Bearer {auth.session(ticket, wiring.clock() + SESSION)}"}


__all__ = ["BODY", "COMMAND", "app", "seals", "session", "state", "without_the_slow_hash"]
