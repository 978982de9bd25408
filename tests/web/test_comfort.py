"""Large letters, colours of one's own, and no movement: the pages as people set their devices."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.standin import StandIn
from tests.web.test_tracking import enter
from tests.web.walk import asks, choose, onward
from web.build import PAGES

CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  const hidden = style.overflowX === "hidden" || style.overflowX === "clip";
  const seen = one.getClientRects().length && style.clipPath === "none" && one.clientWidth > 1;
  return seen && hidden && one.scrollWidth > one.clientWidth + 1;
}).map((one) => one.outerHTML.slice(0, 80))"""
BARE = """(all) => all.filter((one) => {
  const { borderTopWidth, borderTopStyle, outlineStyle, outlineWidth } = getComputedStyle(one);
  const bordered = borderTopStyle !== "none" && parseFloat(borderTopWidth) > 0;
  return one.getClientRects().length && !bordered && (outlineStyle === "none" || parseFloat(outlineWidth) === 0);
}).map((one) => one.outerHTML.slice(0, 80))"""
MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
  const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
  return parseFloat(transitionDuration) > 0 || animationName !== "none" || scrollBehavior === "smooth";
}).map((one) => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("language", ["id", "ar"])
def test_letters_twice_as_large(page: Page, api: StandIn, language: str) -> None:
    """At 200 % text nothing is cut off, and nothing has to be scrolled sideways: WCAG 1.4.4."""
    page.set_viewport_size({"width": 640, "height": 800})
    for path in (*PAGES, "lapor/plain?kind=complaint&category=detention"):
        page.goto(f"{api.url}/{language}/{path}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path
        assert page.evaluate(CUT) == []
    enter(page, api, language)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert page.evaluate(CUT) == []


def test_colours_of_ones_own(browser: Browser, api: StandIn) -> None:
    """Where the device sets the colours, buttons, fields and choices still have an edge, and the chosen one is told."""
    page = browser.new_context(forced_colors="active", color_scheme="dark", service_workers="block").new_page()
    page.goto(f"{api.url}/id/lapor/")
    onward(page)
    expect(page.locator("#error-summary")).to_be_visible()
    boxes = ".govuk-button, .govuk-error-summary, input:not([type=radio], [type=checkbox]), textarea"
    assert page.locator(boxes).evaluate_all(BARE) == []
    choose(page, "kind", "complaint")
    marks = [
        page.locator(f"input[value={value}] + label").evaluate("(label) => getComputedStyle(label, '::after').opacity")
        for value in ("complaint", "praise")
    ]
    assert marks == ["1", "0"]
    onward(page)
    asks(page, "category")


def test_nothing_moves_for_who_asked_for_rest(browser: Browser, api: StandIn) -> None:
    """Whoever asked their device for less movement sees none on any page."""
    page = browser.new_context(reduced_motion="reduce", service_workers="block").new_page()
    for path in PAGES:
        page.goto(f"{api.url}/id/{path}")
        assert page.evaluate(MOVING) == [], path
