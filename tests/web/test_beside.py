"""Beside a category: another door with its reason, danger first, and nothing that keeps anybody from sending."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.standin import StandIn
from tests.web.test_everyone import no_barrier
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


def test_without_scripts_all_doors_are_listed(page: Page, api: StandIn) -> None:
    """The one-page form has every door in one list, the danger notice and the way out."""
    page.goto(f"{api.url}/id/lapor/plain")
    page.get_by_text("Mungkin ada jalur lain yang lebih tepat").click()
    expect(page.get_by_text("Anda tetap boleh mengirimnya di sini.")).to_have_count(9)
    expect(page.locator("[data-away]")).to_be_visible()
    no_barrier(page)
