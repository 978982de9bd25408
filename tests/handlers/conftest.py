"""A client at the API's door for each test, with cheap hashes: what a hash costs is the subject of one test alone."""

from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

import app as switchboard
from chalicelib import wiring
from chalicelib.handlers import faces, issuer
from chalicelib.store import seals
from tests.cloud import Cloud
from tests.handlers.client import Client, published_key


def cheap(**asked: Any) -> Argon2id:
    return Argon2id(**asked | {"iterations": 1, "memory_cost": 8})


@pytest.fixture(scope="session", autouse=True)
def platform(aws: Cloud) -> Cloud:
    """There is one, whichever test of the doors begins."""
    return aws


@pytest.fixture(autouse=True)
def closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every door is closed, as in a function that has just started, until a request opens its face."""
    for door in {door for doors in switchboard.FACES.values() for door in doors}:
        monkeypatch.setattr(faces.found(door).blueprint, "_current_app", None)
    monkeypatch.setattr(switchboard.faces, "_open", set())
    monkeypatch.setattr(switchboard.faces, "_register", lambda door: setattr(door, "_current_app", switchboard.app))


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
