"""C20: figures for everybody, with or without scripts, on small screens and in every direction."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from chalicelib.notify.texts import languages
from chalicelib.pages.render import render
from tests.web.barriers import no_barrier
from tests.web.standin import StandIn

LINE = {"received": 1230, "answered": 1020, "in_time": 995, "percent": 98, "median": 9}
FEW: dict[str, Any] = dict.fromkeys(LINE)
LONG = "Konsulat Jenderal Republik Indonesia di sebuah kota yang namanya sangat panjang"
NONE: dict[str, Any] = {"counted_at": None, "months": [], "kinds": [], "categories": [], "offices": []}


def line(slug: str, name: str, **numbers: Any) -> dict[str, Any]:
    return {"slug": slug, "name": name, **(numbers or LINE)}


FIGURES: dict[str, Any] = {
    "counted_at": "2026-03-31T19:00:30Z",
    "months": [
        line(f"2026-0{n}", f"Maret {n}", **(LINE | {"received": n * 400, "in_time": n * 300})) for n in (1, 2, 3)
    ],
    "kinds": [line("complaint", "Pengaduan"), line("praise", "Apresiasi", **FEW)],
    "categories": [line("other", "Hal lain, yang tidak disebut di atas dan yang perlu banyak kata")],
    "offices": [line(f"o{n}", f"{LONG} {n}") for n in range(30)],
}
ABOUT = {"path": "statistik", "fewest": 5, "rounded_to": 5, "enough": 20}


def visit(page: Page, api: StandIn, language: str, figures: dict[str, Any]) -> None:
    """The page as the API prints it, among the files of the site."""
    made = render("statistics.html", language, **ABOUT, **figures)
    page.route("**/statistik", lambda route: route.fulfill(body=made, content_type="text/html; charset=utf-8"))
    page.goto(f"{api.url}/{language}/statistik")


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("width", [320, 1280])
def test_figures_are_for_everybody(page: Page, api: StandIn, language: str, width: int) -> None:
    """No barrier, nothing wider than the screen but a table that scrolls by itself, the list of offices open too."""
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, api, language, FIGURES)
    page.locator("summary").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    no_barrier(page)


def test_every_chart_has_its_table_and_file(page: Page, api: StandIn) -> None:
    """A chart is named as one, and after it come a table with the same rows and a link to that table's file."""
    visit(page, api, "id", FIGURES)
    expect(page.get_by_role("img", name="Grafik")).to_have_count(4)
    page.locator("summary").click()
    expect(page.get_by_role("table")).to_have_count(4)
    for name in ("months", "kinds", "categories", "offices"):
        expect(page.locator(f"a[href='/v1/statistics.csv?table={name}&language=id']")).to_be_visible()
    expect(page.get_by_role("row", name="Apresiasi")).to_contain_text("kurang dari 5")
    widths = [float(bar.get_attribute("width") or 0) for bar in page.locator("svg .app-bars__received").all()[:3]]
    assert widths == [33.3, 66.7, 100.0]


def test_before_the_first_month_the_page_says_so(page: Page, api: StandIn) -> None:
    """No empty chart and no empty table: a sentence says when there will be numbers."""
    visit(page, api, "en", NONE)
    expect(page.get_by_text("There are no figures yet.")).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(0)


def test_every_page_leads_to_the_figures(pages: Path) -> None:
    """The link stands in the foot of every page."""
    assert all(
        'href="/en/statistik"' in (pages / "en" / at / "index.html").read_text() for at in ("", "lapor", "lacak")
    )
