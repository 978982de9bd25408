"""What administrators and heads set in the console: an office's days, official channels, who stands in."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.local.running import Running
from tests.web import staff
from tests.web.staff import another, sign_in
from tests.web.test_console_everyone import LOOKS, good

AGUS, NURUL, HEAD = "admin.pusat", "admin2.pusat", "head.jakarta-utara"
BOGOR = "kalender/?office=bogor&year=2027"


def at(page: Page, site: Running, path: str, language: str = "id") -> None:
    page.goto(f"{site.site}/{language}/petugas/{path}")
    staff.loaded(page)


def draw_up(page: Page, day: str, source: str = "SK Kakanim 12/2027") -> None:
    """Add a closed day to what the office has, with its reason, and draw the version up."""
    form = page.locator("[data-form=draft]")
    form.locator("[data-add=closed]").click()
    row = form.locator("[data-row=closed]").last
    row.locator("[name=day]").fill(day)
    row.locator("[name=why]").select_option("disaster")
    row.locator("[name=source]").fill(source)
    form.locator("[name=reason]").select_option("calendar-closure")
    form.get_by_role("button", name="Susun rancangan").click()


def test_two_administrators_close_a_day(page: Page, site: Running, browser: Browser) -> None:
    """One draws a flood up and cannot sign it off; another does, it is in the year, and no button is left on it."""
    page.set_viewport_size(staff.DESK)
    sign_in(page, site, AGUS)
    staff.visit(page, "calendars")
    at(page, site, BOGOR)
    expect(page.locator("[data-title]")).to_contain_text("Bogor, 2027")
    expect(page.locator("[data-day='2027-01-01']")).to_contain_text("Tahun Baru")
    draw_up(page, "2027-02-03")
    expect(page.locator("[data-notice]")).to_be_focused()
    expect(page.locator("[data-waiting]")).to_contain_text("Anda yang menyusun")
    expect(page.locator("[data-waiting]").get_by_role("button", name="Sahkan")).to_have_count(0)
    expect(page.locator("[data-day='2027-02-03']")).to_have_count(0)
    other = another(browser, site, NURUL)
    expect(other.locator("[data-no-queue]")).to_contain_text("menunggu pengesahan Anda: 1.")
    at(other, site, BOGOR)
    waiting = other.locator("[data-version='bogor/1']")
    expect(waiting).to_contain_text("SK Kakanim 12/2027")
    waiting.get_by_role("button", name="Sahkan").click()
    expect(other.locator("[data-notice]")).to_contain_text("Versi 1")
    expect(other.locator("[data-day='2027-02-03']")).to_contain_text("Bencana".lower(), ignore_case=True)
    expect(other.locator("[data-versions] [data-version='bogor/1']")).to_contain_text("Berlaku")
    expect(other.locator("[data-versions] button")).to_have_count(0)
    expect(other.locator("[data-form=draft] [data-row=closed]")).to_have_count(1)
    other.context.close()


def test_a_draft_is_taken_back(page: Page, site: Running) -> None:
    """Its author withdraws it with one press: it waits no longer, and the history says so."""
    page.set_viewport_size(staff.DESK)
    sign_in(page, site, AGUS)
    at(page, site, "kalender/?office=medan&year=2027")
    draw_up(page, "2027-03-03")
    page.locator("[data-version='medan/1']").get_by_role("button", name="Tarik rancangan").click()
    expect(page.locator("[data-notice]")).to_contain_text("sudah ditarik")
    expect(page.locator("[data-waiting] [data-version='medan/1']")).to_have_count(0)
    expect(page.locator("[data-versions] [data-version='medan/1']")).to_contain_text("Ditarik pada")
    expect(page.locator("[data-versions] button")).to_have_count(0)


def test_faults_stand_at_their_fields(page: Page, site: Running) -> None:
    """What is missing or unreadable is told at the very field of the very day, and nothing that was typed is lost."""
    sign_in(page, site, AGUS)
    at(page, site, "kalender/?office=surabaya")
    form = page.locator("[data-form=draft]")
    form.locator("[data-add=open]").click()
    form.locator("[name=hours]").fill("delapan")
    form.locator("[name=source]").fill("SK 1")
    form.get_by_role("button", name="Susun rancangan").click()
    expect(form.locator(".govuk-error-summary")).to_be_focused()
    for field in ("open.0.day", "open.0.hours", "reason"):
        expect(form.locator(f"[data-field='{field}'] .govuk-error-message")).to_be_visible()
    expect(form.locator("[name=source]")).to_have_value("SK 1")
    form.get_by_role("button", name="Hapus hari ini").click()
    expect(form.locator("[data-row]")).to_have_count(0)


def test_a_channel_is_announced_and_taken_back(page: Page, site: Running, browser: Browser) -> None:
    """An administrator announces a number, and citizens find it; once it is lost, they read that in its place."""
    page.set_viewport_size(staff.DESK)
    sign_in(page, site, AGUS)
    staff.visit(page, "channels")
    form = page.locator("[data-form=new]")
    form.get_by_role("button").click()
    expect(form.locator("[data-field=kind] .govuk-error-message")).to_be_visible()
    labels = ("Jenis", "Alamat atau nomor", "Untuk apa (dalam bahasa Indonesia)", "Dasar")
    expect(form.locator(".govuk-error-summary li")).to_have_text([f"{label}: Isi bagian ini." for label in labels])
    form.locator("[name=kind]").select_option("whatsapp")
    for name, value in (("address", "0812 3456 7890"), ("about", "Paspor di Bogor."), ("source", "SE 1/2026")):
        form.locator(f"[name={name}]").fill(value)
    form.get_by_role("button").click()
    expect(page.locator("[data-notice]")).to_be_focused()
    expect(page.locator("[data-notice]")).to_contain_text("+6281234567890")
    visit = browser.new_page()
    visit.goto(f"{site.site}/en/kanal/")
    shown = visit.locator("section", has_text="+6281234567890")
    expect(shown.locator("[lang=id]")).to_have_text("Paspor di Bogor.")
    card = page.locator("[data-channel]", has_text="+6281234567890")
    card.locator("summary").click()
    good(page)
    card.locator("[name=reason]").select_option("taken")
    card.get_by_role("button").click()
    expect(page.locator("[data-notice]")).to_contain_text("sudah dicabut")
    expect(card.locator("p.con-strong")).to_contain_text("Dikuasai pihak lain")
    visit.close()
    visit = browser.new_page()  # another citizen's: the first one's browser may keep the list for a minute
    visit.goto(f"{site.site}/en/kanal/")
    shown = visit.locator("section", has_text="+6281234567890")
    expect(shown.locator("s")).to_have_text("+6281234567890")
    good(visit)
    expect(shown).to_contain_text("Write nothing there")
    visit.route("**/v1/channels", lambda route: route.abort())
    visit.reload()
    expect(visit.locator("[data-stale]")).to_contain_text("could not be loaded")
    visit.close()


def test_a_head_is_away(page: Page, site: Running) -> None:
    """A head says until when and who stands in, reads it again, and is back in one press."""
    page.set_viewport_size(staff.DESK)
    sign_in(page, site, HEAD)
    staff.visit(page, "absence")
    expect(page.locator("[data-now]")).to_contain_text("tercatat hadir")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("[data-field=until] .govuk-error-message")).to_contain_text("hari terakhir")
    page.locator("[name=until]").fill("2020-01-01")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("[data-field=until] .govuk-error-message")).to_contain_text("sudah lewat")
    page.locator("[name=until]").fill(page.evaluate("new Date(Date.now() + 2 * 864e5).toISOString().slice(0, 10)"))
    page.locator("[name=delegate]").select_option("supervisor.jakarta-utara")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("[data-notice]")).to_be_focused()
    page.locator("[name=until]").fill("2020-01-01")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("[data-field=until] .govuk-error-message")).to_be_visible()
    expect(page.locator("[data-notice]")).to_be_hidden()  # what went well before is not said beside it
    page.reload()
    expect(page.locator("[data-now]")).to_contain_text("Pengganti: Maria Simanjuntak")
    page.locator("[data-end]").click()
    expect(page.locator("[data-now]")).to_contain_text("tercatat hadir")


def test_whose_it_is_not(page: Page, site: Running) -> None:
    """An officer finds no calendars, an administrator no absence: each is told so, and has no link to it."""
    sign_in(page, site, staff.SARI, path="kalender/")
    expect(page.locator("[data-part=problem] h1")).to_have_text("Anda tidak berwenang")
    expect(page.locator("[data-nav=calendars]")).to_be_hidden()


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_no_barrier(page: Page, site: Running, width: int, language: str) -> None:
    """Calendars, with a day being drawn up and its faults, and absences, can be read and worked by everybody."""
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, site, AGUS, language, "kalender/")
    good(page)
    for kind in ("closed", "open"):
        page.locator(f"[data-add={kind}]").click()
    page.locator("[data-form=draft] > .govuk-button").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    good(page)
    page.locator("[data-sign-out]").click()
    expect(page.locator("[data-part=door]")).to_be_visible()
    sign_in(page, site, HEAD, language, "tidak-hadir/")
    good(page)
