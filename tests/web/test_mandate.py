"""Filing for somebody else, and the help one needs, in a real browser: offered, optional, shown before sending."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.barriers import no_barrier
from tests.web.standin import StandIn
from tests.web.walk import ANSWERS, STEPS, answer, asks, onward


@pytest.fixture(params=[360, 1280], ids=["phone", "desk"])
def browser_context_args(browser_context_args: dict[str, Any], request: pytest.FixtureRequest) -> dict[str, Any]:
    return browser_context_args | {"viewport": {"width": request.param, "height": 800}}


def at_contact(page: Page, api: StandIn) -> None:
    page.goto(f"{api.url}/id/lapor/")
    for step in STEPS[: STEPS.index("contact")]:
        answer(page, step, ANSWERS)
    asks(page, "contact")


def test_for_somebody_else_with_help(page: Page, api: StandIn) -> None:
    """Both are found on the question of contact, shown on the check page, and sent."""
    at_contact(page, api)
    page.get_by_text("Mengadu untuk orang lain?").click()
    page.locator("#relation").select_option("lawyer")
    page.locator("#subject").fill("Ibu Wati")
    page.locator("#help-needed").fill("Juru bahasa isyarat")
    no_barrier(page)
    page.locator("#name").fill("Siti")
    onward(page)
    asks(page, "check")
    expect(page.locator("[data-answers]")).to_contain_text("Untuk orang lain: Kuasa hukum, Ibu Wati")
    expect(page.locator("[data-answers]")).to_contain_text("Juru bahasa isyarat")
    onward(page)
    expect(page.locator("[data-done]")).to_be_visible()
    sent = api.posts("/complaints")[-1]["body"]
    assert sent["on_behalf"] == {"relation": "lawyer", "name": "Ibu Wati"}
    assert sent["help"] == "Juru bahasa isyarat"


def test_it_can_be_left_out(page: Page, api: StandIn) -> None:
    """Whoever files for themselves and needs nothing sends neither."""
    at_contact(page, api)
    answer(page, "contact", ANSWERS)
    asks(page, "check")
    onward(page)
    expect(page.locator("[data-done]")).to_be_visible()
    assert not {"on_behalf", "help"} & set(api.posts("/complaints")[-1]["body"])
