"""Acting as an officer in a browser, and filing what an officer is to find."""

import uuid
from typing import Any

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.local.running import Running, ask

SARI, BAGUS, RINI = "officer.jakarta-utara", "officer2.jakarta-utara", "region.wilayah-dki-jakarta"
DESK: ViewportSize = {"width": 1280, "height": 900}
COMPLAINT: dict[str, Any] = {
    "kind": "complaint",
    "category": "passport-late",
    "office": "jakarta-utara",
    "language": "id",
    "narrative": "Paspor <img src=x onerror=alert(1)> belum jadi.\nSudah tiga minggu.",
    "channels": ["email"],
    "identity": {"mode": "named", "name": "Siti Aminah", "email": "siti@warga.example"},
}


def file(site: Running, **changes: Any) -> dict[str, Any]:
    """File a complaint through the API."""
    made = ask(f"{site.site}/v1/complaints", COMPLAINT | changes, Idempotency_Key=uuid.uuid4().hex)
    assert made.status == 201, made.text
    found: dict[str, Any] = made.json
    return found


def as_citizen(site: Running, filed: dict[str, Any], step: str, **more: str) -> None:
    """Let whoever filed it take a step."""
    path = f"{site.site}/v1/complaints/{filed['ticket']}"
    token = ask(f"{path}/sessions", {"code": filed["access_code"]}).json["token"]
    key = uuid.uuid4().hex
    done = ask(f"{path}/steps", {"step": step, **more}, Authorization=f"Bearer {token}", Idempotency_Key=key)
    assert done.status == 200, done.text


def loaded(page: Page) -> None:
    expect(page.locator("#main")).not_to_have_attribute("aria-busy", "true")


def sign_in(page: Page, site: Running, person: str, language: str = "id", path: str = "") -> None:
    """Go through the issuer, and come back to where the way began."""
    page.goto(f"{site.site}/{language}/petugas/{path}")
    page.locator("[data-part=door] [data-sign-in]").click()
    page.locator(f"button[value='{person}']").click()
    expect(page.locator("[data-who]")).to_be_visible()
    loaded(page)


def rows(page: Page) -> Locator:
    return page.locator("tbody tr")


def another(browser: Browser, site: Running, person: str) -> Page:
    """Somebody else, at another machine; whoever asked closes its context."""
    page = browser.new_context(viewport=DESK, locale="id-ID", timezone_id="Asia/Jakarta").new_page()
    sign_in(page, site, person)
    return page


def visit(page: Page, name: str) -> None:
    """Go to another page of the console by its link."""
    link = page.locator(f"[data-nav={name}]")
    link.click()
    expect(link).to_have_attribute("aria-current", "page")
    loaded(page)


def go(page: Page, site: Running, ticket: str, language: str = "id") -> None:
    page.goto(f"{site.site}/{language}/petugas/pengaduan/?tiket={ticket}")
    loaded(page)


def step(page: Page, name: str) -> Locator:
    """Open a step's form and give its frame."""
    frame = page.locator(f"[data-step={name}]")
    if frame.get_attribute("open") is None:
        frame.locator("summary").click()
    return frame


def submit(frame: Locator) -> None:
    frame.locator("form button").click()


def confirm(frame: Locator) -> None:
    """Send what was checked."""
    submit(frame)
    frame.locator("[data-button=send]").click()


def done(page: Page, words: str) -> None:
    expect(page.locator("[data-notice]")).to_contain_text(words)
    expect(page.locator("[data-notice]")).to_be_focused()
