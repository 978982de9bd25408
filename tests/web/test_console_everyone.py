"""The console for everybody: no barrier that a machine can find, nothing lost when small, nothing that jumps."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.local.running import Running
from tests.web import staff
from tests.web.barriers import no_barrier
from tests.web.staff import SARI

SHIFTS = """() => new Promise((tell) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => tell(sum), 300);
})"""


# Each width and each language once; `make proof` looks at all of them together.
SEEN = {("id", 320), ("en", 640), ("id", 1280)}
LOOKS = [
    pytest.param(width, language, marks=() if (language, width) in SEEN else pytest.mark.proof)
    for language in ("id", "en")
    for width in (320, 640, 1280)
]


@pytest.fixture(params=[320, 1280], ids=["phone", "desk"])
def browser_context_args(browser_context_args: dict[str, Any], request: pytest.FixtureRequest) -> dict[str, Any]:
    """640 is a desk of 1280 at a zoom of 200 %."""
    return browser_context_args | {"viewport": {"width": request.param, "height": 800}}


def good(page: Page) -> None:
    no_barrier(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    expect(page.locator("h1:visible")).to_have_count(1)


@pytest.mark.parametrize(("browser_context_args", "language"), LOOKS, indirect=["browser_context_args"])
def test_no_page_has_a_barrier(page: Page, site: Running, language: str) -> None:
    """Door, queue, empty queue, case, refusal and the inbox can be read and worked by everybody."""
    ticket = staff.file(site)["ticket"]
    page.goto(f"{site.site}/{language}/petugas/")
    expect(page.locator("[data-part=door]")).to_be_visible()
    good(page)
    staff.sign_in(page, site, SARI, language)
    good(page)
    for path in ("?status=referred", "identitas/", f"pengaduan/?tiket={ticket}"):
        page.goto(f"{site.site}/{language}/petugas/{path}")
        staff.loaded(page)
        good(page)


def test_no_form_has_a_barrier(page: Page, site: Running) -> None:
    """Each step's form, its faults and the look before sending can be read and worked by everybody."""
    staff.sign_in(page, site, SARI)
    staff.go(page, site, staff.file(site)["ticket"])
    staff.submit(staff.step(page, "verify"))
    staff.done(page, "terverifikasi")
    for name in ("assign", "refer", "classify", "reject"):
        staff.submit(staff.step(page, name))
        expect(page.locator(f"[data-step={name}] .govuk-error-summary")).to_be_visible()
        good(page)
    frame = staff.step(page, "answer")
    frame.locator("textarea").fill("Salam. " + "Panjang" * 60)
    staff.submit(frame)
    expect(frame.locator(".con-check")).to_be_visible()
    good(page)


def test_nothing_jumps(page: Page, site: Running) -> None:
    """Queue and case keep their places while their contents arrive."""
    staff.sign_in(page, site, SARI)
    ticket = staff.file(site)["ticket"]
    for path, last in (("", "tbody tr"), (f"pengaduan/?tiket={ticket}", "[data-papers-list] p")):
        page.goto(f"{site.site}/id/petugas/{path}")
        staff.loaded(page)
        expect(page.locator(last).first).to_be_visible()
        assert page.evaluate(SHIFTS) <= 0.1, path
