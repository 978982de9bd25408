"""What each Lambda loads before its first event: a cold start is the wait of whoever came first."""

import json
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

import app as switchboard
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
    "app": (
        "chalicelib.handlers.citizen",
        "chalicelib.handlers.officer",
        "chalicelib.pages.forms",
        "chalicelib.handlers.schemas",
    ),
    "custodian": (*API, "chalicelib.services.sweep", "chalicelib.services.intake"),
    "on_upload": (*API, "chalicelib.services.sweep", "chalicelib.services.intake"),
    "sweep": (*API, "chalicelib.services.intake", "chalicelib.services.survey"),
}
"""What is behind other entrances, or a face of the API; on_change and on_provider_event load what the sweep loads."""
FIRST = """
import app

def ask(method, **path):
    event = {"headers": {}, "multiValueHeaders": {}, "pathParameters": None, "stageVariables": None, "body": None}
    event |= {"multiValueQueryStringParameters": None, "isBase64Encoded": False}
    return app.app(event | {"requestContext": {"httpMethod": method, "path": "/"} | path}, None)["statusCode"]

known = [ask(method, resourcePath="/v1/openapi.json") for method in ("GET", "PUT")]
print()
print(*known, ask("GET", resourcePath="/elsewhere"), ask("GET"), len(app.app.routes) < 20)
"""


def loaded(entrance: str) -> set[str]:
    """Name every module that a process has which came in by one entrance."""
    return set(said("import app, sys; print(*sys.modules)", {"_HANDLER": f"app.{entrance}"}).split())


def said(code: str, environment: dict[str, str]) -> str:
    """Give what a fresh process prints."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, env=os.environ | environment)
    return done.stdout


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_a_lambda_loads_its_own_doors_alone(entrance: str) -> None:
    """Nobody waits for the schemas of the API when the sweep starts, or for a library before it is used."""
    assert loaded(entrance) & {*LATER, *ENTRANCES[entrance]} == set()


def first(path: str) -> str:
    """Give the face that a path belongs to."""
    return next(face for face in switchboard.FACES if path.startswith(face))


@pytest.mark.parametrize("face", switchboard.FACES)
def test_every_way_in_is_behind_the_face_of_its_path(face: str) -> None:
    """Whoever asks first, in a function that has just started, finds the door that was meant, opened once."""
    wanted = {path: sorted(methods) for path, methods in switchboard.app.routes.items() if first(path) == face}
    opens = f"faces.open({face!r}); faces.open({face!r})"
    shown = "print(json.dumps({path: sorted(methods) for path, methods in app.routes.items()}))"
    opened = json.loads(said(f"import json; from app import app, faces; {opens}; {shown}", {"_HANDLER": "app.app"}))
    assert {path: opened.get(path) for path in wanted} == wanted
    assert wanted


def test_a_first_request_opens_its_face_and_no_other() -> None:
    """An answer comes, a wrong method and an unknown path are refused, and no other face was loaded for it."""
    assert said(FIRST, {"_HANDLER": "app.app"}).splitlines()[-1].split() == ["200", "405", "405", "500", "True"]


def test_a_start_is_not_searched_for_garbage() -> None:
    """What a start loads is set apart, so that no later search looks through it, and what events leave is collected."""
    kept = said("import app, gc; print(gc.isenabled(), gc.get_freeze_count() > 10_000)", {"_HANDLER": "app.custodian"})
    assert kept.split() == ["True", "True"]


def test_outside_lambda_every_door_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packing and this machine's cloud see every way in, and Lambda the one that it came by."""
    from chalicelib.settings import entered  # noqa: PLC0415 - beside what it reads

    told: Callable[..., bool] = entered
    monkeypatch.delenv("_HANDLER", raising=False)
    assert told("sweep")
    monkeypatch.setenv("_HANDLER", "app.sweep")
    assert told("on_change", "sweep")
    assert not told("app")
