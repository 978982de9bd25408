"""Somebody who reads Arabic, and somebody who reads Chinese, through the whole system."""

import pytest
from playwright.sync_api import Page, expect

from chalicelib.notify.texts import words
from tests.local.running import Running
from tests.web.test_whole import ANSWERS, enter, messages, scriptless, take
from tests.web.walk import STEPS, answer, asks, onward

__all__ = ["scriptless"]
AR, ZH = words("ar"), words("zh")


def switch(page: Page, say: object) -> None:
    page.get_by_role("link", name=say("language.name"), exact=True).click()  # type: ignore[operator]


def test_filed_in_arabic_and_followed_in_chinese_without_scripts(scriptless: Page, site: Running) -> None:
    """C13: without scripts, too, the confirmation and the complaint stay open when the language is changed."""
    page = scriptless
    page.goto(f"{site.site}/ar/lapor/plain")
    page.locator("#kind").check()
    page.locator("[name=category][value=payment]").check()
    page.locator("#office").select_option("jakarta-utara")
    page.locator("#narrative").fill("دفعتُ ولم يُسجَّل الدفع.")
    for say in (ZH, AR):
        page.get_by_role("button", name=say("language.name"), exact=True).click()
        expect(page.locator("h1")).to_have_text(say("form.title"))
        expect(page.locator("#narrative")).to_have_value("دفعتُ ولم يُسجَّل الدفع.")
        expect(page.locator("#ask-payment-code")).to_be_visible()
    page.locator("main form button").last.click()
    expect(page.locator("#mode-error")).to_contain_text(AR("script.form.mode.required"))
    page.locator("[name=mode][value=anonymous]").check()
    page.locator("main form button").last.click()
    expect(page.locator("h1")).to_have_text(AR("done.title"))
    ticket, code = (page.locator(f"[data-fill={name}]").inner_text() for name in ("ticket", "code"))
    switch(page, ZH)
    expect(page.locator("h1")).to_have_text(ZH("done.title"))
    expect(page.locator("[data-fill=code]")).to_have_text(code)
    page.goto(f"{site.site}/zh/lacak/")
    enter(page, ticket, code)
    expect(page.locator(".app-history")).to_contain_text("دفعتُ ولم يُسجَّل الدفع.")
    page.get_by_role("button", name=AR("language.name"), exact=True).click()
    expect(page.locator("h1")).to_contain_text(AR("case.title", ticket=ticket))
    expect(page.locator(".app-history")).to_contain_text(AR("case.step.receive"))


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_messages_and_complaint_in_ones_own_language(page: Page, site: Running, language: str) -> None:
    """Whoever files in a language is written to in it and reads of every step in it; others' words stay as they are."""
    say, mail = words(language), f"whole-{language}@contoh.id"
    page.goto(f"{site.site}/{language}/lapor/")
    for step in STEPS:
        answer(page, step, ANSWERS | {"email": mail})
    asks(page, "check")
    onward(page)
    expect(page.locator("[data-done]")).to_be_visible()
    ticket, code = (page.locator(f"[data-fill={name}]").inner_text() for name in ("ticket", "code"))
    (first,) = messages(site, mail)
    assert first["subject"] == say("notice.received.subject", ticket=ticket)
    assert first["text"].startswith(say("notice.greeting"))
    assert f'lang="{language}" dir="{say("language.dir")}"' in first["html"]
    take(site, ticket, "verify")
    page.goto(f"{site.site}/{language}/lacak/")
    enter(page, ticket, code)
    page.locator("[data-why] summary").first.click()
    expect(page.locator("[data-why] [aria-live]").first).to_contain_text(say("list.parts").strip())
    take(site, ticket, "answer", text="Paspor sudah dapat diambil.")
    page.locator("[data-refresh]").click()
    expect(page.locator("[data-status]")).to_contain_text(say("case.status.answered"))
    expect(page.locator("[data-history]")).to_contain_text("Paspor sudah dapat diambil.")
    switch(page, words("en"))
    expect(page.locator("[data-status]")).to_contain_text("Answered")
