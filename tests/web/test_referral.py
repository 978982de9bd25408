"""A referral outside the house, through the whole system in a real browser: officer, agency on a phone, citizen."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.local.running import Running, ask
from tests.web import staff
from tests.web.staff import confirm, done, go, step, submit
from tests.web.test_whole import messages

OMBUDSMAN, COVER = "ombudsman@instansi.example", "Mohon ditindaklanjuti."
LINK = re.compile(r"https?://\S+/rujukan/#(\S+)")


@pytest.fixture
def link(sari: Page, site: Running) -> str:
    """The link of a referral that an officer has just sent, after a look at what goes out."""
    filed = staff.file(site)
    go(sari, site, filed["ticket"])
    submit(step(sari, "verify"))
    done(sari, "terverifikasi")
    frame = step(sari, "refer")
    expect(frame.locator("optgroup").first).to_have_attribute("label", "Instansi di luar Imigrasi")
    frame.locator("[name=to]").select_option("ombudsman")
    frame.locator("[name=reason]").select_option("other-agency")
    frame.locator("textarea").fill(COVER)
    confirm(frame)
    done(sari, "diteruskan")
    expect(sari.locator("[data-details]")).to_contain_text("Ombudsman Republik Indonesia")
    text = mailed(site, filed["ticket"])
    found = LINK.search(text)
    assert found
    assert "Paspor" not in text
    assert "Siti" not in text
    return found[0]


def mailed(site: Running, ticket: str) -> str:
    """The agency's mail about this case, once it has gone out."""
    for count in range(1, 50):
        found = [one["text"] for one in messages(site, OMBUDSMAN, count=count) if ticket in one["subject"]]
        if found:
            return str(found[0])
    raise AssertionError(ticket)


@pytest.fixture
def phone(browser: Browser) -> Page:
    """Somebody at the agency, on a phone."""
    return browser.new_context(
        viewport={"width": 360, "height": 740}, locale="id-ID", timezone_id="Asia/Jakarta"
    ).new_page()


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_agency_accepts_on_a_phone(phone: Page, sari: Page, link: str, language: str) -> None:
    """Nothing opens before a press; then it reads who asks, what was written and not by whom, and accepts."""
    phone.goto(link.replace("/id/", f"/{language}/"))
    expect(phone.locator("[data-view=case]")).to_be_hidden()
    assert "#" not in phone.url
    phone.locator("[data-open]").click()
    expect(phone.locator("[data-narrative]")).to_contain_text("Sudah tiga minggu.")
    expect(phone.locator("[data-cover]")).to_have_text(COVER)
    expect(phone.locator("main")).not_to_contain_text("Siti")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.reload()
    expect(phone.locator("[data-narrative]")).to_contain_text("Sudah tiga minggu.")
    phone.locator("[data-do=acknowledge] summary").click()
    phone.locator("#text-acknowledge").fill("ORI-2026/118")
    phone.locator("[data-do=acknowledge] button").click()
    expect(phone.locator("[data-notice]")).to_contain_text({"id": "tercatat diterima", "en": "is accepted"}[language])
    sari.reload()
    staff.loaded(sari)
    expect(sari.locator("[data-history] li").first).to_contain_text("ORI-2026/118")
    expect(sari.locator("[data-history] li").first).to_contain_text("Ombudsman Republik Indonesia")


def test_an_agency_returns_what_is_not_theirs(phone: Page, link: str) -> None:
    """Without a reason the page asks for one; with one the case is back at the office, and the link is over."""
    phone.goto(link)
    phone.locator("[data-open]").click()
    phone.locator("[data-do=return] summary").click()
    phone.locator("[data-do=return] button").click()
    expect(phone.locator("#text-return-error")).to_be_visible()
    phone.locator("#text-return").fill("Bukan kewenangan kami.")
    phone.locator("[data-do=return] button").click()
    expect(phone.locator("[data-notice]")).to_contain_text("kembali kepada kantor")
    phone.goto(f"{link}")
    phone.locator("[data-open]").click()
    expect(phone.locator("[data-notice]")).to_contain_text("tidak berlaku")


def test_a_link_that_a_colleague_opened_says_so(phone: Page, browser: Browser, link: str) -> None:
    """A second reader of the same mail is told to ask for a new link, and sees nothing."""
    phone.goto(link)
    phone.locator("[data-open]").click()
    expect(phone.locator("[data-narrative]")).to_contain_text("Sudah tiga minggu.")
    other = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    other.goto(link)
    other.locator("[data-open]").click()
    expect(other.locator("[data-notice]")).to_contain_text("Mintalah tautan baru")
    expect(other.locator("[data-narrative]")).to_be_empty()


def test_without_a_link_there_is_nothing(phone: Page, site: Running) -> None:
    """Whoever types the page's address is told what it is for."""
    phone.goto(f"{site.site}/id/rujukan/")
    expect(phone.locator("[data-notice]")).to_contain_text("Buka tautan dari e-mail")


def test_the_citizen_reads_where_it_went(page: Page, sari: Page, site: Running) -> None:
    """On the plain page and the other: to whom the matter went, that no name went with it, and where to follow it."""
    filed = staff.file(site)
    token = ask(f"{site.site}/_local/tokens", {"as": "supervisor"}).json["token"]
    go(sari, site, filed["ticket"])
    submit(step(sari, "verify"))
    done(sari, "terverifikasi")
    path = f"{site.site}/v1/staff/complaints/{filed['ticket']}/steps"
    body = {"step": "refer", "to": "polri", "reason": "other-agency", "text": COVER}
    sent = ask(path, body, Authorization=f"Bearer {token}", If_Match='"2"', Idempotency_Key="referral-0123456789abcdef")
    assert sent.status == 200, sent.text
    page.goto(filed["link"])
    for wanted in ("Kepolisian Negara Republik Indonesia", "Nama dan kontak Anda tidak diteruskan"):
        expect(page.locator("[data-status]")).to_contain_text(wanted)
    page.goto(f"{site.site}/id/lacak/plain")
    page.locator("#ticket").fill(filed["ticket"])
    page.locator("#code").fill(filed["access_code"])
    page.locator("form:has(#code) button").click()
    expect(page.locator(".app-status")).to_contain_text("Kepolisian Negara Republik Indonesia")
