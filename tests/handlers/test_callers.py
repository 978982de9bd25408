"""Whose connection a request came by, and who is believed about it."""

import json

import pytest

from chalicelib import settings, telemetry, wiring
from chalicelib.handlers.citizen import routes
from tests.handlers.client import Client

SECRET, BEFORE = "s" * 48, "b" * 48


@pytest.fixture
def addresses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every address that the citizen's door took down."""
    seen: list[str] = []
    real = routes.address

    def address() -> str:
        seen.append(real())
        return seen[-1]

    monkeypatch.setattr(routes, "address", address)
    return seen


@pytest.fixture(autouse=True)
def edge(monkeypatch: pytest.MonkeyPatch) -> None:
    """CloudFront stands in front, and its secret was changed today."""
    monkeypatch.setenv("ADUAN_EDGE", f"{SECRET},{BEFORE}")
    settings.settings.cache_clear()


@pytest.mark.parametrize("secret", [SECRET, BEFORE])
def test_the_edge_is_believed(api: Client, addresses: list[str], secret: str) -> None:
    """Behind CloudFront the citizen's own address is counted, with today's secret and with yesterday's."""
    headers = {"x_aduan_edge": secret, "x_aduan_caller": "203.0.113.9"}
    api.call("POST", "/v1/complaints/IMI-0/sessions", {"code": "0" * 16}, **headers)
    assert addresses == ["203.0.113.9"]


@pytest.mark.parametrize("secret", ["", "s", "wrong" * 10, f"{SECRET},{BEFORE}", "é" * 48])
def test_nobody_else_is_believed(api: Client, addresses: list[str], secret: str) -> None:
    """Who comes another way can write any header, and is counted by the connection that the gateway saw."""
    headers = {"x_aduan_edge": secret, "x_aduan_caller": "203.0.113.9"}
    api.call("POST", "/v1/complaints/IMI-0/sessions", {"code": "0" * 16}, **headers)
    assert addresses == [api.address]


def test_a_short_secret_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that was left empty, or written by hand and short, lets nobody in."""
    monkeypatch.setenv("ADUAN_EDGE", "short,,")
    settings.settings.cache_clear()
    assert wiring.settings().edges == ()


def test_counts_name_their_stage(capsys: pytest.CaptureFixture[str]) -> None:
    """What is counted says which stage counted it."""
    telemetry.counted("sweep", {"due": 3})
    line = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    assert (line["stage"], line["service"], line["due"]) == ("test", "sweep", [3.0])
    assert line["memory_mb"] > 1
    assert ["service", "stage"] in [sorted(each) for each in line["_aws"]["CloudWatchMetrics"][0]["Dimensions"]]
