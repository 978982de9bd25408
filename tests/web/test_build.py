"""The built pages: complete, small, with nothing inline and nothing from others."""

import json
import random
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from chalicelib.notify.texts import languages, pattern
from chalicelib.pages import choices
from chalicelib.store.book_beside import read
from infra.edge import TO_THE_API
from web.budget import MOST, costs, over
from web.build import PAGES

OURS = "http://127.0.0.1:8000"


def html(pages: Path) -> list[Path]:
    return sorted(pages.rglob("*.html"))


def test_every_page_in_every_language(pages: Path) -> None:
    """A citizen finds each page at the same address in each language."""
    for language in languages():
        for path in PAGES:
            assert f'<html lang="{language}"' in (pages / language / path / "index.html").read_text()


def test_steps_are_counted_by_the_script_alone(pages: Path) -> None:
    """Without scripts the form has one page or leads to one, so that no page speaks of steps before a script does."""
    for language in languages():
        counted = re.escape(pattern(language, "form.position")).replace(r"\{n\}", r"\S+").replace(r"\{m\}", r"\S+")
        shown, _, _ = (pages / language / "lapor" / "index.html").read_text().partition("<template")
        assert "data-position></span>" in shown
        assert not re.search(counted, shown), language


def test_a_list_that_only_a_script_completes_says_so(pages: Path) -> None:
    """Whoever reads the official channels without scripts is told that the newest are not there, and whom to ask."""
    for language in languages():
        said = (pages / language / "kanal" / "index.html").read_text().partition("<noscript>")[2]
        assert pattern(language, "channels.noscript") in said


def test_links_lead_somewhere(pages: Path) -> None:
    """No link of ours is dead: there is a file, or CloudFront asks the API."""
    for page in html(pages):
        for link in re.findall(r'(?:href|src|action|data-offices)="(/[^"#?]*)', page.read_text()):
            target = pages / link.lstrip("/")
            asked = any(fnmatch(link, place) for place in TO_THE_API)
            assert asked or target.is_file() or (target / "index.html").is_file(), (page, link)


def test_help_stands_at_the_same_place(pages: Path) -> None:
    """C19: on every page a citizen finds who helps once, between what the page says and its foot."""
    for page in html(pages):
        if "petugas" not in page.parts:
            parts = re.findall(r'</main>|<aside class="app-help"|<footer', page.read_text())
            assert parts == ["</main>", '<aside class="app-help"', "<footer"], page


AWAY = read().danger.away.rstrip("/")
"""The harmless page to leave to: a link, which nobody loads unless they press it."""


def test_nothing_inline_nothing_from_others(pages: Path) -> None:
    """The strict policy has nothing to forbid, and no third party learns who reads."""
    for page in html(pages):
        text = page.read_text()
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:", text), page
        assert set(re.findall(r'(?:src|href)="(https?://[^/"]+)', text)) <= {OURS, AWAY}, page
    for sheet in pages.glob("assets/*.css"):
        assert "url(" not in sheet.read_text()
        assert "GDS Transport" not in sheet.read_text()


def test_within_budget(pages: Path) -> None:
    """Somebody with little data loads any page for at most 45 KiB."""
    assert over(pages) == []
    assert max(one.total for one in costs(pages)) <= MOST["total"]


def test_a_heavy_page_stops_the_build(tmp_path: Path) -> None:
    """A page that grew past its budget is named with its weight."""
    (tmp_path / "index.html").write_text(random.Random(1).randbytes(20_000).hex())
    assert any("index.html: html is" in sentence for sentence in over(tmp_path))


def test_other_languages_are_announced_in_full(pages: Path) -> None:
    """Search engines are given each page's twin with its whole address."""
    text = (pages / "id" / "lapor" / "index.html").read_text()
    assert f'hreflang="en" href="{OURS}/en/lapor/"' in text


def test_offices_are_all_there(pages: Path) -> None:
    """Every office, border post, detention house and mission can be found in the form."""
    (listed,) = (pages / "id").glob("offices.*.json")
    slugs = [row[0] for row in json.loads(listed.read_text())]
    assert len(slugs) == len(set(slugs)) > 300
    assert slugs[0] == "pusat"
    assert any(slug.startswith("tpi-") for slug in slugs)


def test_licences_travel_along(pages: Path) -> None:
    """What is bundled brings its licence."""
    assert "govuk-frontend 6.6.0\n\nThe MIT License" in (pages / "licences.txt").read_text()


@pytest.mark.parametrize("name", ["citizen.css", "citizen.rtl.css", "icon.svg"])
def test_plain_names_for_the_pages_of_the_api(pages: Path, name: str) -> None:
    """A page that the API prints finds its styles whichever of the two was shipped last."""
    assert (pages / "assets" / name).is_file()


def test_a_right_to_left_twin(pages: Path) -> None:
    """Arabic can come without new styles."""
    assert "padding-right" in (pages / "assets" / "citizen.rtl.css").read_text()


def test_script_and_api_agree_on_the_longest_story() -> None:
    """The counter under the story counts to what the API takes."""
    text = (Path(__file__).parent.parent.parent / "web/js/check.js").read_text()
    assert f"MOST = {choices.MOST:_};" in text
