"""How much still fits is said before it is too late: near the limit, seen at once and heard after a pause."""

import json
import re

from playwright.sync_api import Page, expect

from chalicelib.handlers import announcing, days, fields, schemas
from chalicelib.pages.render import LIMITS
from tests.local.running import Running
from tests.web import staff
from tests.web.conftest import ROOT
from tests.web.staff import go, step, submit


def test_what_is_counted_is_what_the_api_takes() -> None:
    """No page promises room that the API does not have."""
    console = (ROOT / "web" / "js" / "console" / "limits.js").read_text()
    said = json.loads(re.sub(r"(\w+):", r'"\1":', console.partition("MOST = ")[2].rstrip(";\n").replace("_", "")))
    assert said == {
        "text": fields.TEXT,
        "source": days.SOURCE,
        "about": announcing.ABOUT,
        "address": announcing.ADDRESS,
    }
    assert LIMITS == {"text": fields.TEXT, "help": schemas.HELP, "name": schemas.NAME}


def test_an_officer_sees_how_much_is_left(sari: Page, site: Running) -> None:
    """Near the limit the form says what is left, once to ears too; what is too long is not shown as if it could go."""
    go(sari, site, staff.file(site)["ticket"])
    frame = step(sari, "message")
    text, count = frame.locator("textarea"), frame.locator(".govuk-character-count__message")
    text.fill("a" * 9_400)
    expect(count).to_be_empty()
    text.fill("a" * 9_600)
    expect(count).to_have_text("Masih tersisa 400 karakter")
    expect(frame.locator("[aria-live=polite]")).to_have_text("Masih tersisa 400 karakter")
    text.fill("a" * 10_001)
    expect(count).to_have_text("Kelebihan 1 karakter")
    submit(frame)
    expect(frame.locator("[data-field=text] .govuk-error-message")).to_contain_text("Paling banyak 10000 karakter")
    expect(frame.locator(".con-check")).to_be_hidden()


def test_whoever_files_sees_it_too(page: Page, site: Running) -> None:
    """The help that somebody needs, and a name, have an end that is told while they are written."""
    page.goto(f"{site.site}/en/lapor/")
    for field, much, left in (("help-needed", 450, 50), ("name", 95, 5), ("subject", 101, None)):
        said = page.evaluate(
            """([id, much]) => {
              const field = document.getElementById(id);
              field.value = "a".repeat(much);
              field.dispatchEvent(new Event("input", { bubbles: true }));
              return field.nextElementSibling.textContent;
            }""",
            [field, much],
        )
        assert said == (f"You have {left} characters left" if left else "You have 1 characters too many")
