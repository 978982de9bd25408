"""Filling in the form as a citizen would, one question after another."""

from playwright.sync_api import Page, expect

from tests.web.standin import StandIn

ANSWERS = {
    "kind": "complaint",
    "category": "passport-late",
    "stage": "processing",
    "office": "jakarta-utara",
    "narrative": "Paspor saya belum jadi setelah tiga minggu.",
    "mode": "named",
    "name": "Siti",
    "email": "siti@contoh.id",
}


def onward(page: Page) -> None:
    page.locator("[data-next]").click()


def asks(page: Page, step: str) -> None:
    """The page shows this question, and no other."""
    expect(page.locator(f"[data-step={step}]")).to_be_visible()
    expect(page.locator("[data-step]:visible")).to_have_count(1)


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"input[name={name}][value='{value}']").check()


def answer(page: Page, step: str, given: dict[str, str]) -> None:
    """Answer one question and go on."""
    asks(page, step)
    if step in {"kind", "category", "stage", "mode"}:
        choose(page, step, given[step])
    elif step == "office":
        page.locator("#office").fill(given["office"].replace("-", " "))
        choose(page, "office", given["office"])
    elif step == "narrative":
        page.locator("#narrative").fill(given["narrative"])
    elif step == "happened_on":
        page.locator("[data-days-ago='1']").click()
    elif step == "contact":
        for name in ("name", "email"):
            if given.get(name):
                page.locator(f"#{name}").fill(given[name])
        if given.get("email"):
            choose(page, "channels", "email")
    onward(page)


STEPS = ("kind", "category", "stage", "office", "narrative", "happened_on", "mode", "contact")


def fill(page: Page, api: StandIn, language: str = "id", *, here: bool = False, **changes: str) -> None:
    """Go from the first question to the check page; `here`: the form is open already."""
    if not here:
        page.goto(f"{api.url}/{language}/lapor/")
    for step in STEPS:
        answer(page, step, ANSWERS | changes)
    asks(page, "check")
