"""What every test stands on: no network, no real credentials, one pretended AWS a worker, fresh tables a test."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib import settings, telemetry, wiring
from tests import cloud

ROOT = Path(__file__).parent.parent
LOOPBACK = ["127.0.0.1", "::1", "localhost"]
SERVING = {"local", "web"}
LONG = {"faults", "local"}
MOST_ROWS = 200
UNUSED = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "LensOverlay", "MediaRouter", "OptimizationHints"),
    *("NetworkTimeServiceQuerying", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "PaintHolding"),
    *("DestroyProfileOnBrowserClose", "AvoidUnnecessaryBeforeUnloadCheckSync", "ThirdPartyStoragePartitioning"),
)
"""Parts of Chromium that no test sees. The first two open two hidden pages beside each of ours: a third of all work;
the others Playwright turns off as well, in a switch of which the last one counts."""

cloud.forget_the_real_one(os.environ)


def pytest_sessionstart() -> None:
    """The logger writes where it was made: in one test's own capture it would find a closed file in the next."""
    telemetry.logger()


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:  # noqa: ARG001 - it ends before the environment is put back
    """What a test sets in the environment is remembered by no cabinet of the next one."""
    before = ours()
    yield
    if ours() != before:
        settings.settings.cache_clear()
        wiring.reset()


def ours() -> dict[str, str]:
    """What the environment says to us."""
    return {name: value for name, value in os.environ.items() if name.startswith("ADUAN_")}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of what serves may reach this machine, others nothing; the longest begin, so that none ends alone."""
    items.sort(key=lambda item: item.path.relative_to(ROOT / "tests").parts[0] not in LONG)
    for item in items:
        if SERVING & set(item.path.relative_to(ROOT / "tests").parts[:1]):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))


@pytest.fixture(scope="session")
def aws() -> Iterator[cloud.Cloud]:
    """One pretended AWS for the whole worker: keys and the secret are made once, tables a test at a time."""
    with mock_aws(), pytest.MonkeyPatch.context() as patch:
        made = cloud.make()
        for name, value in cloud.settings(made).items():
            patch.setenv(name, value)
        yield made


@pytest.fixture
def tables(aws: cloud.Cloud) -> Iterator[cloud.Cloud]:
    """The three tables, empty. The pretended DynamoDB copies whole tables, so a test keeps under 200 rows."""
    cloud.make_tables(boto3.client("dynamodb"))
    yield aws
    assert cloud.most_rows() < MOST_ROWS, "too many rows for an emulator that copies them all"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium, at best the one without a window: a quarter less work. A pretended GPU costs more."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    found = [shutil.which(name) for name in names]
    flags = [
        "--disable-gpu",
        "--disable-gpu-rasterization",
        f"--disable-features={','.join(UNUSED)}",
        *([] if os.geteuid() else ["--no-sandbox"]),
    ]
    return browser_type_launch_args | {"executable_path": next(filter(None, found), None), "args": flags}
