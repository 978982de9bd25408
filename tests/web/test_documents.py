"""Photos and PDF in a real browser, through the whole system: picked, shrunk, sent, followed, taken away, opened."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.examiner import corpus
from tests.local.running import Running
from tests.web import staff
from tests.web.barriers import no_barrier
from tests.web.test_whole import ANSWERS
from tests.web.walk import STEPS, answer, asks, onward

PATIENCE = 30_000


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """A browser with scripts off."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def pick(page: Page, *files: tuple[str, str, bytes], within: str = "") -> None:
    """Choose files as a person does, from nowhere on this disk."""
    chosen = [{"name": name, "mimeType": kind, "buffer": content} for name, kind, content in files]
    page.locator(f"{within} [data-input=pick]").set_input_files(chosen)  # type: ignore[arg-type] # as its documentation has it


def follow(page: Page, site: Running) -> str:
    """Come in by the link of a new complaint; give the ticket."""
    filed = staff.file(site)
    page.goto(filed["link"])
    expect(page.locator("[data-view=case]")).to_be_visible()
    return str(filed["ticket"])


def lines(page: Page) -> Locator:
    return page.locator("[data-files] > li")


def photo() -> tuple[str, str, bytes]:
    return ("KTP Siti Aminah.jpg", "image/jpeg", corpus.photo(3000, 2000))


def test_files_picked_before_sending_go_after_the_ticket_exists(page: Page, site: Running) -> None:
    """What was chosen beside the answers waits, is sent once there is a ticket, and is accepted under a number."""
    page.goto(f"{site.site}/id/lapor/")
    for step in STEPS:
        answer(page, step, ANSWERS)
    asks(page, "check")
    pick(page, photo())
    expect(lines(page)).to_contain_text("Dikirim setelah pengaduan Anda terkirim")
    onward(page)
    expect(page.locator("[data-done]")).to_be_visible()
    expect(lines(page)).to_contain_text("Diterima", timeout=PATIENCE)
    expect(lines(page).locator("[data-title]")).to_have_text("Dokumen 1")
    page.reload()
    expect(lines(page)).to_contain_text("Diterima")


def test_a_photo_leaves_the_device_small_and_without_its_place(page: Page, site: Running) -> None:
    """Before anything is sent a photo is drawn anew: at most 2048 pixels wide, and no trace of place, owner or name."""
    sent: list[bytes] = []

    def note(route: Route) -> None:
        sent.append(route.request.post_data_buffer or b"")
        route.continue_()

    page.route(re.compile("quarantine"), note)
    follow(page, site)
    pick(page, photo())
    expect(lines(page)).to_contain_text("Diterima", timeout=PATIENCE)
    body = b"".join(sent)
    assert corpus.SECRET.encode() in photo()[2]
    assert b"KTP" not in body
    assert corpus.SECRET.encode() not in body
    assert b"Exif" not in body


def test_wrong_files_are_refused_before_they_are_sent(page: Page, site: Running) -> None:
    """A type or size that cannot be taken is named with its limit, and nothing of it is sent."""
    follow(page, site)
    pick(page, ("catatan.txt", "text/plain", b"x"), ("buku.pdf", "application/pdf", bytes(10_000_001)))
    expect(page.locator("[data-wrong]")).to_contain_text("catatan.txt: Kirim foto")
    expect(page.locator("[data-wrong]")).to_contain_text("buku.pdf: Berkas paling besar 10 MB")
    expect(lines(page)).to_have_count(0)


def test_a_refused_document_says_why_and_what_to_do(page: Page, site: Running) -> None:
    """A PDF behind a password, and one with the virus of the tests, come back with a reason and a remedy."""
    follow(page, site)
    pick(page, ("a.pdf", "application/pdf", corpus.locked()))
    expect(lines(page).first).to_contain_text("PDF dikunci dengan kata sandi", timeout=PATIENCE)
    expect(lines(page).first).to_contain_text("Simpan PDF tanpa kata sandi")
    pick(page, ("b.pdf", "application/pdf", corpus.letter() + corpus.EICAR))
    expect(lines(page).nth(1)).to_contain_text("program berbahaya", timeout=PATIENCE)
    no_barrier(page)


def test_a_cut_upload_goes_on_and_does_not_become_two(page: Page, site: Running) -> None:
    """Where the network fails in the middle, one press sends the same document again."""
    follow(page, site)
    page.route(re.compile("quarantine"), lambda route: route.abort(), times=1)
    pick(page, ("surat.pdf", "application/pdf", corpus.letter()))
    expect(lines(page)).to_contain_text("Pengiriman terputus")
    lines(page).get_by_role("button", name="Coba kirim lagi").click()
    expect(lines(page)).to_contain_text("Diterima", timeout=PATIENCE)
    expect(lines(page)).to_have_count(1)


def test_another_complaint_shows_its_own_documents_alone(page: Page, site: Running) -> None:
    """On a shared telephone the documents of one complaint are never among those of the next."""
    other = str(staff.file(site)["link"])
    follow(page, site)
    pick(page, photo())
    expect(lines(page)).to_contain_text("Diterima", timeout=PATIENCE)
    ticket = other.partition("#")[2].partition(".")[0]
    with page.expect_response(f"**/{ticket}/attachments"):
        page.goto(other)
    expect(page.locator("[data-heading]")).to_contain_text(ticket)
    expect(lines(page)).to_have_count(0)


def test_a_document_is_opened_and_taken_away(page: Page, site: Running, tmp_path: Path) -> None:
    """The copy is saved under ticket and number; taken away, it is gone, the keyboard stays, and the timeline tells."""
    ticket = follow(page, site)
    pick(page, photo())
    expect(lines(page)).to_contain_text("Diterima", timeout=PATIENCE)
    with page.expect_download() as saved:
        lines(page).get_by_role("button", name="Buka dokumen 1").click()
    assert saved.value.suggested_filename == f"{ticket}-1.jpg"
    saved.value.save_as(tmp_path / "copy.jpg")
    with Image.open(tmp_path / "copy.jpg") as copy:
        assert copy.size == (2048, 1365)
    page.locator("[data-do=remove]:visible").focus()
    page.keyboard.press("Enter")
    expect(lines(page)).to_have_count(0)
    expect(page.locator("[data-pick]")).to_be_focused()
    page.locator("[data-refresh]").click()
    expect(page.locator("[data-history]")).to_contain_text("Anda menghapus dokumen")


def test_without_scripts_a_form_posts_straight_to_quarantine(scriptless: Page, site: Running) -> None:
    """C1: with scripts off a file is begun, sent past us to S3, followed, and can be saved."""
    page = scriptless
    page.goto(f"{site.site}/id/lapor/plain")
    page.locator("#kind").check()
    page.locator("[name=category][value=facilities]").check()
    page.locator("#office").select_option("jakarta-utara")
    page.locator("#narrative").fill("Sudah bayar, tidak tercatat.")
    page.locator("[name=mode][value=anonymous]").check()
    page.locator("main form button").click()
    page.get_by_role("button", name="Tambah foto atau dokumen").click()
    page.get_by_role("button", name="Tambah dokumen").click()
    page.locator("#file").set_input_files(
        {"name": "surat kuasa.pdf", "mimeType": "application/pdf", "buffer": corpus.acting()}
    )
    page.get_by_role("button", name="Kirim berkas").click()
    expect(page.locator("h1")).to_have_text("Berkas Anda sampai")
    page.get_by_role("link", name="Foto dan dokumen").click()
    expect(page.locator(".app-file")).to_be_visible()
    for _ in range(20):
        if page.get_by_text("Diterima.").count():
            break
        page.wait_for_timeout(500)
        page.get_by_role("link", name="Muat ulang").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Buka dokumen 1").click()
    assert saved.value.suggested_filename.endswith("-1.pdf")


def test_an_officer_saves_what_was_accepted(sari: Page, site: Running, browser: Browser) -> None:
    """The console lists the examined copies, and saves one by one press."""
    context = browser.new_context()
    ticket = follow(context.new_page(), site)
    citizen = context.pages[0]
    pick(citizen, photo())
    expect(lines(citizen)).to_contain_text("Diterima", timeout=PATIENCE)
    context.close()
    sari.goto(f"{site.site}/id/petugas/pengaduan/?tiket={ticket}")
    with sari.expect_download() as saved:
        sari.get_by_role("button", name="Unduh dokumen 1").click()
    assert saved.value.suggested_filename == f"{ticket}-1.jpg"
    no_barrier(sari)
