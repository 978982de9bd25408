"""`make pictures`: the few pictures in docs/, of the whole system as it runs, on a telephone and at a desk."""

import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.local.running import Running, ask, free_port, start
from tests.web import staff

HERE = Path(__file__).parent.parent.parent
OUT, PAGES = HERE / "docs" / "pictures", HERE / "web" / "dist"
PHONE: ViewportSize = {"width": 360, "height": 740}


def opened(browser: Browser, size: ViewportSize, language: str) -> Page:
    context = browser.new_context(viewport=size, locale=language, timezone_id="Asia/Jakarta", service_workers="block")
    return context.new_page()


def taken(page: Page, name: str) -> None:
    page.wait_for_timeout(500)
    page.screenshot(path=OUT / f"{name}.png")
    page.context.close()


def citizens(browser: Browser, site: Running) -> None:
    """The home page, a question, the same in Arabic, and a complaint as its citizen sees it."""
    for name, language, path in (
        ("home-phone", "id", "id/"),
        ("form-phone", "id", "id/lapor/"),
        ("form-phone-ar", "ar", "ar/lapor/"),
    ):
        page = opened(browser, PHONE, language)
        page.goto(f"{site.site}/{path}")
        taken(page, name)
    filed = staff.file(site, language="en", narrative="My passport is not ready.")
    worked(site, filed["ticket"])
    page = opened(browser, PHONE, "en")
    page.goto(filed["link"].replace("/id/", "/en/"))
    page.locator("[data-view=case] h1").first.wait_for()
    taken(page, "track-phone")


def worked(site: Running, ticket: str) -> None:
    """Let an officer verify it and take it in hand."""
    token = ask(f"{site.site}/_local/tokens", {"as": "officer"}).json["token"]
    where, bearer = f"{site.site}/v1/staff/complaints/{ticket}", f"Bearer {token}"
    steps: tuple[dict[str, Any], ...] = ({"step": "verify", "class": "ordinary"}, {"step": "assign", "to": staff.SARI})
    for step in steps:
        tag = f'"{ask(where, Authorization=bearer).json["version"]}"'
        key = uuid.uuid4().hex
        ask(f"{where}/steps", step, Authorization=bearer, If_Match=tag, Idempotency_Key=key)


def officers(browser: Browser, site: Running) -> None:
    """The queue, by what is due next; and a case."""
    page = opened(browser, staff.DESK, "id")
    staff.sign_in(page, site, staff.SARI)
    staff.rows(page).first.wait_for()
    page.screenshot(path=OUT / "queue-desk.png")
    staff.rows(page).first.locator("a").first.click()
    staff.loaded(page)
    taken(page, "case-desk")


def main() -> None:
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as play:
        site = start(Path(home), free_port(), pages=PAGES).wait()
        browser = play.chromium.launch(executable_path=sys.argv[1], args=["--no-sandbox", "--disable-gpu"])
        try:
            citizens(browser, site)
            officers(browser, site)
        finally:
            browser.close()
            site.end()


if __name__ == "__main__":
    main()
