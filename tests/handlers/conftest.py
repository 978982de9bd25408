"""A client at the API's door for each test, with cheap hashes: what a hash costs is the subject of one test alone."""

from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from chalicelib import wiring
from chalicelib.handlers import issuer
from chalicelib.store import seals
from tests.cloud import Cloud
from tests.handlers.client import Client, published_key


def cheap(**asked: Any) -> Argon2id:
    return Argon2id(**asked | {"iterations": 1, "memory_cost": 8})


@pytest.fixture(scope="session", autouse=True)
def platform(aws: Cloud) -> Cloud:
    """There is one, whichever test of the doors begins."""
    return aws


@pytest.fixture
def api(tables: Cloud, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """Anybody at the door of a platform that has no complaint yet."""
    client = Client(tables)
    monkeypatch.setattr(seals, "Argon2id", cheap)
    monkeypatch.setattr(wiring, "clock", lambda: client.now)
    monkeypatch.setattr(issuer, "signing_key", lambda _token: published_key())
    wiring.nobody.cache_clear()
    yield client
    wiring.nobody.cache_clear()
