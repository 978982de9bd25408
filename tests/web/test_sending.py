"""Sending over a network that comes and goes: once, and never twice."""

import re

from playwright.sync_api import Page, expect

from tests.web.standin import TICKET, StandIn, filed
from tests.web.walk import asks, fill, onward


def test_waits_for_the_network_and_sends_the_same_again(page: Page, api: StandIn) -> None:
    """C11: with the connection cut the page says that it waits, goes on by itself, and files one complaint."""
    api.complaints = [(0, {}), (503, {}), (201, filed(api.port))]
    fill(page, api)
    onward(page)
    expect(page.locator("[data-wait]")).to_contain_text("Menunggu jaringan")
    expect(page.locator("[data-done]")).to_be_visible()
    posts = api.posts("/complaints")
    assert len(posts) == 3
    assert len({post["key"] for post in posts}) == 1
    assert len({str(post["body"]) for post in posts}) == 1


def test_sends_when_the_network_is_back(page: Page, api: StandIn) -> None:
    """C11: offline, the button still answers; back online, the complaint goes at once."""
    fill(page, api)
    page.context.set_offline(True)
    onward(page)
    expect(page.locator("[data-wait]")).to_contain_text("Menunggu jaringan")
    expect(page.locator("[data-next]")).to_be_disabled()
    page.context.set_offline(False)
    expect(page.locator("[data-done]")).to_be_visible()
    assert len(api.posts("/complaints")) == 1


def test_reload_while_waiting_keeps_answers_and_key(page: Page, api: StandIn) -> None:
    """A citizen who reloads in the middle of a cut finds every answer, and sends under the same key."""
    api.complaints = [(0, {})]
    fill(page, api)
    onward(page)
    expect(page.locator("[data-wait]")).to_contain_text("Menunggu jaringan")
    page.reload()
    expect(page.locator("[data-answers]")).to_contain_text("Jakarta Utara")
    api.complaints = [(201, filed(api.port))]
    onward(page)
    expect(page.locator("[data-done]")).to_be_visible()
    assert len({post["key"] for post in api.posts("/complaints")}) == 1


def test_text_changed_after_a_lost_answer_files_no_second_complaint(page: Page, api: StandIn) -> None:
    """Who stops waiting, changes a word and sends again gets the ticket of what had already arrived."""
    reused = {"type": "urn:aduan:problem:key_reused", "title": "x", "status": 409, "detail": "x"}
    api.complaints = [(0, {})]
    fill(page, api)
    onward(page)
    page.locator("[data-stop]").click()
    expect(page.locator("#error-summary")).to_contain_text("Belum berhasil")
    first = api.posts("/complaints")[0]["body"]
    page.locator("[data-change=narrative]").click()
    page.locator("#narrative").fill("Lain lagi.")
    onward(page)
    asks(page, "check")
    api.complaints = [(409, reused), (201, filed(api.port))]
    onward(page)
    expect(page.locator("[data-fill=ticket]")).to_have_text(TICKET)
    assert api.posts("/complaints")[-1]["body"] == first


def test_first_question_works_without_scripts(page: Page, api: StandIn) -> None:
    """C1: where the script never arrives, the first question leads to the one-page form, with its answer kept."""
    page.route(re.compile(r"form\.\w+\.js"), lambda route: route.abort())
    page.goto(f"{api.url}/id/lapor/")
    page.locator("#kind-praise").check()
    onward(page)
    expect(page).to_have_url(f"{api.url}/id/lapor/plain?kind=praise")
    expect(page.locator("#kind-praise")).to_be_checked()
