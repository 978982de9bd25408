"""What each Lambda loads before its first event: a cold start is the wait of whoever came first."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.rules.tree import ROOT

API = ("chalicelib.handlers.http", "chalicelib.handlers.schemas", "chalicelib.pages", "pydantic")
LATER = (
    "boto3",
    "s3transfer",
    "jinja2",
    "jwt",
    "phonenumbers",
    "email_validator",
    "PIL",
    "pikepdf",
    "chalicelib.examiner",
    "chalicelib.notify.carriers",
    "chalicelib.store.complaints",
    "cryptography.x509",
)
"""What a first event may load, and no start does."""
ENTRANCES = {
    "app": (),
    "custodian": (*API, "chalicelib.services.sweep", "chalicelib.services.intake"),
    "on_upload": (*API, "chalicelib.services.sweep", "chalicelib.services.intake"),
    "sweep": (*API, "chalicelib.services.intake", "chalicelib.services.survey"),
}
"""What is behind other entrances only; on_change and on_provider_event load what the sweep loads."""


def loaded(entrance: str) -> set[str]:
    """Name every module that a process has which came in by one entrance."""
    command = [sys.executable, "-c", "import app, sys; print(*sys.modules)"]
    done = subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True, env=os.environ | {"_HANDLER": f"app.{entrance}"}
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_a_lambda_loads_its_own_doors_alone(entrance: str) -> None:
    """Nobody waits for the schemas of the API when the sweep starts, or for a library before it is used."""
    assert loaded(entrance) & {*LATER, *ENTRANCES[entrance]} == set()


def test_a_start_is_not_searched_for_garbage() -> None:
    """What a start loads is set apart, so that no later search looks through it, and what events leave is collected."""
    said = "import app, gc; print(gc.isenabled(), gc.get_freeze_count() > 10_000)"
    done = subprocess.run(
        [sys.executable, "-c", said],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"_HANDLER": "app.custodian"},
    )
    assert done.stdout.split() == ["True", "True"]


def test_outside_lambda_every_door_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packing and this machine's cloud see every way in, and Lambda the one that it came by."""
    from chalicelib.settings import entered  # noqa: PLC0415 - beside what it reads

    told: Callable[..., bool] = entered
    monkeypatch.delenv("_HANDLER", raising=False)
    assert told("sweep")
    monkeypatch.setenv("_HANDLER", "app.sweep")
    assert told("on_change", "sweep")
    assert not told("app")
