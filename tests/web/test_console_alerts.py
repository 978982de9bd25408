"""Alerts in the console: a head takes a late case, and puts its reminder off; in a real browser, weeks later."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.local.running import Running, ask, free_port, start
from tests.web import staff
from tests.web.staff import done, go, rows, sign_in, step, submit

HEAD = "head.jakarta-utara"


@pytest.fixture
def later(tmp_path: Path, pages: Path) -> Iterator[Running]:
    """A system of its own, whose clock may be moved."""
    running = start(tmp_path, free_port(), pages=pages)
    try:
        yield running.wait()
    finally:
        running.end()


def test_a_head_takes_a_late_case_and_puts_it_off(page: Page, later: Running) -> None:
    """The head says in two presses that they see to it, and when to be reminded; the date stays, colleagues see who."""
    page.set_viewport_size(staff.DESK)
    ticket = staff.file(later)["ticket"]
    assert ask(f"{later.site}/_local/clock", {"advance": "P9D"}).status == 200
    sign_in(page, later, HEAD)
    go(page, later, ticket)
    dates = "all => all.map(one => one.dateTime)"
    due = page.locator("[data-deadlines] time").evaluate_all(dates)
    submit(step(page, "take"))
    done(page, "Anda yang menangani")
    expect(page.locator("[data-details]")).to_contain_text("Peringatan ditangani oleh")
    expect(page.locator("[data-step=take]")).to_have_count(0)
    frame = step(page, "snooze")
    frame.locator("select").select_option(label="Tanggapan menunggu persetujuan")
    frame.locator("[name=until]").fill("2020-01-01")
    submit(frame)
    expect(frame.locator("[data-field=until] .govuk-error-message")).to_be_visible()
    frame.locator("[name=until]").fill("")
    submit(frame)
    done(page, "pengingat ditunda")
    assert page.locator("[data-deadlines] time").evaluate_all(dates) == due
    expect(page.locator("[data-history]")).to_contain_text("Pengingat ditunda")
    page.goto(f"{later.site}/id/petugas/")
    staff.loaded(page)
    expect(rows(page).filter(has_text=ticket)).to_contain_text("Peringatan ditangani Anda")
