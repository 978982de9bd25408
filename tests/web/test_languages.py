"""Every language as good as the first: C13 of our requirements, and one made up to find what is not translated."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from chalicelib.notify.texts import languages, words
from chalicelib.pages.render import render
from tests.web import test_pages
from tests.web.outside import outside
from tests.web.standin import STEPS, StandIn, case, filed, serve, step
from tests.web.test_tracking import ANSWERED, enter
from tests.web.walk import ANSWERS, EMPTY, LATE, PERMIT, WRONG, answer, asks, fill, onward, way
from web import catalogue, pseudo
from web.build import PAGES, SITE

NARROW = {"width": 320, "height": 640}
STORY = [*STEPS, step(4, "breach", "system", clock="resolution", level=1), step(5, "answer", text="Silakan.")]

RIGHT = """(one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  return range.getBoundingClientRect().right;
}"""
EDGE = "(one) => one.getBoundingClientRect().right - parseFloat(getComputedStyle(one).paddingRight)"


@pytest.fixture(scope="session")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with the made-up language."""
    catalogue.compile_all(catalogue.files())
    return pseudo.make(tmp_path_factory.mktemp("pseudo") / "dist", SITE)


@pytest.fixture
def odd(strange: Path) -> Iterator[StandIn]:
    with serve(strange) as stand_in:
        yield stand_in


def fits(page: Page) -> None:
    """Nothing has to be scrolled sideways."""
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url  # type: ignore[index]


def told(page: Page) -> None:
    """Everything on the page is the catalogue's, and has room."""
    assert outside(page) == [], page.url
    fits(page)


def test_every_word_comes_from_the_catalogue(page: Page, odd: StandIn) -> None:
    """A language is added by writing its catalogue: no word stands elsewhere, and longer words have room."""
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    for path in (*PAGES, "404.html"):
        page.goto(f"{odd.url}/{pseudo.CODE}/{path}")
        told(page)


def test_every_question_in_a_longer_language(page: Page, odd: StandIn) -> None:
    """Questions, errors, the check page and the confirmation say nothing outside the catalogue, and fit 320 pixels."""
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.goto(f"{odd.url}/{pseudo.CODE}/lapor/")
    for question in way("stay-permit"):
        asks(page, question)
        if question in WRONG:
            page.locator(WRONG[question]).fill("32")
        if question not in EMPTY:
            onward(page)
            expect(page.locator("#error-summary")).to_be_focused()
        told(page)
        answer(page, question, ANSWERS | PERMIT | {"ask-application-number": "2026-004217"})
    asks(page, "check")
    told(page)
    onward(page)
    expect(page.locator("[data-done]")).to_be_visible()
    told(page)


def test_a_complaint_in_a_longer_language(page: Page, odd: StandIn) -> None:
    """The page of a complaint with every form open says nothing outside the catalogue but what people wrote."""
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    odd.case, odd.steps = (200, case(**ANSWERED)), STORY
    enter(page, odd, pseudo.CODE)
    for summary in page.locator("[data-actions] summary").all():
        summary.click()
    told(page)


def test_pages_of_the_api_in_a_longer_language(page: Page, strange: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without scripts, too, nobody meets a word that was not in the catalogue."""

    def printed(template: str, _: str = "", **given: Any) -> str:
        return render(template, pseudo.CODE, **given)

    monkeypatch.setattr(test_pages, "render", printed)
    with pseudo.spoken(strange.with_name(f"{strange.name}.words")):
        made = case(allowed_steps=["message", "reply", "dispute", "appeal", "confirm", "withdraw"])
        why = {"resolution": pseudo.accented("why")}
        found = [
            test_pages.form(),
            test_pages.shown(made=made, steps=STORY, whys=why, notice="message", survey=("tap", "skm")),
            printed("confirmation_plain.html", made=filed(8000)),
            printed("track_plain.html", sent=True, **test_pages.SHARED),
            printed("survey_plain.html", **test_pages.SHARED),
            *(printed("fewer.html", state=state, path="x") for state in ("ask", "done", "more")),
            *(printed("message.html", name=name, path="x") for name in ("expired", "missing", "busy", "broken")),
        ]
    for html in found:
        page.set_content(html)
        assert outside(page) == [], page.title()


def test_switching_keeps_place_and_answers(page: Page, api: StandIn) -> None:
    """C13: from language to language the same question stays open, with everything that was answered."""
    page.goto(f"{api.url}/id/lapor/")
    for question in way("passport-late")[:7]:
        answer(page, question, ANSWERS | LATE)
    asks(page, "happened_on")
    for language in (*languages()[1:], languages()[0]):
        say = words(language)
        page.get_by_role("link", name=say("language.name"), exact=True).click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        asks(page, "happened_on")
        expect(page.locator("html")).to_have_attribute("dir", say("language.dir"))
        expect(page.locator("[data-step=happened_on] [data-title]")).to_have_text(say("form.happened_on.title"))
        expect(page.locator("#narrative")).to_have_value(ANSWERS["narrative"])
        expect(page.locator("#ask-application-number")).to_have_value(ANSWERS["ask-application-number"])
        expect(page.locator("input[name=office]:checked")).to_have_value(ANSWERS["office"])


@pytest.mark.parametrize("language", languages()[1:])
def test_filing_in_each_language(page: Page, api: StandIn, language: str) -> None:
    """Whoever files in a language is confirmed in it, and every message is asked for in it."""
    fill(page, api, language)
    onward(page)
    expect(page.locator("[data-done]")).to_be_visible()
    expect(page.locator("[data-done] h1")).to_have_text(words(language)("done.title"))
    assert api.posts("/complaints")[0]["body"]["language"] == language


@pytest.mark.parametrize("language", languages())
def test_no_page_is_too_wide(page: Page, api: StandIn, language: str) -> None:
    """C14: in no language does a page have to be scrolled sideways on the smallest screen."""
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    for path in PAGES:
        page.goto(f"{api.url}/{language}/{path}")
        fits(page)


def test_arabic_is_mirrored_and_numbers_are_not(page: Page, api: StandIn) -> None:
    """Arabic runs from the right; number, code, e-mail, telephone and what others wrote keep their own way."""
    page.goto(f"{api.url}/ar/lacak/")
    title = page.locator("h1").first
    assert title.evaluate(RIGHT) == pytest.approx(title.evaluate(EDGE), abs=1)
    for name in ("ticket", "code"):
        expect(page.locator(f"#{name}")).to_have_css("direction", "ltr")
    page.goto(f"{api.url}/ar/lapor/")
    for name in ("email", "phone"):
        expect(page.locator(f"#{name}")).to_have_css("direction", "ltr")
    api.steps = STORY
    enter(page, api, "ar")
    expect(page.locator("bdi.app-ticket")).to_have_css("unicode-bidi", "isolate")
    for locator in (page.locator(".app-words").first, page.locator(".app-words").last):
        expect(locator).to_have_css("unicode-bidi", "plaintext")
        assert locator.evaluate(RIGHT) == pytest.approx(locator.evaluate(EDGE), abs=1)
