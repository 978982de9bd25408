"""Beside a category: another door with its reason, danger first, and nothing that keeps anybody from sending."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from chalicelib.pages.render import render
from tests.web.barriers import no_barrier
from tests.web.standin import StandIn
from tests.web.walk import answer, asks, choose, onward


@pytest.fixture(params=[360, 1280], ids=["phone", "desk"])
def browser_context_args(browser_context_args: dict[str, Any], request: pytest.FixtureRequest) -> dict[str, Any]:
    return browser_context_args | {"viewport": {"width": request.param, "height": 800}}


def at_category(page: Page, api: StandIn, language: str = "id", kind: str = "complaint") -> None:
    page.goto(f"{api.url}/{language}/lapor/")
    answer(page, "kind", {"kind": kind})
    asks(page, "category")


def test_another_door_is_told_with_its_reason_and_bars_nothing(page: Page, api: StandIn) -> None:
    """Whoever chooses stay permits reads of the remedies that have time limits, and goes on all the same."""
    at_category(page, api)
    expect(page.locator("[data-beside]:visible")).to_have_count(0)
    choose(page, "category", "stay-permit")
    shown = page.locator(".govuk-inset-text[data-beside]:visible")
    expect(shown).to_have_count(3)
    expect(shown.first).to_contain_text("Pasal 77")
    expect(page.get_by_text("Anda tetap boleh mengirimnya di sini.")).to_be_visible()
    no_barrier(page)
    onward(page)
    asks(page, "stage")
    expect(page.locator(".govuk-inset-text[data-beside]:visible")).to_have_count(0)


def test_where_somebody_may_be_afraid_danger_comes_first(page: Page, api: StandIn) -> None:
    """Numbers to call stand beside the choice; "leave quickly" stays at hand on every question after it."""
    at_category(page, api)
    choose(page, "category", "officer-conduct")
    expect(page.locator(".govuk-warning-text:visible")).to_contain_text("112")
    no_barrier(page)
    onward(page)
    expect(page.locator("[data-away]")).to_be_visible()
    no_barrier(page)
    page.context.route("https://www.bmkg.go.id/**", _weather)
    page.locator("[data-away]").click()
    expect(page.locator("h1")).to_have_text("Cuaca")
    page.go_back()
    assert "bmkg" not in page.url
    assert not page.evaluate("sessionStorage.length")


def _weather(route: Route) -> None:
    route.fulfill(body="<h1>Cuaca</h1>", content_type="text/html")


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_in_every_language(page: Page, api: StandIn, language: str) -> None:
    """The same in each language, without a barrier and without sideways scroll."""
    at_category(page, api, language)
    choose(page, "category", "illegal-levy")
    expect(page.locator("[data-away]")).to_be_visible()
    no_barrier(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def hours(start: int, end: int) -> dict[str, str]:
    now = datetime.now(UTC)
    return {"begins": (now + timedelta(hours=start)).isoformat(), "ends": (now + timedelta(hours=end)).isoformat()}


BASE = {"text": "Bayar besok.", "when": "Sampai besok.", "where": "", "offices": [], "categories": [], "begun": True}
DOWN = BASE | {"title": "AC mati", "categories": ["facilities"]} | hours(-1, 1)
CLOSED = BASE | {"title": "Loket tutup", "offices": ["jakarta-utara"]} | hours(-1, 1)
OVER = BASE | {"title": "Sudah selesai"} | hours(-2, -1)
COMING = BASE | {"title": "Akan datang", "begun": False} | hours(1, 2)
TROUBLES = [DOWN, CLOSED, OVER, COMING]


def test_a_trouble_that_we_know_of_is_told_where_it_matters(page: Page, api: StandIn) -> None:
    """C17: beside the category or the office that it meets, while it lasts; one goes on all the same."""
    news = {"trouble": "Gangguan yang sudah kami ketahui", "troubles": TROUBLES}
    page.route("**/questions.*.json", lambda route: route.fulfill(json=route.fetch().json() | news))
    told = page.locator("[data-troubles]:visible .govuk-inset-text")
    at_category(page, api)
    expect(told).to_have_count(0)
    choose(page, "category", "facilities")
    expect(told).to_contain_text("AC mati")
    no_barrier(page)
    onward(page)
    answer(page, "stage", {"stage": ""})
    asks(page, "office")
    page.locator("#office").fill("jakarta")
    expect(told).to_have_count(0)
    choose(page, "office", "jakarta-utara")
    expect(told).to_contain_text("Loket tutup")
    no_barrier(page)
    onward(page)
    asks(page, "narrative")


def test_a_page_built_before_hides_what_is_over(page: Page, api: StandIn) -> None:
    """The home page was built while something lasted; whoever opens it later reads what is true then."""
    assets = json.loads((api.pages / "assets.json").read_text())
    home = render("home.html", "id", asset=assets.__getitem__, path="", troubles=TROUBLES)
    page.route("**/id/", lambda route: route.fulfill(body=home, content_type="text/html"))
    page.goto(f"{api.url}/id/")
    expect(page.locator(".app-trouble:visible")).to_have_count(2)
    expect(page.get_by_text("Sudah selesai")).to_be_hidden()
    expect(page.get_by_text("Akan datang")).to_be_hidden()
    no_barrier(page)


def test_without_scripts_all_doors_are_listed(page: Page, api: StandIn) -> None:
    """The one-page form has every door in one list, the danger notice and the way out."""
    page.goto(f"{api.url}/id/lapor/plain")
    page.get_by_text("Mungkin ada jalur lain yang lebih tepat").click()
    expect(page.get_by_text("Anda tetap boleh mengirimnya di sini.")).to_have_count(9)
    expect(page.locator("[data-away]")).to_be_visible()
    no_barrier(page)
