"""At the console's desk: what is each role's own, filters, keys alone, the end of a session; in a real browser."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.local.running import Running
from tests.web import staff
from tests.web.staff import RINI, SARI, done, go, rows, sign_in, step


@pytest.mark.parametrize(
    ("person", "words"),
    [("auditor.pusat", "Auditor tidak"), ("custodian.pusat", "Penjaga identitas"), ("admin.pusat", "Administrator")],
)
def test_each_role_is_told_what_it_may(page: Page, site: Running, person: str, words: str) -> None:
    """Whoever works on no queue is told so, and what is theirs to do."""
    sign_in(page, site, person)
    expect(page.locator("[data-no-queue]")).to_contain_text(words)
    expect(page.locator("[data-queue]")).to_be_hidden()
    expect(page.locator("[data-nav=inbox]")).to_be_visible(visible=person == "custodian.pusat")


def test_an_auditor_reads_steps_and_no_words(page: Page, site: Running) -> None:
    """An auditor sees what was done and when, no word of the complainant, no masked name, and nothing to press."""
    sign_in(page, site, "auditor.pusat")
    go(page, site, staff.file(site)["ticket"])
    expect(page.locator("[data-history]")).to_contain_text("Pengaduan diterima")
    expect(page.locator("[data-narrative]")).to_contain_text("tidak dapat membaca")
    expect(page.locator("main")).not_to_contain_text("Siti")
    expect(page.locator("[data-no-steps]")).to_be_visible()


def test_an_auditor_reads_why_each_date(page: Page, site: Running) -> None:
    """The auditor reads the same sentence about a date as the citizen, when they ask for it."""
    sign_in(page, site, "auditor.pusat")
    go(page, site, staff.file(site)["ticket"])
    page.get_by_text("Mengapa tanggal ini?").click()
    expect(page.locator("[data-reasons] dd")).to_contain_text(["3 hari kerja", "14 hari kerja"])


def test_a_page_of_another_role_says_no(page: Page, site: Running) -> None:
    """An officer at the custodian's address meets a page that says that this is not theirs."""
    sign_in(page, site, SARI, path="identitas/")
    expect(page.locator("[data-part=problem] h1")).to_have_text("Anda tidak berwenang")
    expect(page.locator("[data-part=view]")).to_be_hidden()


def test_an_address_that_is_out_of_reach_says_why(sari: Page, site: Running) -> None:
    """Another office's queue is told as that, and a filter that is none with what can be chosen."""
    sari.goto(f"{site.site}/id/petugas/?office=bogor")
    expect(sari.locator("[data-part=problem] h1")).to_have_text("Kantor itu di luar wilayah kerja Anda")
    expect(sari.locator("[data-problem-detail]")).to_contain_text("daftar kantor Anda")
    sari.goto(f"{site.site}/id/petugas/?status=selesai")
    expect(sari.locator("[data-problem-detail]")).to_contain_text("Status: Pilih salah satu dari: Diterima; ")
    expect(sari.locator("[data-retry]")).to_be_hidden()


def test_filters_are_the_address(sari: Page) -> None:
    """A filtered queue can be bookmarked, and Back undoes the filter."""
    everything = rows(sari).count()
    sari.locator("#status").select_option("awaiting_citizen")
    sari.get_by_role("button", name="Terapkan").click()
    expect(sari).to_have_url(re.compile("status=awaiting_citizen"))
    staff.loaded(sari)
    expect(rows(sari).first).to_contain_text("Menunggu kelengkapan")
    sari.go_back()
    staff.loaded(sari)
    expect(rows(sari)).to_have_count(everything)


def test_an_empty_queue_says_why(page: Page, site: Running) -> None:
    """A filter that nothing fits says so, and what to do next."""
    sign_in(page, site, RINI, path="?office=jakarta-barat")
    expect(page.locator("[data-empty]")).to_contain_text("cocok dengan saringan")
    expect(page.locator("[data-empty]")).to_contain_text("hapus saringan")


def test_the_keyboard_is_enough(sari: Page) -> None:
    """With keys alone an officer goes from the queue to a ticket, takes a step, and comes back to the same row."""
    link = rows(sari).nth(1).locator("a")
    ticket = link.inner_text()
    sari.locator("#status").focus()
    for _ in range(3):
        sari.keyboard.press("Tab")
    expect(link).to_be_focused()
    sari.keyboard.press("Enter")
    expect(sari.locator("[data-ticket]").first).to_have_text(ticket)
    sari.locator("[data-step=note] summary").focus()
    sari.keyboard.press("Enter")
    sari.keyboard.press("Tab")
    sari.keyboard.type("Lewat papan ketik.")
    sari.keyboard.press("Tab")
    sari.keyboard.press("Enter")
    done(sari, "catatan internal")
    sari.locator("[data-back]").focus()
    sari.keyboard.press("Enter")
    expect(sari.locator(f"[data-ticket='{ticket}'] a")).to_be_focused()


def test_the_session_is_warned_of_and_renewed(page: Page, site: Running) -> None:
    """Two minutes before the end an officer is warned, and signing in again leads back to the same page and words."""
    ticket = staff.file(site)["ticket"]
    page.clock.install()
    sign_in(page, site, SARI)
    go(page, site, ticket)
    step(page, "note").locator("textarea").fill("Jangan hilang.")
    page.clock.fast_forward("57:00")
    expect(page.locator("[data-ending]")).to_be_hidden()
    page.clock.fast_forward("01:30")
    expect(page.locator("[data-ending]")).to_contain_text("dua menit")
    page.clock.fast_forward("02:00")
    expect(page.locator("[data-part=door]")).to_contain_text("Sesi Anda sudah berakhir")
    expect(page.locator("[data-part=view]")).to_be_hidden()
    page.locator("[data-part=door] [data-sign-in]").click()
    page.locator(f"button[value='{SARI}']").click()
    expect(page.locator("#note-text")).to_have_value("Jangan hilang.")
    assert ticket in page.url


def test_signing_out_forgets(sari: Page, site: Running) -> None:
    """After signing out nothing of the officer or of a complaint stays in the tab."""
    go(sari, site, staff.file(site)["ticket"])
    step(sari, "note").locator("textarea").fill("Rahasia kantor.")
    sari.locator("[data-sign-out]").click()
    expect(sari.locator("[data-part=door]")).to_be_visible()
    assert sari.evaluate("Object.keys(sessionStorage)") == []


def test_what_goes_back_is_not_read_any_more(page: Page, site: Running, browser: Browser) -> None:
    """Whoever returns a case is told that it left, with the way to the queue, and keeps no half of it on the screen."""
    ticket = staff.file(site)["ticket"]
    sari = staff.another(browser, site, SARI)
    go(sari, site, ticket)
    staff.submit(step(sari, "verify"))
    done(sari, "terverifikasi")
    frame = step(sari, "refer")
    frame.locator("[name=to]").select_option("surabaya")
    frame.locator("[name=reason]").select_option(index=1)
    staff.confirm(frame)
    done(sari, "diteruskan")
    page.set_viewport_size(staff.DESK)
    sign_in(page, site, "officer.surabaya")
    go(page, site, ticket)
    frame = step(page, "return")
    frame.locator("[name=text]").fill("Bukan wilayah kami.")
    staff.submit(frame)
    done(page, "tidak lagi berada pada Anda")
    expect(page.locator(".con-columns")).to_be_hidden()
    expect(page.locator("[data-status]")).to_be_hidden()
    expect(page.locator("[data-back]")).to_be_visible()
    sari.context.close()
