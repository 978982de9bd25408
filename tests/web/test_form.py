"""The form with scripts, in a real browser: C2 to C8, C13, C14 of our requirements."""

import re
from io import BytesIO

from pikepdf import Pdf
from playwright.sync_api import Page, expect

from tests.web.standin import CODE, TICKET, StandIn, filed
from tests.web.walk import ANSWERS, answer, asks, choose, fill, onward


def test_one_question_at_a_time(page: Page, api: StandIn) -> None:
    """C2: each page asks one question under one heading that says the step; Back brings the answers back."""
    page.goto(f"{api.url}/id/lapor/")
    answer(page, "kind", ANSWERS)
    asks(page, "category")
    heading = page.locator("[data-step=category] h1")
    expect(heading).to_be_focused()
    expect(heading).to_have_text(re.compile(r"Langkah 2 dari \d\s*Hal ini tentang apa\?"))
    expect(page.locator("h1:visible")).to_have_count(1)
    page.go_back()
    asks(page, "kind")
    expect(page.locator("#kind")).to_be_checked()


def test_errors_lead_to_the_field(page: Page, api: StandIn) -> None:
    """C3: an empty answer gives a summary with the focus, a title that says so, and a message at the very field."""
    page.goto(f"{api.url}/id/lapor/")
    onward(page)
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^Kesalahan: Apa yang ingin"))
    expect(page.locator("#kind-error")).to_have_text("Kesalahan: Pilih apa yang ingin Anda sampaikan")
    expect(page.locator("fieldset:has(#kind)")).to_have_attribute("aria-describedby", "kind-error")
    summary.get_by_role("link").click()
    expect(page.locator("#kind")).to_be_focused()
    answer(page, "kind", ANSWERS)
    expect(page).to_have_title(re.compile("^Hal ini tentang apa"))


def test_no_error_before_sending(page: Page, api: StandIn) -> None:
    """C4: nobody is told off before they press the button, nor while they type."""
    page.goto(f"{api.url}/id/lapor/")
    expect(page.locator(".govuk-error-message:visible, #error-summary:visible")).to_have_count(0)
    for step in ("kind", "category", "stage", "office"):
        answer(page, step, ANSWERS)
    page.locator("#narrative").press_sequentially("ab")
    page.locator("#narrative").fill("")
    page.locator("#narrative").blur()
    expect(page.locator(".govuk-error-message:visible, #error-summary:visible")).to_have_count(0)


def test_answers_are_checked_and_changed(page: Page, api: StandIn) -> None:
    """C5: every answer is shown with a way to change it; changing one leads back and asks nothing again."""
    fill(page, api)
    expect(page.locator("[data-answers] [data-change]")).to_have_count(8)
    expect(page.locator("[data-answers]")).to_contain_text("Jakarta Utara")
    page.locator("[data-change=narrative]").click()
    asks(page, "narrative")
    expect(page.locator("#narrative")).to_have_value(ANSWERS["narrative"])
    page.locator("#narrative").fill("Sudah empat minggu.")
    onward(page)
    asks(page, "check")
    expect(page.locator("[data-answers]")).to_contain_text("Sudah empat minggu.")


def test_changing_the_kind_asks_only_what_no_longer_fits(page: Page, api: StandIn) -> None:
    """A category that the new kind does not have is asked again, and nothing else."""
    fill(page, api, category="officer-conduct", stage="interview")
    page.locator("[data-change=kind]").click()
    choose(page, "kind", "praise")
    onward(page)
    asks(page, "category")
    expect(page.locator("input[name=category][value=officer-conduct]")).to_be_hidden()
    choose(page, "category", "service")
    onward(page)
    asks(page, "check")


def test_what_is_sent(page: Page, api: StandIn) -> None:
    """What arrives is what was answered, under a key of at least 128 bits, in the citizen's language."""
    fill(page, api, category="passport-late", stage="processing")
    onward(page)
    expect(page.locator("[data-done]")).to_be_visible()
    (post,) = api.posts("/complaints")
    assert len(post["key"]) == 32
    happened = post["body"].pop("happened_on")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", happened)
    assert post["body"] == {
        "kind": "complaint",
        "category": "passport-late",
        "stage": "processing",
        "questions": "2025-10-20",
        "answers": {"application-number": "JKU-2026-004217", "applied-on": "2026-03-02"},
        "office": "jakarta-utara",
        "narrative": ANSWERS["narrative"],
        "language": "id",
        "channels": ["email"],
        "identity": {"mode": "named", "name": "Siti", "email": "siti@contoh.id"},
    }


def test_confirmation_stays_and_sends_nothing_again(page: Page, api: StandIn) -> None:
    """C6: ticket, code, dates and what happens next are there, after a reload too, and one complaint was sent."""
    fill(page, api)
    page.locator("[data-next]").dblclick()
    done = page.locator("[data-done]")
    for _ in range(2):
        expect(done.locator("h1")).to_be_visible()
        expect(page).to_have_title(re.compile("^Pengaduan Anda kami terima"))
        expect(done.locator("[data-fill=ticket]")).to_have_text(TICKET)
        expect(done.locator("[data-qr] img")).to_have_attribute("alt", "QR")
        expect(done.locator("[data-fill=code]")).to_have_text("ABCD 1234 EFGH 5678")
        expect(done).to_contain_text("paling lambat Rabu, 18 Maret 2026 pukul 17.00 WITA")
        expect(done).to_contain_text("Tanda terima dikirim ke e-mail Anda.")
        expect(page.locator("#complaint")).to_be_hidden()
        page.reload()
    assert len(api.posts("/complaints")) == 1
    page.go_back()
    asks(page, "kind")
    expect(page.locator("#narrative")).to_have_value("")


def on_paper(page: Page) -> None:
    """One sheet of A4, which warns whoever holds it, and from which the link that needs no code is left out."""
    assert len(Pdf.open(BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 1
    page.emulate_media(media="print")
    expect(page.locator(".app-paper")).to_contain_text("Siapa pun yang memegang kertas ini")
    expect(page.locator("[data-fill=code]")).to_be_visible()
    expect(page.locator("#help")).to_be_visible()
    expect(page.locator("[data-fill=link]")).to_be_hidden()
    page.emulate_media(media="screen")


def test_receipt_and_code_can_be_kept(page: Page, api: StandIn) -> None:
    """C6: on one sheet of paper; as a file without the access code; the code is copied with one press."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill(page, api)
    onward(page)
    expect(page.locator("[data-qr] img")).to_be_visible()
    on_paper(page)
    page.locator("[data-copy=code]").click()
    expect(page.locator("[data-copied]")).to_have_text("Tersalin")
    assert page.evaluate("navigator.clipboard.readText()") == CODE
    with page.expect_download() as saved:
        page.locator("[data-receipt]").click()
    assert saved.value.suggested_filename == f"{TICKET}.json"
    text = saved.value.path().read_text()
    assert '"jws"' in text
    assert CODE not in text


def test_anonymous_gives_no_name(page: Page, api: StandIn) -> None:
    """C7: who chooses no name is told what it means before, is asked for none, and sends none."""
    page.goto(f"{api.url}/id/lapor/")
    for step in ("kind", "category", "stage", "office", "narrative", "happened_on"):
        answer(page, step, ANSWERS)
    expect(page.locator("#mode-anonymous-item-hint")).to_be_visible()
    answer(page, "mode", {"mode": "anonymous"})
    asks(page, "contact")
    expect(page.locator("#name")).to_be_hidden()
    expect(page.locator("#contact-hint")).to_contain_text("tidak dapat dipulihkan")
    onward(page)
    asks(page, "check")
    onward(page)
    expect(page.locator("[data-done]")).to_be_visible()
    assert api.posts("/complaints")[0]["body"]["identity"] == {"mode": "anonymous"}


def test_fields_help_the_browser_fill_them(page: Page, api: StandIn) -> None:
    """C8: no account, no puzzle; name, e-mail and phone say what they are."""
    page.goto(f"{api.url}/id/lapor/")
    for name, what in {"name": "name", "email": "email", "phone": "tel"}.items():
        expect(page.locator(f"#{name}")).to_have_attribute("autocomplete", what)


def test_language_switch_keeps_place_and_answers(page: Page, api: StandIn) -> None:
    """C13: the other language opens at the same question, with everything that was answered."""
    page.goto(f"{api.url}/id/lapor/")
    for step in ("kind", "category", "stage", "office", "narrative"):
        answer(page, step, ANSWERS)
    asks(page, "happened_on")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    asks(page, "happened_on")
    expect(page.locator("#narrative")).to_have_value(ANSWERS["narrative"])
    page.locator("[data-back]").click()
    asks(page, "narrative")
    page.locator("[data-back]").click()
    asks(page, "office")
    expect(page.locator("input[name=office]:checked")).to_have_value("jakarta-utara")


def test_errors_of_the_api_stand_at_their_question(page: Page, api: StandIn) -> None:
    """What only the API can know is wrong is said in its words, at the field, question by question; then it is sent."""
    fault = {"field": "identity.phone", "code": "phone", "message": "Nomor ini tidak dikenal."}
    story = {"field": "narrative", "code": "hostile_text", "message": "Tidak terbaca."}
    problem = {"type": "urn:aduan:problem:invalid", "title": "x", "status": 422, "detail": "x"}
    faults = [problem | {"errors": [fault, story]}, problem | {"errors": [fault]}]
    api.complaints = [*((422, each) for each in faults), (201, filed(api.port))]
    fill(page, api)
    onward(page)
    asks(page, "narrative")
    expect(page.locator("#error-summary li")).to_have_text(["Tidak terbaca."])
    onward(page)
    asks(page, "check")
    onward(page)
    asks(page, "contact")
    expect(page.locator("#phone-error")).to_contain_text("Nomor ini tidak dikenal.")
    expect(page.locator("#error-summary")).to_be_focused()
    page.locator("#phone").fill("0812 3456 7890")
    onward(page)
    asks(page, "check")
    onward(page)
    expect(page.locator("[data-done]")).to_be_visible()


def test_places_are_found_by_city_and_name(page: Page, api: StandIn) -> None:
    """A border post is found by its name, nonsense says what to do, and the head office is always there."""
    page.goto(f"{api.url}/id/lapor/")
    for step in ("kind", "category", "stage"):
        answer(page, step, ANSWERS | {"category": "border-post", "stage": "autogate"})
    for step in ("ask-travel-way", "ask-crossing-by"):
        asks(page, step)
        onward(page)
    page.locator("#office").fill("ngurah")
    expect(page.locator("input[name=office]").first).to_have_value(re.compile("^tpi-bandara"))
    page.locator("#office").fill("zzzz")
    expect(page.locator("[data-found]")).to_contain_text("Tidak ada tempat dengan nama itu")
    expect(page.locator("input[name=office]")).to_have_value("pusat")


def test_no_question_needs_sideways_scrolling(page: Page, api: StandIn) -> None:
    """C14: at 320 pixels, and with text twice as large, nothing is cut off; every choice is at least 44 pixels tall."""
    page.set_viewport_size({"width": 320, "height": 640})
    fill(page, api)
    for step in ("kind", "category", "office", "narrative", "happened_on", "mode", "contact", "check"):
        page.goto(f"{api.url}/id/lapor/#/{step}")
        asks(page, step)
        for size in ("100%", "200%"):
            page.evaluate("size => document.documentElement.style.fontSize = size", size)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, (step, size)
        page.evaluate("document.documentElement.style.fontSize = ''")
        for target in page.locator(".govuk-radios__item:visible, .govuk-button:visible").all():
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= 44
