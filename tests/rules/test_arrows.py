"""Who may import whom, and that the rules of a complaint stand alone."""

from pathlib import Path

import pytest

from tests.rules.arrows import ARROWS, broken, impure_calls, layer
from tests.rules.tree import ROOT, module, offences, python, shown

SHIPPED = tuple(path for path in python("chalicelib", "app.py"))
PURE = python("chalicelib/domain")


def test_arrows() -> None:
    """A developer who knows the layers knows what a file can reach."""
    assert offences(SHIPPED, broken) == {}


def test_every_file_has_a_layer() -> None:
    """A new folder is given its place among the arrows before anything is put in it."""
    assert {shown(path) for path in SHIPPED if layer(module(path)) not in ARROWS} == set()


def test_domain_is_pure() -> None:
    """The rules of a complaint can be read and tested without AWS, a clock or a network."""
    assert offences(PURE, impure_calls) == {}


def test_there_is_something_to_hold() -> None:
    """The rules look at real files, so an empty house cannot pass for a clean one."""
    assert ROOT / "app.py" in SHIPPED
    assert PURE


PLANTED = {
    "domain/clock.py": "import time",
    "domain/shop.py": "import boto3",
    "domain/up.py": "from chalicelib.services import intake",
    "domain/sideways.py": "from ..store.table import rows",
    "services/rows.py": "from chalicelib.store import table",
    "services/model.py": "from pydantic import BaseModel",
    "store/door.py": "def late() -> None:\n    import chalicelib.handlers.http",
    "notify/words.py": "from chalicelib import settings",
    "handlers/citizen.py": "from chalice import Response",
    "handlers/officer.py": "from chalicelib.store import complaints",
    "handlers/loop.py": "import app",
    "wiring.py": "from chalicelib.handlers import http",
    "telemetry.py": "from chalicelib.settings import settings",
    "settings.py": "from local import places",
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_violation_is_found(name: str, tmp_path: Path) -> None:
    """An import against the arrows is found wherever it hides."""
    path = tmp_path / "chalicelib" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PLANTED[name])
    assert len(list(broken(path, tmp_path))) == 1


@pytest.mark.parametrize("code", ["datetime.now(UTC)", "date.today()", "open('x')", "print(1)"])
def test_a_planted_clock_is_found(code: str, tmp_path: Path) -> None:
    """Time reaches the rules as an argument or not at all."""
    path = tmp_path / "life.py"
    path.write_text(code)
    assert len(list(impure_calls(path))) == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("handlers/http.py", "from chalice.app import Response"),
        ("handlers/citizen.py", "from chalicelib.services import intake"),
        ("store/complaints.py", "from chalicelib.domain.complaint import Complaint"),
        ("domain/ticket.py", "from hashlib import sha256"),
        ("clients.py", "from botocore.session import Session"),
    ],
)
def test_a_proper_import_is_let_be(name: str, code: str, tmp_path: Path) -> None:
    """The rules hinder no import that follows the arrows."""
    path = tmp_path / "chalicelib" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code)
    assert list(broken(path, tmp_path)) == []
