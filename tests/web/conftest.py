"""The pages, built once, beside a stand-in for the API; a real Chromium looks at them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.local.running import Running, free_port, start
from tests.web import staff
from tests.web.standin import StandIn, serve
from web import catalogue
from web.build import SITE, make

ROOT = Path(__file__).parent.parent.parent
PHONE = {"width": 360, "height": 740}
PATIENCE = 30_000
"""Milliseconds. A busy machine that reads its first Chinese font is slow, not wrong: nothing here measures time."""


@pytest.fixture(scope="session")
def base_url() -> str:
    """None: each test has its own address. The plugin's own fixture warns under this pytest."""
    return ""


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    catalogue.compile_all(catalogue.files())
    return make(tmp_path_factory.mktemp("web") / "dist", SITE)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, pages: Path) -> Iterator[Running]:
    """The whole system on this machine, started once."""
    running = start(tmp_path_factory.mktemp("whole"), free_port(), pages=pages)
    try:
        yield running.wait()
    finally:
        running.end()


@pytest.fixture
def api(pages: Path) -> Iterator[StandIn]:
    with serve(pages) as stand_in:
        yield stand_in


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {
        "viewport": PHONE,
        "locale": "id-ID",
        "timezone_id": "Asia/Jakarta",
        "service_workers": "block",
    }


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page whose console must stay silent: the strict policy speaks there when it stops something."""
    expect.set_options(timeout=PATIENCE)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    assert not complaints


@pytest.fixture
def sari(page: Page, site: Running) -> Page:
    """An officer of Jakarta Utara, at the queue."""
    page.set_viewport_size(staff.DESK)
    staff.sign_in(page, site, staff.SARI)
    return page
