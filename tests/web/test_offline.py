"""Without a network: the pages open, drafts are kept where somebody chose so, and what waits is sent once."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.barriers import no_barrier
from tests.web.standin import TICKET, StandIn, filed
from tests.web.walk import fill, onward

KEEP, DRAFTS = "[data-keep]", "[data-drafts]"
ALL_KEPT = """async () => {
  while (!(await caches.match('/id/luring/'))) await new Promise((then) => setTimeout(then, 50));
}"""
NAMES = """async () => {
  const store = await caches.open((await caches.keys())[0]);
  return (await store.keys()).map((one) => new URL(one.url).pathname);
}"""
A_WEEK_PASSES = """() => {
  const drafts = JSON.parse(localStorage.getItem('aduan.drafts'));
  localStorage.setItem('aduan.drafts', JSON.stringify(drafts.map((one) => ({ ...one, at: one.at - 7 * 86400000 }))));
}"""


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Here alone a page may have its worker: elsewhere it would stand between a test and what it looks at."""
    return browser_context_args | {"service_workers": "allow"}


@pytest.fixture
def kept(page: Page, api: StandIn) -> Page:
    """A phone that has been on the home page once, long enough for the pages to be kept."""
    page.goto(f"{api.url}/id/")
    page.evaluate(ALL_KEPT)
    return page


def test_the_form_opens_without_a_network(kept: Page, api: StandIn, context: BrowserContext) -> None:
    """C11: who was here once can fill in the form without a network, and is told that there is none."""
    context.set_offline(True)
    kept.goto(f"{api.url}/id/lapor/")
    expect(kept.locator("[data-offline]")).to_contain_text("luring")
    fill(kept, api, here=True)
    expect(kept.locator("[data-answers]")).to_be_visible()


def test_a_page_that_is_not_kept_says_so(kept: Page, api: StandIn, context: BrowserContext) -> None:
    """A page that needs the network says that, and where to go on, instead of the browser's own error."""
    context.set_offline(True)
    kept.goto(f"{api.url}/id/lapor/plain")
    expect(kept.locator("h1")).to_have_text("Halaman ini memerlukan jaringan")


def test_no_answer_of_ours_is_ever_kept(kept: Page, api: StandIn) -> None:
    """Nothing that the service answered, and nothing of a complaint, stays in the browser's store of pages."""
    fill(kept, api)
    onward(kept)
    expect(kept.locator("[data-done]")).to_be_visible()
    paths = kept.evaluate(NAMES)
    assert paths
    assert not [path for path in paths if path.startswith("/v1/") or path.endswith("plain")]


def test_nothing_is_kept_unasked(page: Page, api: StandIn) -> None:
    """On a shared phone nothing stays behind once the tab is closed, unless the citizen chose to keep a draft."""
    fill(page, api)
    assert page.evaluate("localStorage.length") == 0


def test_a_kept_draft_is_there_another_day(page: Page, api: StandIn, context: BrowserContext) -> None:
    """C12: whoever chose to keep a draft finds it in a new tab and goes on; once it is sent, it is gone."""
    fill(page, api)
    page.locator(KEEP).check()
    page.close()
    later = context.new_page()
    later.goto(f"{api.url}/id/lapor/")
    expect(later.locator(DRAFTS)).to_contain_text("Disimpan")
    later.get_by_role("button", name="Lanjutkan").first.click()
    expect(later.locator("[data-answers]")).to_contain_text("Jakarta Utara")
    onward(later)
    expect(later.locator("[data-fill=ticket]")).to_have_text(TICKET)
    assert later.evaluate("localStorage.length") == 0


def test_several_drafts_each_can_be_deleted(page: Page, api: StandIn, context: BrowserContext) -> None:
    """C12: three drafts stand side by side; one can be deleted, or all of them."""
    for _ in range(3):
        tab = context.new_page()
        fill(tab, api)
        tab.locator(KEEP).check()
        tab.close()
    page.goto(f"{api.url}/id/lapor/")
    expect(page.locator(".app-draft")).to_have_count(3)
    no_barrier(page)
    page.get_by_role("button", name="Hapus draf").first.click()
    expect(page.locator(".app-draft")).to_have_count(2)
    page.get_by_role("button", name="Hapus semua draf").click()
    expect(page.locator(DRAFTS)).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0


def test_a_draft_ends_after_seven_days(page: Page, api: StandIn, context: BrowserContext) -> None:
    """C12: a draft that nobody came back to is deleted by itself."""
    fill(page, api)
    page.locator(KEEP).check()
    page.close()
    later = context.new_page()
    later.goto(f"{api.url}/id/")
    later.evaluate(A_WEEK_PASSES)
    later.goto(f"{api.url}/id/lapor/")
    expect(later.locator(DRAFTS)).to_be_hidden()
    assert later.evaluate("localStorage.length") == 0


def test_unticking_deletes_the_draft(page: Page, api: StandIn) -> None:
    """Whoever changes their mind takes the draft off the device at once."""
    fill(page, api)
    page.locator(KEEP).check()
    assert page.evaluate("localStorage.length") == 1
    page.locator(KEEP).uncheck()
    assert page.evaluate("localStorage.length") == 0


def test_what_waited_is_sent_once_when_the_form_opens_again(page: Page, api: StandIn, context: BrowserContext) -> None:
    """C11: what waited for the network when the phone was switched off goes out on return, under the same key."""
    api.complaints = [(0, {})]
    fill(page, api, category="passport-late", stage="processing")
    page.locator(KEEP).check()
    onward(page)
    expect(page.locator("[data-wait]")).to_contain_text("Menunggu jaringan")
    page.close()
    api.complaints = [(201, filed(api.port))]
    later = context.new_page()
    later.goto(f"{api.url}/id/")
    expect(later.locator("[data-unsent]").get_by_text("belum terkirim")).to_be_visible()
    later.get_by_role("link", name="Kirim sekarang").click()
    expect(later.locator("[data-fill=ticket]")).to_have_text(TICKET)
    assert len({post["key"] for post in api.posts("/complaints")}) == 1
    assert len({str(post["body"]) for post in api.posts("/complaints")}) == 1
    assert api.posts("/complaints")[-1]["body"]["answers"]["applied-on"] == "2026-03-02"
