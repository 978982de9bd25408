"""Filling in the form as a citizen would, one question after another."""

from playwright.sync_api import Page, expect

from tests.web.standin import StandIn

ANSWERS = {
    "kind": "complaint",
    "category": "facilities",
    "stage": "waiting",
    "office": "jakarta-utara",
    "narrative": "Paspor saya belum jadi setelah tiga minggu.",
    "mode": "named",
    "name": "Siti",
    "email": "siti@contoh.id",
    "ask-permit-kind": "limited",
    "ask-application-number": "JKU-2026-004217",
    "ask-permit-until": "31-12-2027",
    "ask-applied-on": "2-3-2026",
}
LATE = {"category": "passport-late", "stage": "processing"}
PERMIT = {"category": "stay-permit", "stage": "processing"}
ASKED = {
    "passport-late": ("ask-application-number", "ask-applied-on"),
    "stay-permit": ("ask-permit-kind", "ask-application-number", "ask-permit-until"),
}
"""The questions of these categories; the one above, which most walks go by, has none."""
WRONG = {"happened_on": "#day", "ask-permit-until": "#ask-permit-until"}
"""Where half a date is an error."""
EMPTY = frozenset({"stage", "ask-application-number"})
"""What may be left empty, with nothing that could be wrong."""


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
    elif step.startswith("ask-"):
        reply(page, step, given[step])
    onward(page)


def reply(page: Page, step: str, said: str) -> None:
    """Answer a question of the category, whatever form it has."""
    if page.locator(f"input[type=radio][name={step}]").count():
        choose(page, step, said)
    elif page.locator(f"[name={step}-day]").count():
        for part, value in zip(("day", "month", "year"), said.split("-"), strict=True):
            page.locator(f"[name={step}-{part}]").fill(value)
    else:
        page.locator(f"#{step}").fill(said)


def way(category: str) -> tuple[str, ...]:
    """The questions that somebody meets who chooses this category."""
    return (*STEPS[:3], *ASKED.get(category, ()), *STEPS[3:])


STEPS = ("kind", "category", "stage", "office", "narrative", "happened_on", "mode", "contact")


def fill(page: Page, api: StandIn, language: str = "id", *, here: bool = False, **changes: str) -> None:
    """Go from the first question to the check page; `here`: the form is open already."""
    if not here:
        page.goto(f"{api.url}/{language}/lapor/")
    given = ANSWERS | changes
    for step in way(given["category"]):
        answer(page, step, given)
    asks(page, "check")
