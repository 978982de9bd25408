"""Following a complaint in a real browser: C15 and C16 of our requirements."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.web.barriers import no_barrier
from tests.web.standin import CODE, STEPS, TICKET, TOKEN, WHY, StandIn, case, step

NOT_FOUND = (404, {"type": "urn:aduan:problem:not_found", "title": "x", "status": 404, "detail": "Tidak cocok."})
ANSWERED: dict[str, Any] = {
    "status": "answered",
    "allowed_steps": ["confirm", "dispute", "appeal", "message", "withdraw"],
    "deadlines": [
        {
            "clock": "resolution",
            "due": "2026-04-10T08:00:00Z",
            "late": True,
            "paused": False,
            "paused_until": None,
            "done": False,
        },
        {
            "clock": "first_response",
            "due": "2026-03-18T08:00:00Z",
            "late": False,
            "paused": False,
            "paused_until": None,
            "done": True,
        },
    ],
}


def enter(page: Page, api: StandIn, language: str = "id") -> None:
    page.goto(f"{api.url}/{language}/lacak/")
    page.locator("#ticket").fill("imi k7qf 2m9x c")
    page.locator("#code").fill("abcd 1234 efgh 5678")
    page.locator("[data-door=code] button").click()
    expect(page.locator("[data-view=case]")).to_be_visible()


def test_ticket_and_code_open_the_complaint(page: Page, api: StandIn) -> None:
    """C15: typed as people type, number and code open the timeline in plain words, in the zone of the office."""
    enter(page, api)
    assert api.posts("/sessions")[0]["path"] == f"/v1/complaints/{TICKET}/sessions"
    assert api.posts("/sessions")[0]["body"] == {"code": CODE}
    expect(page.locator("[data-heading]")).to_have_text(f"Pengaduan {TICKET}")
    expect(page.locator("[data-status]")).to_contain_text("Sedang ditindaklanjuti")
    expect(page.locator("[data-status]")).to_contain_text("Ngurah Rai")
    expect(page.locator("[data-due]")).to_contain_text("Tanggapan: paling lambat Jumat, 10 April 2026 pukul 16.00 WITA")
    expect(page.locator("[data-history] li")).to_have_count(3)
    expect(page.locator("[data-history] li").last).to_contain_text("Paspor saya belum jadi.")


def test_who_opened_the_file(page: Page, api: StandIn) -> None:
    """Nobody is said plainly; whoever did is told by unit and role, with when and why."""
    enter(page, api)
    who = page.locator("[data-list=openings]")
    who.locator("summary").click()
    expect(who.locator("li")).to_have_text(["Belum ada yang membuka data Anda."])
    what = {"what": "Membaca pengaduan Anda", "who": "Petugas, Ngurah Rai", "why": "Untuk menanganinya."}
    api.openings = [what | {"at": "2026-03-14T02:00:00Z", "times": 3}]
    who.locator("summary").click()
    who.locator("summary").click()
    expect(who.locator("li")).to_contain_text("Petugas, Ngurah Rai · Sabtu, 14 Maret 2026 pukul 10.00 WITA · 3")


def test_a_copy_of_everything(page: Page, api: StandIn) -> None:
    """One press saves one file, under the ticket's number, with the session in no address."""
    enter(page, api)
    with page.expect_download() as saved:
        page.locator("[data-copy]").click()
    assert saved.value.suggested_filename == f"{TICKET}.html"
    (asked,) = [one for one in api.asked if one["path"].endswith("/copy.html")]
    assert asked["bearer"] == "Bearer session-1"


def test_erasing_must_be_meant(page: Page, api: StandIn) -> None:
    """What goes, when and what stays is read before; without the tick nothing is asked, and the wish goes out once."""
    enter(page, api)
    box = page.locator("[data-erase]")
    box.locator("summary").click()
    expect(box).to_contain_text("Pengaduan Anda masih ditangani")
    expect(box).to_contain_text("UU 27/2022")
    expect(box.locator("[data-erase-keep]")).to_be_hidden()
    button = box.locator("[data-erase-ask] button")
    button.click()
    expect(page.locator("#confirm-error")).to_contain_text("Centang bahwa Anda mengerti")
    assert api.posts("/steps") == []
    no_barrier(page)
    box.locator("#confirm").check()
    due = {"asked": True, "due": "2026-03-18T08:40:00Z", "erased_at": None, "complete": "2026-04-22T08:40:00Z"}
    api.case = (200, case(status="withdrawn", allowed_steps=["keep"], erasure=due))
    button.click()
    expect(page.locator("[data-notice]")).to_have_text("Permintaan penghapusan data Anda sudah dicatat.")
    expect(box).to_contain_text("Data dihapus pada Rabu, 18 Maret 2026 pukul 16.40 WITA.")
    expect(box.locator("[data-erase-ask]")).to_be_hidden()
    assert [one["body"] for one in api.posts("/steps")] == [{"step": "erasure"}]


def test_link_opens_and_leaves_no_secret_in_the_address(page: Page, api: StandIn) -> None:
    """C15: the link from a message opens the complaint; its secret leaves the address bar and goes nowhere else."""
    page.goto(f"{api.url}/id/lacak/#{TICKET}.{TOKEN}")
    expect(page.locator("[data-view=case]")).to_be_visible()
    assert api.posts("/sessions")[0]["body"] == {"link_token": TOKEN}
    assert TOKEN not in page.url
    assert all(TOKEN not in asked["path"] for asked in api.asked)


def test_wrong_code_and_unknown_ticket_look_the_same(page: Page, api: StandIn) -> None:
    """C15: the page does not tell whether a ticket exists."""
    api.session = NOT_FOUND
    page.goto(f"{api.url}/id/lacak/")
    page.locator("#ticket").fill(TICKET)
    page.locator("#code").fill("0000 0000 0000 0000")
    page.locator("[data-door=code] button").click()
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#code-error")).to_contain_text("Tidak cocok.")


def test_a_mistyped_ticket_is_said_at_its_field(page: Page, api: StandIn) -> None:
    """A number that cannot be one is found before anything is sent."""
    page.goto(f"{api.url}/id/lacak/")
    page.locator("#ticket").fill("IMI-K7QF")
    page.locator("[data-door=code] button").click()
    expect(page.locator("#ticket-error")).to_contain_text("Periksa nomor tiket")
    assert not api.asked


def test_one_time_code_can_be_asked_for_and_pasted(page: Page, api: StandIn) -> None:
    """C8, C15: who lost the code asks for one by e-mail, pastes it, and is in."""
    page.goto(f"{api.url}/id/lacak/")
    page.locator("[data-lost] summary").click()
    page.locator("#ticket_lost").fill(TICKET)
    page.locator("#channel").check()
    page.locator("[data-door=lost] button").click()
    expect(page.locator("[data-sent]")).to_be_visible()
    assert api.posts("/one-time-codes")[0]["body"] == {"channel": "email"}
    expect(page.locator("#one_time_code")).to_be_focused()
    expect(page.locator("#one_time_code")).to_have_attribute("autocomplete", "one-time-code")
    page.locator("#one_time_code").fill(" 123456 ")
    page.locator("[data-door=once] button").click()
    expect(page.locator("[data-view=case]")).to_be_visible()
    assert api.posts("/sessions")[0]["body"] == {"one_time_code": "123456"}


def test_why_this_date_is_one_press_away(page: Page, api: StandIn) -> None:
    """The reason for a date is asked for when somebody opens it, once, and reads as a sentence."""
    enter(page, api)
    expect(page.get_by_text("Mengapa tanggal ini?")).to_be_visible()
    assert not [one for one in api.asked if one["path"].endswith("/deadlines")]
    for _ in range(3):
        page.get_by_text("Mengapa tanggal ini?").click()
    expect(page.get_by_text(f"{WHY}.")).to_be_visible()
    assert len([one for one in api.asked if one["path"].endswith("/deadlines")]) == 1


def test_only_allowed_steps_are_offered(page: Page, api: StandIn) -> None:
    """C16: the page offers what the API allows now, says what is late, and hides clocks that are done."""
    api.case, api.steps = (200, case(**ANSWERED)), [*STEPS, step(4, "answer", text="Silakan diambil.")]
    enter(page, api)
    offered = [item.get_attribute("data-do") for item in page.locator("[data-actions] [data-do]").all()]
    assert offered == ["confirm", "dispute", "appeal", "message", "withdraw"]
    expect(page.locator("[data-due] li")).to_have_count(1)
    expect(page.locator("[data-due]")).to_contain_text("Terlambat: seharusnya Jumat, 10 April 2026")
    expect(page.locator("[data-history] li").first).to_contain_text("Silakan diambil.")


def test_not_solved_is_said_with_a_reason(page: Page, api: StandIn) -> None:
    """C16: saying "not settled" needs words; with them it is sent once, and the page shows the fresh state."""
    api.case = (200, case(**ANSWERED))
    enter(page, api)
    dispute = page.locator("[data-do=dispute]")
    dispute.locator("summary").click()
    dispute.locator("button").click()
    expect(page.locator("#text-dispute-error")).to_contain_text("Tulis pesan Anda")
    dispute.locator("textarea").fill("Paspor masih salah nama.")
    api.case = (200, case(version=4))
    dispute.locator("button").click()
    expect(page.locator("[data-notice]")).to_have_text("Pengaduan dibuka kembali dan ditindaklanjuti.")
    expect(page.locator("#error-summary")).to_have_count(0)
    expect(page.locator("[data-status]")).to_contain_text("Sedang ditindaklanjuti")
    (post,) = api.posts("/steps")
    assert post["body"] == {"step": "dispute", "text": "Paspor masih salah nama."}
    assert re.fullmatch("[0-9a-f]{32}", post["key"])
    assert post["bearer"] == "Bearer session-1"


def test_a_complaint_that_is_over_takes_no_more_documents(page: Page, api: StandIn) -> None:
    """C16: what was sent stays listed; nothing more can be picked, and the page says so."""
    paper = {"id": "1" * 26, "number": 1, "state": "clean", "type": "image/jpeg", "bytes": 4000, "message": "Diterima."}
    page.route("**/attachments", lambda route: route.fulfill(json={"items": [paper], "may_add": 0}))
    enter(page, api)
    expect(page.locator("[data-files]")).to_contain_text("Dokumen 1")
    expect(page.locator("[data-full]")).to_be_visible()
    expect(page.locator("[data-papers] [data-drop]")).to_be_hidden()


def test_a_refused_step_says_why_and_keeps_the_words(page: Page, api: StandIn) -> None:
    """C16: when the API refuses, its reason stands at the field; pressing again sends the same under the same key."""
    api.step = (409, {"type": "x", "title": "x", "status": 409, "detail": "Waktunya sudah lewat."})
    enter(page, api)
    message = page.locator("[data-do=message]")
    message.locator("summary").click()
    message.locator("textarea").fill("Halo")
    message.locator("button").click()
    expect(page.locator("#text-message-error")).to_contain_text("Waktunya sudah lewat.")
    message.locator("button").click()
    expect(message.locator("button")).to_be_enabled()
    expect(message.locator("textarea")).to_have_value("Halo")
    assert len(api.posts("/steps")) == 2
    assert len({post["key"] for post in api.posts("/steps")}) == 1


def test_an_ended_session_leads_back_to_the_door(page: Page, api: StandIn) -> None:
    """After fifteen minutes the page says so, and asks for the code again."""
    enter(page, api)
    api.case = (401, {"type": "x", "title": "x", "status": 401})
    page.locator("[data-refresh]").click()
    expect(page.locator("#error-summary")).to_contain_text("Sesi sudah berakhir")
    expect(page.locator("#ticket")).to_be_visible()


def test_leaving_forgets_the_complaint_on_this_device(page: Page, api: StandIn) -> None:
    """On a shared phone, "close" leaves nothing behind, not even after a reload."""
    enter(page, api)
    page.reload()
    expect(page.locator("[data-view=case]")).to_be_visible()
    page.locator("[data-leave]").click()
    expect(page.locator("[data-view=door]")).to_be_visible()
    page.reload()
    expect(page.locator("[data-view=door]")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0


def test_hostile_words_stay_words(page: Page, api: StandIn) -> None:
    """What an office or a citizen wrote is shown as text, whatever it looks like."""
    api.steps = [step(1, "message", text="<img src=x onerror=alert(1)><script>alert(1)</script>")]
    enter(page, api)
    expect(page.locator("[data-history]")).to_contain_text("<script>alert(1)</script>")
    expect(page.locator("[data-history] img, [data-history] script")).to_have_count(0)
