"""Correcting one's contact in a real browser: what stays, what goes, and what came back is said first."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.barriers import no_barrier
from tests.web.standin import StandIn
from tests.web.test_tracking import enter


@pytest.fixture(params=[360, 1280], ids=["phone", "desk"])
def browser_context_args(browser_context_args: dict[str, Any], request: pytest.FixtureRequest) -> dict[str, Any]:
    return browser_context_args | {"viewport": {"width": request.param, "height": 800}}


def opened(page: Page, api: StandIn, language: str = "id") -> None:
    enter(page, api, language)
    page.locator("[data-contact]").click()
    expect(page.locator("[data-view=contact] h1")).to_be_focused()


def test_what_is_on_file_is_shown_masked(page: Page, api: StandIn) -> None:
    """The page says what is on file, ticks the ways that are used, and offers to take away what is there alone."""
    opened(page, api)
    expect(page.locator("[data-now=email]")).to_have_text("Sekarang tercatat: s•••@w•••.org")
    expect(page.locator("[data-now=phone]")).to_have_text("Sekarang tidak ada.")
    expect(page.locator("input[name=ways][value=email]")).to_be_checked()
    expect(page.locator("input[name=language][value=id]")).to_be_checked()
    expect(page.locator("[data-drop=email]")).to_be_visible()
    expect(page.locator("[data-drop=phone]")).to_be_hidden()
    no_barrier(page)


def test_a_correction_is_sent_once_and_said(page: Page, api: StandIn) -> None:
    """Only what was typed or chosen is sent, under a key; then the complaint says that it was kept."""
    opened(page, api)
    page.locator("[data-reach] #phone").fill("0812 3456 7890")
    page.locator("input[name=ways][value='sms-email']").check()
    page.locator("[data-reach] button").click()
    expect(page.locator("[data-notice]")).to_have_text("Perubahan kontak dan pesan disimpan.")
    (sent,) = [one for one in api.asked if one["method"] == "PUT"]
    assert sent["body"] == {
        "phone": "0812 3456 7890",
        "channels": ["sms", "email"],
        "language": "id",
        "essential_only": False,
    }
    assert len(sent["key"]) == 32


def test_what_is_wrong_stands_at_its_field(page: Page, api: StandIn) -> None:
    """A refusal is read out and stands at its field; what was typed is kept."""
    api.corrected = (422, {"errors": [{"field": "email", "code": "email", "message": "Periksa alamatnya."}]})
    opened(page, api)
    page.locator("[data-reach] #email").fill("siti@")
    page.locator("[data-reach] button").click()
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#email-error")).to_contain_text("Periksa alamatnya.")
    expect(page.locator("[data-reach] #email")).to_have_value("siti@")
    no_barrier(page)


def test_messages_that_came_back_are_said_first(page: Page, api: StandIn) -> None:
    """Whoever's messages came back reads so on top of their complaint, and goes back to it by one press."""
    api.contact = api.contact | {"bounced": ["email"]}
    enter(page, api)
    expect(page.locator("[data-view=case] [data-bounced]")).to_contain_text("Pesan kami ke E-mail Anda kembali.")
    no_barrier(page)
    page.locator("[data-contact]").click()
    page.locator("[data-view=contact] [data-back]").click()
    expect(page.locator("[data-view=case] h1")).to_be_focused()


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_in_every_language(page: Page, api: StandIn, language: str) -> None:
    """The same page in each language, without a barrier and without sideways scroll."""
    opened(page, api, language)
    no_barrier(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
