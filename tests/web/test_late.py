"""Answers that come late: nothing goes out twice, no words are lost, nobody is led back or called away."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route, expect

from tests.local.running import Running
from tests.web import staff
from tests.web.staff import go, step
from tests.web.standin import STEPS, StandIn, case
from tests.web.standin import step as taken
from tests.web.test_tracking import enter

PAPER = {"id": "1" * 26, "number": 1, "state": "clean", "type": "image/jpeg", "bytes": 4000, "message": "Diterima."}


@contextmanager
def late(page: Page, path: str, method: str = "GET") -> Iterator[None]:
    """What goes to `path` waits on its way until the end of the block."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == method:
            waiting.append(route)
        else:
            route.fallback()

    page.route(path, hold)
    yield
    page.unroute(path, hold)
    for route in waiting:
        route.fallback()


def refresh(page: Page, asks: str) -> None:
    """Ask for news, and wait until the question is on its way."""
    with page.expect_request(f"**/{asks}"):
        page.locator("[data-refresh]").click()


def test_who_left_is_not_led_back(page: Page, api: StandIn) -> None:
    """On a shared phone an answer that comes after "close" does not open the complaint again."""
    enter(page, api)
    with late(page, "**/steps"):
        refresh(page, "steps")
        page.locator("[data-leave]").click()
    expect(page.locator("[data-view=door]")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-view=case]")).to_be_hidden()


def test_words_outlive_news(page: Page, api: StandIn) -> None:
    """Whoever writes while news is on its way keeps their words and their cursor when it comes."""
    enter(page, api)
    page.locator("[data-do=message] summary").click()
    words = page.locator("[data-do=message] textarea")
    with late(page, "**/steps"):
        refresh(page, "steps")
        words.press_sequentially("Belum ")
        api.steps = [*STEPS, taken(4, "answer", text="Silakan diambil.")]
    expect(page.locator("[data-history]")).to_contain_text("Silakan diambil.")
    page.keyboard.type("selesai")
    expect(words).to_have_value("Belum selesai")


def test_a_new_number_outlives_news(page: Page, api: StandIn) -> None:
    """A contact that is being typed is not emptied by the one on file, which comes later."""
    enter(page, api)
    expect(page.locator("[data-contact]")).to_be_visible()
    with late(page, "**/contact"):
        refresh(page, "contact")
        page.locator("[data-contact]").click()
        page.locator("[data-reach] #phone").fill("0812 3456 7890")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-reach] #phone")).to_have_value("0812 3456 7890")


def test_one_press_asks_for_one_code(page: Page, api: StandIn) -> None:
    """While a code is on its way it cannot be asked for again, which would make the first one worthless."""
    page.goto(f"{api.url}/id/lacak/")
    page.locator("[data-lost] summary").click()
    page.locator("#ticket_lost").fill("IMI-K7QF-2M9X-C")
    button = page.locator("[data-door=lost] button")
    with late(page, "**/one-time-codes", "POST"):
        button.click()
        expect(button).to_be_disabled()
    expect(page.locator("[data-sent]")).to_be_visible()
    expect(button).to_be_enabled()


def test_a_document_does_not_come_back(page: Page, api: StandIn) -> None:
    """A list from before a document was taken away does not bring it back."""
    page.route("**/attachments", lambda route: route.fulfill(json={"items": [PAPER], "may_add": 9}))
    page.route("**/attachments/*", lambda route: route.fulfill(json={}))
    enter(page, api)
    lines = page.locator("[data-files] > li")
    expect(lines).to_have_count(1)
    with late(page, "**/attachments"):
        refresh(page, "attachments")
        page.locator("[data-do=remove]:visible").click()
        expect(lines).to_have_count(0)
    page.wait_for_load_state("networkidle")
    expect(lines).to_have_count(0)


def test_the_next_complaint_shows_nothing_of_the_last(page: Page, api: StandIn) -> None:
    """Whoever comes in at the same telephone after a session ended finds no open list of somebody else's."""
    api.openings = [{"what": "Membaca", "who": "Petugas", "why": "x", "at": "2026-03-14T02:00:00Z", "times": 1}]
    enter(page, api)
    who = page.locator("[data-list=openings]")
    who.locator("summary").click()
    expect(who).to_contain_text("Petugas")
    api.case = (401, {"type": "x", "title": "x", "status": 401})
    page.locator("[data-refresh]").click()
    expect(page.locator("#error-summary")).to_contain_text("Sesi sudah berakhir")
    api.case = (200, case(ticket="IMI-0000-0000-0"))
    page.locator("#ticket").fill("IMI-0000-0000-0")
    page.locator("#code").fill("abcd 1234 efgh 5678")
    page.locator("[data-door=code] button").click()
    expect(page.locator("[data-heading]")).to_contain_text("IMI-0000-0000-0")
    expect(who).not_to_contain_text("Petugas")


def test_an_officer_writes_on_while_a_note_is_kept(sari: Page, site: Running) -> None:
    """Whoever writes the next text while the last step is on its way is not called away from it."""
    go(sari, site, staff.file(site)["ticket"])
    note = step(sari, "note")
    note.locator("textarea").fill("Periksa berkas.")
    with late(sari, "**/steps", "POST"):
        staff.submit(note)
        words = step(sari, "message").locator("textarea")
        words.press_sequentially("Kami ")
    expect(sari.locator("[data-notice]")).to_contain_text("catatan internal")
    sari.keyboard.type("periksa.")
    expect(words).to_have_value("Kami periksa.")


def test_an_identity_is_asked_for_once(sari: Page, site: Running) -> None:
    """While a request for an identity is on its way a second press sends no second one to the custodian."""
    go(sari, site, staff.file(site)["ticket"])
    frame = sari.locator("[data-identity]")
    frame.locator("summary").click()
    frame.locator("textarea").fill("Perlu mencocokkan berkas.")
    with late(sari, "**/identity-requests", "POST"):
        frame.locator("form button").click()
        expect(frame.locator("form button")).to_be_disabled()
    expect(frame).to_contain_text("menunggu persetujuan")
