"""Pages for everybody: no barrier that a machine can find, on any page, in any state, at both sizes."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from chalicelib.notify.texts import languages
from tests.web.barriers import no_barrier
from tests.web.standin import STEPS, StandIn, case, step
from tests.web.test_tracking import ANSWERED, enter
from tests.web.walk import ANSWERS, EMPTY, PERMIT, WRONG, answer, asks, onward, way

PAGES = [
    *("", "lapor/", "lapor/plain?kind=complaint&category=detention", "lacak/"),
    *("cara-kerja/", "hak/", "kantor/", "biaya/", "kanal/", "privasi/"),
    *("aksesibilitas/", "luring/", "no-such-page/"),
]


# One language from the left and one from the right on a phone, one on a desk; `make proof` looks at all on both.
SEEN = {("id", 360), ("ar", 360), ("en", 1280)}
LOOKS = [
    pytest.param(size, language, marks=() if (language, size) in SEEN else pytest.mark.proof)
    for language in languages()
    for size in (360, 1280)
]


@pytest.fixture(params=[360, 1280], ids=["phone", "desk"])
def browser_context_args(browser_context_args: dict[str, Any], request: pytest.FixtureRequest) -> dict[str, Any]:
    return browser_context_args | {"viewport": {"width": request.param, "height": 800}}


@pytest.mark.parametrize(("browser_context_args", "language"), LOOKS, indirect=["browser_context_args"])
def test_every_page(page: Page, api: StandIn, language: str) -> None:
    """Each page, as it opens."""
    for path in PAGES:
        page.goto(f"{api.url}/{language}/{path}")
        no_barrier(page)
        expect(page.locator("h1:visible")).to_have_count(1)


@pytest.mark.parametrize(("browser_context_args", "language"), LOOKS, indirect=["browser_context_args"])
def test_every_question_and_its_error(page: Page, api: StandIn, language: str) -> None:
    """Each question, empty and wrong; the check page, the wait and the confirmation."""
    api.complaints = [(0, {}), *api.complaints]
    page.goto(f"{api.url}/{language}/lapor/")
    for question in way("stay-permit"):
        asks(page, question)
        if question in WRONG:
            page.locator(WRONG[question]).fill("32")
        no_barrier(page)
        if question not in EMPTY:
            onward(page)
            expect(page.locator("#error-summary")).to_be_focused()
            no_barrier(page)
        answer(page, question, ANSWERS | PERMIT)
    asks(page, "check")
    no_barrier(page)
    onward(page)
    expect(page.locator("[data-wait]")).to_be_visible()
    no_barrier(page)
    expect(page.locator("[data-done]")).to_be_visible()
    no_barrier(page)


@pytest.mark.parametrize(("browser_context_args", "language"), LOOKS, indirect=["browser_context_args"])
def test_a_complaint_and_its_forms(page: Page, api: StandIn, language: str) -> None:
    """The timeline with every form open, and with an error."""
    api.case, api.steps = (200, case(**ANSWERED)), [*STEPS, step(4, "answer", text="Silakan.", reason="duplicate")]
    enter(page, api, language)
    for summary in page.locator("[data-actions] summary").all():
        summary.click()
    no_barrier(page)
    page.locator("[data-do=appeal] button").click()
    expect(page.locator("#error-summary")).to_be_focused()
    no_barrier(page)
