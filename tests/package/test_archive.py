"""What is in the archive, that it is the same each time, and that it runs with nothing beside it."""

import json
import platform
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from infra.archive import EPOCH
from infra.dependencies import SERVICES, ships
from infra.package import Package, package
from tests.package.conftest import Resources
from tests.package.test_functions import sample
from tests.rules.tree import ROOT, files, shown

MOST_UPLOADED = 50e6
PYTHON = f"cpython-{sys.version_info.major}{sys.version_info.minor}"
TRIED_OUT = Path(__file__).parent / "tried_out.py"


@pytest.fixture(scope="session")
def names(packed: Package) -> set[str]:
    """Every file in the archive."""
    with ZipFile(packed.folder / "deployment.zip") as archive:
        return set(archive.namelist())


def test_our_whole_code_and_data_are_there(names: set[str]) -> None:
    """No module, page, rule or list of offices is left behind."""
    ours = {shown(path) for path in files() if shown(path).startswith("chalicelib/")}
    assert {name for name in ours if not name.endswith(".po")} - names == set()
    assert {"app.py", "chalice/app.py", "chalice/__init__.py", "chalicelib/openapi.json"} <= names
    assert any(name.startswith("chalicelib/policy/rules/") for name in names)
    assert any(name.startswith("chalicelib/pages/") for name in names)


def test_words_go_compiled(names: set[str]) -> None:
    """Every language is there as it is read, and not as it is written."""
    assert {name for name in names if name.endswith((".mo", ".po"))} == {
        f"chalicelib/locale/{language}/LC_MESSAGES/aduan.mo" for language in ("ar", "en", "id", "zh")
    }


def test_nothing_else_is_there(names: set[str]) -> None:
    """No test, tool, other Python's bytecode or half of Chalice goes to Lambda."""
    assert {name for name in names if name.startswith("chalice/")} == {
        *("chalice/__init__.py", "chalice/app.py"),
        *(f"chalice/__pycache__/{each}.{PYTHON}.pyc" for each in ("__init__", "app")),
    }
    heads = {name.partition("/")[0] for name in names}
    assert heads.isdisjoint({"tests", "bin", "infra", "local", "web", "docs", "pip", "setuptools", "pycparser"})
    assert [name for name in names if name.endswith(".pyc") and f".{PYTHON}." not in name] == []


def test_every_source_has_its_bytecode(names: set[str]) -> None:
    """Lambda, which can write nothing, never compiles."""
    sources = {name for name in names if name.endswith(".py")}
    made = {re.sub(rf"__pycache__/(.+)\.{PYTHON}\.pyc$", r"\1.py", name) for name in names if name.endswith(".pyc")}
    assert sources == made


def test_bytecode_is_trusted_and_names_no_machine(packed: Package) -> None:
    """Bytecode is never compared with its source, and a traceback names files where Lambda has them."""
    with ZipFile(packed.folder / "deployment.zip") as archive:
        made = archive.read(f"chalicelib/__pycache__/wiring.{PYTHON}.pyc")
        assert int.from_bytes(made[4:8], "little") == 0b01, "hashed, and not to be checked"
        assert b"/var/task/chalicelib/wiring.py" in made
        assert str(ROOT).encode() not in made
        assert {entry.date_time for entry in archive.infolist()} == {EPOCH}


def test_aws_is_there_once_and_only_what_we_call(names: set[str]) -> None:
    """One AWS library is packed, pinned, with the services that our code names and no other."""
    assert "botocore/__init__.py" in names
    assert not [name for name in names if name.startswith(("boto3/", "s3transfer/"))]
    there = {name.split("/")[2] for name in names if re.match(r"botocore/data/[^/]+/", name)}
    ours = "".join(
        path.read_text() for path in files() if shown(path).startswith("chalicelib/") and path.suffix == ".py"
    )
    called = set(re.findall(r'\bclient\("([\w-]+)"\)', ours))
    assert there == SERVICES
    assert called == SERVICES


def test_licences_go_along(names: set[str]) -> None:
    """What others gave us goes with their licence, and with nothing else that only installers read."""
    described = {name for name in names if ".dist-info/" in name}
    assert any(re.search(r"botocore.*LICENSE", name) for name in described)
    assert not [name for name in described if name.endswith(("METADATA", "RECORD", "entry_points.txt"))]
    assert ships("botocore/data/kms/2014-11-01/service-2.json.gz")
    assert not ships("botocore/data/ec2/2016-11-15/service-2.json.gz")
    assert not ships("botocore/data/kms/2014-11-01/examples-1.json")


def test_it_is_small_enough(packed: Package) -> None:
    """The archive can be uploaded at once, and started in a moment."""
    assert packed.packed < MOST_UPLOADED
    assert packed.unpacked < 4 * MOST_UPLOADED


def test_the_same_goes_in_and_the_same_comes_out(packed: Package, tmp_path: Path) -> None:
    """Packed again, the archive and the template are the same, byte for byte: what was tested is what is deployed."""
    again = package("dev", tmp_path)
    assert again.sha256 == packed.sha256
    assert (tmp_path / "sam.json").read_bytes() == (packed.folder / "sam.json").read_bytes()


def test_one_archive_serves_every_stage(packed: Package, tmp_path: Path) -> None:
    """What was tried on one stage is what the next one gets, to the byte; only the template differs."""
    assert package("staging", tmp_path).sha256 == packed.sha256


def test_it_runs_with_nothing_beside_it(functions: Resources, tmp_path: Path) -> None:
    """Unpacked where there is nothing else, every way in is found, and a request is answered."""
    here = package("dev", tmp_path / "packed", platform.machine())
    with ZipFile(here.folder / "deployment.zip") as archive:
        archive.extractall(tmp_path / "task")
    given = {name: sample(value) for name, value in functions["api_handler"]["Environment"]["Variables"].items()}
    environment = given | {"AWS_DEFAULT_REGION": "ap-southeast-3", "AWS_LAMBDA_FUNCTION_NAME": "api_handler"}
    command = [sys.executable, "-I", "-S", str(TRIED_OUT), str(tmp_path / "task"), *sorted(SERVICES)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["handlers"] == ["app", "custodian", "on_change", "on_provider_event", "on_upload", "sweep"]
    assert told["examined"] == ["image/png", "application/pdf"]
    assert told["statuses"] == [200, 200, 401]
    assert told["strangers"] == []
    assert told["uncompiled"] == []
