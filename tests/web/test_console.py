"""The officers' console on the whole system, in a real browser."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Browser, Page, Route, expect

from tests.local.running import Running
from tests.web import staff
from tests.web.staff import BAGUS, RINI, SARI, done, go, rows, step
from tests.web.test_whole import arrived


def test_the_queue_says_in_words_what_is_due(sari: Page) -> None:
    """An officer sees the open complaints of the office by deadline, each with a word, the time left and its status."""
    expect(sari.locator("[data-count]")).to_contain_text("Pengaduan ditampilkan")
    dates = sari.locator("tbody time").evaluate_all("all => all.map(one => one.dateTime)")
    assert len(dates) >= 2
    assert dates == sorted(dates)
    first = rows(sari).first
    expect(first.locator(".con-mark")).to_contain_text("sisa")
    expect(first.locator(".con-mark__word")).to_have_text("Aman")
    expect(first.locator("time")).to_contain_text("WIB")
    sari.locator("select[name=status]").select_option("awaiting_citizen")
    sari.get_by_role("button", name="Terapkan").click()
    expect(rows(sari).first).to_contain_text("Menunggu kelengkapan")


def test_a_complaint_is_worked_to_its_answer(sari: Page, site: Running) -> None:
    """An officer verifies, assigns, asks, reads the reply and answers, and each step shows at once."""
    filed = staff.file(site, identity=staff.COMPLAINT["identity"] | {"email": "siti.dikabari@warga.example"})
    go(sari, site, filed["ticket"])
    staff.submit(step(sari, "verify"))
    done(sari, "terverifikasi")
    frame = step(sari, "assign")
    frame.locator("select").select_option(SARI)
    staff.submit(frame)
    done(sari, "ditugaskan")
    frame = step(sari, "ask")
    frame.locator("select").select_option("needs-document")
    frame.locator("textarea").fill("Mohon kirim foto bukti pengambilan.")
    staff.submit(frame)
    expect(frame.locator(".con-check")).to_contain_text("s•••@w•••.example")
    expect(frame.locator(".con-check")).to_contain_text("Indonesia")
    expect(frame.locator(".con-check")).to_contain_text("Mohon kirim foto")
    frame.locator("[data-button=send]").click()
    done(sari, "dijeda")
    expect(sari.locator("[data-mark]")).to_have_text("Dijeda: menunggu pelapor")
    staff.as_citizen(site, filed, "reply", text="Sudah saya lampirkan.")
    sari.reload()
    expect(sari.locator("[data-history]")).to_contain_text("Sudah saya lampirkan.")
    frame = step(sari, "answer")
    frame.locator("textarea").fill("Salam, Ibu Siti Aminah. Paspor Anda siap diambil.")
    staff.confirm(frame)
    done(sari, "tanggapan")
    expect(sari.locator("[data-status]")).to_have_text("Ditanggapi")
    arrived(site, filed["ticket"])
    sari.locator("[data-sent-list] summary").click()
    expect(sari.locator("[data-sent-list] li").last).to_contain_text(f"Pengaduan Anda kami terima: {filed['ticket']}")
    expect(sari.locator("[data-sent-list]")).to_contain_text("Sampai.")
    expect(sari.locator("[data-sent-list]")).not_to_contain_text("@")


def test_words_of_citizens_are_text(sari: Page, site: Running) -> None:
    """Whatever a citizen writes is shown as it was written, and does nothing; answers stand beside their questions."""
    go(sari, site, staff.file(site, answers={"applied-on": "2026-11-02"})["ticket"])
    expect(sari.locator("[data-narrative]")).to_contain_text("Paspor <img src=x onerror=alert(1)> belum jadi.")
    expect(sari.locator("[data-narrative]")).to_contain_text("Kapan Anda mengajukan permohonan? Senin, 2 November 2026")
    expect(sari.locator("main img")).to_have_count(0)


def test_a_note_looks_like_one(sari: Page, site: Running) -> None:
    """What the complainant cannot see is labelled and framed otherwise than what they read."""
    go(sari, site, staff.file(site)["ticket"])
    frame = step(sari, "note")
    expect(frame).to_contain_text("Internal: hanya petugas yang membaca teks ini.")
    frame.locator("textarea").fill("Periksa berkas.")
    staff.submit(frame)
    done(sari, "catatan internal")
    note = sari.locator("[data-history] .con-words--internal")
    expect(note).to_contain_text("tidak terlihat oleh pelapor")
    expect(note).to_have_css("border-top-style", "dashed")


def test_who_comes_second_sees_what_changed(sari: Page, site: Running, browser: Browser) -> None:
    """When a colleague was quicker, an officer sees what changed, keeps the words written, and sends again."""
    ticket = staff.file(site)["ticket"]
    bagus = staff.another(browser, site, BAGUS)
    for page in (sari, bagus):
        go(page, site, ticket)
    staff.submit(step(sari, "verify"))
    done(sari, "terverifikasi")
    frame = step(bagus, "message")
    frame.locator("textarea").fill("Kami sedang memeriksa.")
    staff.confirm(frame)
    panel = frame.locator(".con-conflict")
    expect(panel).to_contain_text("Diterima → Terverifikasi")
    expect(panel).to_contain_text("Diverifikasi (Sari Wulandari)")
    expect(panel.locator("h3")).to_be_focused()
    expect(frame.locator("textarea")).to_have_value("Kami sedang memeriksa.")
    staff.confirm(frame)
    done(bagus, "pesan")
    bagus.context.close()


def test_a_step_that_is_gone_keeps_its_words(sari: Page, site: Running, browser: Browser) -> None:
    """When a step can no longer be taken, an officer is told so, and what was written can still be copied."""
    ticket = staff.file(site)["ticket"]
    bagus = staff.another(browser, site, BAGUS)
    for page in (sari, bagus):
        go(page, site, ticket)
    frame = step(sari, "reject")
    frame.locator("select").select_option("abuse")
    frame.locator("textarea").fill("Salam.")
    verify = step(bagus, "verify")
    staff.submit(verify)
    done(bagus, "terverifikasi")
    assign = step(bagus, "assign")
    assign.locator("select").select_option(BAGUS)
    staff.submit(assign)
    done(bagus, "ditugaskan")
    staff.confirm(frame)
    expect(frame.get_by_text("Langkah ini tidak dapat diambil lagi.")).to_be_visible()
    expect(frame.locator("textarea")).to_have_value("Salam.")
    expect(frame.locator("form button")).to_be_disabled()
    bagus.context.close()


def test_about_staff_goes_one_level_up(sari: Page, site: Running, browser: Browser) -> None:
    """A complaint about an office is with its region, and the office meets a page that tells nothing of it."""
    ticket = staff.file(site, category="officer-conduct")["ticket"]
    sari.reload()
    staff.loaded(sari)
    expect(sari.locator(f"[data-ticket='{ticket}']")).to_have_count(0)
    go(sari, site, ticket)
    expect(sari.locator("[data-part=problem] h1")).to_be_focused()
    expect(sari.locator("[data-part=problem]")).to_contain_text("satu tingkat di atas")
    rini = staff.another(browser, site, RINI)
    expect(rini.locator(f"[data-ticket='{ticket}']")).to_contain_text("Sikap petugas")
    rini.context.close()


def test_a_lost_answer_does_nothing_twice(sari: Page, site: Running) -> None:
    """When the network dies after a step was taken, sending again records nothing a second time."""
    ticket = staff.file(site)["ticket"]
    go(sari, site, ticket)
    keys: list[str] = []

    def lose(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        route.fetch()
        route.abort()

    sari.route("**/steps", lose, times=1)
    frame = step(sari, "note")
    frame.locator("textarea").fill("Satu kali saja.")
    staff.submit(frame)
    expect(frame.locator(".govuk-error-summary")).to_be_focused()
    expect(frame.locator(".govuk-error-summary")).to_contain_text("tidak akan tercatat dua kali")
    sari.reload()
    sari.on("request", lambda request: keys.extend(filter(None, [request.headers.get("idempotency-key")])))
    expect(frame.locator("textarea")).to_have_value("Satu kali saja.")
    staff.submit(frame)
    done(sari, "catatan internal")
    assert len(keys) == 2
    assert len(set(keys)) == 1
    expect(sari.locator("[data-history] .con-words--internal")).to_have_count(1)


def test_unsent_words_come_back(sari: Page, site: Running) -> None:
    """What an officer typed is there after a reload, and gone once it is sent."""
    go(sari, site, staff.file(site)["ticket"])
    step(sari, "message").locator("textarea").fill("Belum selesai menulis")
    sari.reload()
    frame = sari.locator("[data-step=message]")
    expect(frame.locator("textarea")).to_have_value("Belum selesai menulis")
    expect(frame).to_contain_text("dipulihkan")
    staff.confirm(frame)
    done(sari, "pesan")
    sari.reload()
    staff.loaded(sari)
    expect(sari.locator("#message-text")).to_have_value("")


def test_faults_are_told_at_their_fields(sari: Page, site: Running) -> None:
    """A form that lacks something says what, at the field and in a list that leads there."""
    go(sari, site, staff.file(site)["ticket"])
    frame = step(sari, "reject")
    staff.submit(frame)
    expect(frame.locator(".govuk-error-summary")).to_be_focused()
    frame.locator(".govuk-error-summary a").first.click()
    expect(sari.locator("#reject-reason")).to_be_focused()
    expect(sari.locator("#reject-text")).to_have_attribute("aria-describedby", "reject-text-hint reject-text-error")
    frame = step(sari, "classify")
    frame.locator("textarea").fill("Tidak ada yang berubah.")
    staff.submit(frame)
    expect(frame.locator("[data-field=class] .govuk-error-message")).to_be_visible()
    expect(frame.locator("textarea")).to_have_value("Tidak ada yang berubah.")


def wished(page: Page, site: Running) -> str:
    """Ask to see who filed a complaint, and give its ticket."""
    ticket = staff.file(site)["ticket"]
    go(page, site, ticket)
    page.locator("[data-identity] summary").click()
    page.locator("#identity-reason").fill("Perlu mencocokkan berkas paspor.")
    page.locator("[data-identity] form button").click()
    expect(page.locator("[data-identity]")).to_contain_text("menunggu persetujuan")
    return str(ticket)


def test_an_identity_takes_two_people(sari: Page, site: Running, browser: Browser) -> None:
    """An officer sees who filed only after a reason and a custodian's consent, until a time that is told."""
    ticket = wished(sari, site)
    expect(sari.locator("[data-complainant]")).to_contain_text("S••• A•••")
    fatimah = staff.another(browser, site, "custodian.pusat")
    staff.visit(fatimah, "inbox")
    card = fatimah.locator("[data-request]", has_text=ticket)
    expect(card).to_contain_text("Diminta oleh: Sari Wulandari")
    expect(card).to_contain_text("Perlu mencocokkan berkas paspor.")
    waiting = fatimah.locator("[data-request] button").count()
    card.get_by_role("button").click()
    expect(card.locator(".con-outcome")).to_contain_text("Disetujui sampai")
    expect(fatimah.locator("[data-count]")).to_have_text(f"Permintaan yang menunggu: {waiting - 1}")
    fatimah.context.close()
    sari.get_by_role("button", name="Periksa keputusan").click()
    sari.get_by_role("button", name="Tampilkan identitas").click()
    expect(sari.locator(".con-secret")).to_contain_text("Siti Aminah")
    expect(sari.locator("[data-identity] h3")).to_contain_text("Terbuka sampai")


def test_a_name_leaves_the_screen_when_its_time_is_over(sari: Page, site: Running, browser: Browser) -> None:
    """An opened name does not stay on the screen of whoever saw it once the time is over; the page says so."""
    ticket = wished(sari, site)
    fatimah = staff.another(browser, site, "custodian.pusat")
    staff.visit(fatimah, "inbox")
    fatimah.locator("[data-request]", has_text=ticket).get_by_role("button").click()
    fatimah.context.close()

    def soon_over(route: Route) -> None:
        until = datetime.now(UTC) + timedelta(seconds=8)
        route.fulfill(response=route.fetch(), json=route.fetch().json() | {"until": until.isoformat()})

    sari.route(re.compile("/identity-requests/[0-9a-f]+$"), soon_over)
    sari.get_by_role("button", name="Periksa keputusan").click()
    sari.get_by_role("button", name="Tampilkan identitas").click()
    expect(sari.locator(".con-secret")).to_contain_text("Siti Aminah")
    expect(sari.locator("[data-identity]")).to_contain_text("Waktu 60 menit sudah habis")
    expect(sari.locator("[data-identity]")).not_to_contain_text("Siti Aminah")
