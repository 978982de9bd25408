"""Every Lambda as it would run: its Python, its machine, its time, its settings."""

import re
import sys
from dataclasses import fields
from typing import Any

import pytest

from chalicelib import settings
from infra.stages import LAMBDAS
from tests.package.conftest import Resources
from tests.rules.tree import ROOT

SECRETS = re.compile(
    r"AKIA[0-9A-Z]{16}|-----BEGIN|(?i:password|token|secretstring)\"?\s*[:=]\s*\"(?!minutes|hours)[^\"]{5,}"
)
API_GATEWAY_WAITS = 29


def sample(value: Any) -> str:
    """Stand in for a name that AWS gives; of what is put together the fixed part stays."""
    return value if isinstance(value, str) else str(value.get("Fn::Sub", "given-by-aws"))


def test_every_lambda_is_there(functions: Resources) -> None:
    """What app.py announces is what is deployed, under handlers that exist."""
    assert set(functions) == set(LAMBDAS)
    assert {name: each["Handler"] for name, each in functions.items() if name != "api_handler"} == {
        name: f"app.{name}" for name in LAMBDAS if name != "api_handler"
    }
    assert functions["api_handler"]["Handler"] == "app.app"


def test_lambda_runs_the_python_that_packed(functions: Resources) -> None:
    """The Python that ran the tests is the one that runs in the cloud."""
    packing = f"python{sys.version_info.major}.{sys.version_info.minor}"
    assert {each["Runtime"] for each in functions.values()} == {packing}
    assert re.fullmatch(r"3\.\d+\n", (ROOT / ".python-version").read_text())


def test_sizes_are_those_that_were_chosen(functions: Resources) -> None:
    """Memory, time and room are what infra/stages.py says, and no bound falls on a Lambda by accident."""
    for name, wanted in LAMBDAS.items():
        given = functions[name]
        assert given["MemorySize"] == wanted["lambda_memory_size"]
        assert given["Timeout"] == wanted["lambda_timeout"]
        assert given.get("ReservedConcurrentExecutions") == wanted.get("reserved_concurrency")
        assert given["Architectures"] == ["arm64"]
    assert functions["api_handler"]["Timeout"] <= API_GATEWAY_WAITS


@pytest.mark.parametrize("name", sorted(LAMBDAS))
def test_settings_are_complete(functions: Resources, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No Lambda starts with a setting that is missing, misspelt or makes no sense."""
    given: dict[str, Any] = functions[name]["Environment"]["Variables"]
    assert {f"ADUAN_{each.name.upper()}" for each in fields(settings.Settings)} >= set(given)
    for variable, value in given.items():
        monkeypatch.setenv(variable, sample(value))
    settings.settings.cache_clear()
    assert settings.settings().stage == "dev"
    settings.settings.cache_clear()


def test_only_the_api_knows_the_way_to_the_custodian(functions: Resources) -> None:
    """The custodian is called by the API alone, by the name that AWS gave it."""
    ways = {name: each["Environment"]["Variables"].get("ADUAN_CUSTODIAN") for name, each in functions.items()}
    assert {name: way for name, way in ways.items() if way} == {"api_handler": {"Ref": "Custodian"}}


def test_names_are_aws_own(functions: Resources) -> None:
    """Every table, key and secret is found by reference: two stages can live side by side."""
    refers = ("CASES_TABLE", "KEYS_TABLE", "AUDIT_TABLE", "DATA_KEY", "IDENTITY_KEY", "RECEIPT_KEY", "SECRET")
    for given in functions.values():
        for name in (*refers, "CONFIGURATION_SET"):
            assert isinstance(given["Environment"]["Variables"][f"ADUAN_{name}"], dict), name


def test_no_secret_is_in_the_template(packed: Any) -> None:
    """Whoever reads the template learns no secret."""
    assert not SECRETS.search((packed.folder / "sam.json").read_text())


def test_a_secret_would_be_found() -> None:
    """The search for secrets finds one that is there."""
    assert SECRETS.search('{"Password": "hunter22"}')
    assert SECRETS.search("AKIA" + "Z" * 16)
