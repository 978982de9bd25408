"""The citizen's road through the whole system, in a real browser, with scripts and without."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.local.running import Running, ask
from tests.web.walk import LATE, STEPS, answer, asks, onward, way

TICKET = re.compile(r"[A-Z]{3}-\w{4}-\w{4}-\w")
ANSWERS = {
    "kind": "complaint",
    "category": "facilities",
    "stage": "waiting",
    "office": "jakarta-utara",
    "narrative": "Paspor saya belum jadi setelah tiga minggu.",
    "mode": "named",
    "name": "Siti Ñurhaliza",
    "email": "siti@contoh.id",
}


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """A browser with scripts off."""
    context: BrowserContext = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def messages(site: Running, to: str, channel: str = "email", count: int = 1) -> list[dict[str, Any]]:
    """What somebody was sent, once there is so much of it."""
    limit = time.monotonic() + 20
    while time.monotonic() < limit:
        found = [one for one in ask(f"{site.site}/_local/outbox").json if one["channel"] == channel and one["to"] == to]
        if len(found) >= count:
            return found
        time.sleep(0.2)
    raise AssertionError(f"{to} was sent fewer than {count} messages")


def take(site: Running, ticket: str, step: str, **more: str) -> None:
    """Let the sample supervisor take a step."""
    token = ask(f"{site.site}/_local/tokens", {"as": "supervisor"}).json["token"]
    bearer = f"Bearer {token}"
    where = f"{site.site}/v1/staff/complaints/{ticket}"
    tag = f'"{ask(where, Authorization=bearer).json["version"]}"'
    key = f"{ticket}-{step}-0123456789"
    done = ask(f"{where}/steps", {"step": step, **more}, Authorization=bearer, If_Match=tag, Idempotency_Key=key)
    assert done.status == 200, done.text


def arrived(site: Running, ticket: str) -> None:
    """Wait until the message with the answer is known to have arrived, which changes the case once more."""
    bearer = f"Bearer {ask(f'{site.site}/_local/tokens', {'as': 'supervisor'}).json['token']}"
    limit = time.monotonic() + 20
    while time.monotonic() < limit:
        steps = ask(f"{site.site}/v1/staff/complaints/{ticket}/steps", Authorization=bearer).json["items"]
        if any(one["step"] == "deliver" for one in steps):
            return
        time.sleep(0.2)
    raise AssertionError("the answer did not arrive")


def file(page: Page, site: Running, **changes: str) -> tuple[str, str]:
    """File a complaint with scripts; give ticket and code."""
    page.goto(f"{site.site}/id/lapor/")
    given = ANSWERS | changes
    for step in way(given["category"]):
        answer(page, step, given)
    asks(page, "check")
    onward(page)
    expect(page.locator("[data-done]")).to_be_visible()
    return page.locator("[data-fill=ticket]").inner_text(), page.locator("[data-fill=code]").inner_text()


def enter(page: Page, ticket: str, code: str) -> None:
    page.locator("#ticket").fill(ticket)
    page.locator("#code").fill(code)
    page.locator("form:has(#code) button").click()


def test_filed_answered_and_closed(page: Page, site: Running) -> None:
    """A citizen files, is told at once, reads the office's answer and says that it settles the matter."""
    ticket, code = file(
        page, site, email="whole@contoh.id", **LATE, **{"ask-application-number": "JKU-7", "ask-applied-on": "2-3-2026"}
    )
    assert TICKET.fullmatch(ticket)
    assert ticket in messages(site, "whole@contoh.id")[0]["text"]
    page.goto(f"{site.site}/id/lacak/")
    enter(page, ticket, code)
    expect(page.locator("[data-status]")).to_contain_text("Diterima")
    expect(page.locator("[data-history]")).to_contain_text(ANSWERS["narrative"])
    expect(page.locator("[data-history]")).to_contain_text("Kapan Anda mengajukan permohonan?Senin, 2 Maret 2026")
    take(site, ticket, "verify")
    take(site, ticket, "answer", text="Salam, Siti. Paspor Anda sudah dapat diambil.")
    arrived(site, ticket)
    page.locator("[data-refresh]").click()
    expect(page.locator("[data-status]")).to_contain_text("Ditanggapi")
    expect(page.locator("[data-history]")).to_contain_text("sudah dapat diambil")
    page.locator("[data-do=confirm] summary").click()
    page.locator("[data-do=confirm] button").click()
    expect(page.locator("[data-notice]")).to_contain_text("Pengaduan dinyatakan selesai")
    page.locator("[data-list=messages] summary").click()
    first = page.locator("[data-list=messages] li").last
    expect(first).to_contain_text(re.compile(rf"terima: {ticket} . E-mail · \w+, .+ WIB\. Sampai\."))
    expect(page.locator("[data-list=messages]")).not_to_contain_text("@")
    expect(page.locator("[data-status]")).to_contain_text("Selesai")


def test_links_save_typing(page: Page, site: Running) -> None:
    """C15: the link of the confirmation opens the complaint; the e-mail's holds no secret and fills in the number."""
    ticket, code = file(page, site, email="link@contoh.id")
    page.locator("[data-fill=link]").click()
    expect(page.locator("[data-heading]")).to_contain_text(ticket)
    page.locator("[data-leave]").click()
    expect(page.locator("[data-view=door]")).to_be_visible()
    (link,) = set(re.findall(r"https?://\S+/lacak/#\S+", messages(site, "link@contoh.id")[0]["text"]))
    page.goto(f"{site.site}/id/")
    page.goto(link.rstrip(".,)"))
    expect(page.locator("#ticket")).to_have_value(ticket)
    page.locator("#code").fill(code)
    page.locator("[data-door=code] button").click()
    expect(page.locator("[data-heading]")).to_contain_text(ticket)


def test_a_one_time_code_replaces_a_lost_one(page: Page, site: Running) -> None:
    """C8, C15: without the access code, a code sent to the e-mail on file opens the complaint."""
    ticket, _ = file(page, site, email="once@contoh.id")
    page.goto(f"{site.site}/id/lacak/")
    page.locator("[data-lost] summary").click()
    page.locator("#ticket_lost").fill(ticket)
    page.locator("#channel").check()
    page.locator("[data-door=lost] button").click()
    expect(page.locator("[data-sent]")).to_be_visible()
    sent = messages(site, "once@contoh.id", count=2)
    text = next(one["text"] for one in sent if re.search(r"\b\d{6,8}\b", one["text"].replace(ticket, "")))
    found = re.search(r"\b\d{6,8}\b", text.replace(ticket, ""))
    assert found
    page.locator("#one_time_code").fill(found[0])
    page.locator("[data-door=once] button").click()
    expect(page.locator("[data-heading]")).to_contain_text(ticket)


def test_a_refusal_of_the_api_stands_at_its_field(page: Page, site: Running) -> None:
    """What only the API can judge, a telephone number, is said at the field in the citizen's language."""
    page.goto(f"{site.site}/id/lapor/")
    for step in STEPS[:-1]:
        answer(page, step, ANSWERS)
    page.locator("#phone").fill("0000000000000")
    answer(page, "contact", ANSWERS)
    asks(page, "check")
    onward(page)
    asks(page, "contact")
    expect(page.locator("#phone-error")).to_be_visible()
    expect(page.locator("#email")).to_have_value(ANSWERS["email"])


def test_filed_and_followed_without_scripts(scriptless: Page, site: Running) -> None:
    """C1: with scripts off, a complaint is corrected, filed once, followed, added to and left."""
    page = scriptless
    page.goto(f"{site.site}/id/")
    page.get_by_role("button", name="Buat pengaduan").click()
    page.locator("#kind").check()
    page.locator("[data-next]").click()
    expect(page).to_have_url(re.compile("/lapor/plain"))
    expect(page.locator("#kind")).to_be_checked()
    page.locator("[name=category][value=payment]").check()
    page.locator("#office").select_option("jakarta-utara")
    page.locator("#narrative").fill("Sudah bayar, <b>tidak</b> tercatat.")
    page.locator("[name=mode][value=anonymous]").check()
    page.locator("#email").fill("bukan-alamat")
    page.locator("#name").press("Enter")
    expect(page).to_have_title(re.compile("^Kesalahan:"))
    expect(page.locator("#email-error")).to_be_visible()
    expect(page.locator("#narrative")).to_have_value("Sudah bayar, <b>tidak</b> tercatat.")
    expect(page.locator("#office")).to_have_value("jakarta-utara")
    page.locator("#email").fill("")
    page.locator("#ask-payment-code").fill("820260001")
    page.locator("#ask-paid-amount").fill("Rp350.000")
    page.locator("main form button").last.click()
    ticket = page.locator("[data-fill=ticket]").inner_text()
    code = page.locator("[data-fill=code]").inner_text()
    page.reload()
    expect(page.locator("[data-fill=ticket]")).to_have_text(ticket)
    page.goto(f"{site.site}/id/lacak/")
    enter(page, ticket, code)
    expect(page.locator("h1")).to_contain_text(ticket)
    expect(page.locator(".app-history")).to_contain_text("Sudah bayar, <b>tidak</b> tercatat.")
    expect(page.locator(".app-history")).to_contain_text("Berapa yang Anda bayar?Rp350.000")
    page.locator("[data-do=message] summary").click()
    page.locator("[data-do=message] textarea").fill("Ada kabar?")
    page.locator("[data-do=message] button").click()
    expect(page.locator(".app-history")).to_contain_text("Ada kabar?")
    expect(page.get_by_role("status")).to_contain_text("Pesan Anda terkirim.")
    page.get_by_role("button", name="Tutup pengaduan ini").click()
    expect(page.locator("#code")).to_be_visible()


def test_a_wrong_code_without_scripts(scriptless: Page, site: Running) -> None:
    """C15: without scripts, too, the page does not tell whether a ticket exists."""
    scriptless.goto(f"{site.site}/en/lacak/")
    enter(scriptless, "IMI-0000-0000-0", "0000000000000000")
    expect(scriptless.locator("#error-summary")).to_be_visible()
    expect(scriptless.locator("#ticket")).to_have_value("IMI-0000-0000-0")


def test_the_pages_of_this_machine_fit_a_phone(site: Running, page: Page) -> None:
    """Whoever tries Aduan out on a phone's width never has to scroll sideways."""
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("", "outbox/view"):
        page.goto(f"{site.site}/_local/{path}")
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
