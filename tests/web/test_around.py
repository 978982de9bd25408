"""The pages around complaints: offices, fees and rules, official channels, the law; each fact dated and sourced."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from chalicelib.notify.texts import languages, words
from chalicelib.store import book_cards
from chalicelib.store.book import load
from tests.web.barriers import no_barrier
from tests.web.standin import StandIn

CARDS = book_cards.read()
AROUND = ["kantor/", "biaya/", "kanal/", "hak/"]


def text(pages: Path, language: str, path: str) -> str:
    return (pages / language / path / "index.html").read_text()


@pytest.mark.parametrize("language", languages())
def test_every_place_is_on_the_list(pages: Path, language: str) -> None:
    """Whoever has no script reads one list of every office, border post and mission, with its province to jump to."""
    page = text(pages, language, "kantor/")
    places = load().offices.all()
    assert page.count("<li>") - page.count('<li><a class="govuk-link"') >= len(places)
    assert all(f"{place.name}<span>" in page for place in places)
    assert page.count('href="#p') == page.count('id="p')


def test_hours_are_those_of_the_clocks(pages: Path) -> None:
    """The hours on the page are the hours by which deadlines are counted, and the office that differs says so."""
    page = text(pages, "id", "kantor/").replace("\u2013", "-")
    assert "Senin-Kamis 07.30-12.00, 13.00-16.00, Jumat 07.30-11.30, 13.00-16.30" in page
    assert page.count("jam kerja: ") == sum(one.handles and one.hours != "standard" for one in load().offices.all())


@pytest.mark.parametrize("language", languages())
def test_every_fact_has_source_date_and_doubt(pages: Path, language: str) -> None:
    """No fee, rule, law or channel stands without where it comes from, since when, and whether it was checked."""
    say = words(language)
    facts = {
        "biaya/": [one.entry for one in CARDS.fees] + [one.entry for one in CARDS.rules],
        "kanal/": [one.entry for one in CARDS.channels],
        "hak/": [one.entry for one in CARDS.laws],
    }
    for path, entries in facts.items():
        page = text(pages, language, path)
        assert page.count(say("source.verified")) == sum(entry.verified for entry in entries)
        assert page.count(say("source.unverified")) == sum(not entry.verified for entry in entries)
        assert all(entry.source in page for entry in entries)


def test_fees_are_written_as_people_write_them(pages: Path) -> None:
    """Three hundred and fifty thousand is Rp350.000 in Indonesian and Rp350,000 in English."""
    assert "Rp350.000<" in text(pages, "id", "biaya/")
    assert all("Rp350,000<" in text(pages, language, "biaya/") for language in languages()[1:])


def test_the_list_gets_shorter_while_typing(page: Page, api: StandIn) -> None:
    """A name, a city or a province finds its offices, accents and case aside; what finds nothing says so."""
    page.goto(f"{api.url}/id/kantor/")
    page.locator("#find").fill("IMIGRASI bogor")
    expect(page.locator("[data-place] li:visible")).to_have_count(1)
    expect(page.locator("[data-found]")).to_have_text("1 tempat ditemukan.")
    page.locator("#find").fill("xyz")
    expect(page.locator("[data-found]")).to_contain_text("Tidak ada tempat dengan nama itu")
    expect(page.locator("[data-place]:visible")).to_have_count(0)
    page.locator("#find").fill("")
    expect(page.locator("[data-place] li:visible")).to_have_count(len(load().offices.all()))


def test_without_a_script_there_is_no_search_that_does_nothing(
    browser: Browser, api: StandIn, browser_context_args: dict[str, Any]
) -> None:
    """C1: the long list with its anchors works alone."""
    context = browser.new_context(**browser_context_args | {"java_script_enabled": False})
    page = context.new_page()
    page.goto(f"{api.url}/id/kantor/")
    expect(page.locator("#find")).to_be_hidden()
    page.locator("summary").click()
    page.get_by_role("link", name="Papua Barat", exact=True).click()
    expect(page.get_by_role("heading", name="Papua Barat", exact=True)).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("path", AROUND)
def test_the_smallest_screen(page: Page, api: StandIn, path: str) -> None:
    """C14: at 320 pixels nothing is wider than the screen, and axe finds nothing."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{api.url}/id/{path}")
    no_barrier(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
