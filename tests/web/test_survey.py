"""C18: the survey on the tracking page: two questions in one tap, the official nine if one likes, once a case."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.barriers import no_barrier
from tests.web.standin import StandIn, case
from tests.web.test_tracking import enter

CLOSED = case(status="closed", deadlines=[], allowed_steps=["appeal"])


@pytest.fixture
def closed(page: Page, api: StandIn) -> StandIn:
    """A case that is over, open in the browser."""
    api.case = (200, CLOSED)
    enter(page, api)
    expect(page.locator("[data-both] button").first).to_be_visible()
    return api


def test_one_tap_answers_two_questions(page: Page, closed: StandIn) -> None:
    """C18: a case that is over asks two questions; one tap answers both, and thanks take the place of the buttons."""
    buttons = page.locator("[data-both] button")
    expect(buttons).to_have_count(4)
    closed.parts = ["skm"]
    page.get_by_role("button", name="Selesai, tetapi tidak dilayani baik").click()
    expect(page.locator("[data-notice]")).to_have_text("Terima kasih. Penilaian Anda sudah dihitung.")
    expect(buttons.first).to_be_hidden()
    (post,) = closed.posts("/survey")
    assert post["body"] == {"settled": 2, "treated": 1}


def test_an_open_case_is_not_asked(page: Page, api: StandIn) -> None:
    """While the office still works on it nobody is asked, and the page does not even ask the API."""
    enter(page, api)
    expect(page.locator("[data-contact]")).to_be_visible()
    expect(page.locator("[data-both]")).to_be_hidden()
    assert not [one for one in api.asked if one["path"].endswith("/survey")]


def test_the_official_nine_are_one_page_away(page: Page, closed: StandIn) -> None:
    """C18: nine questions, none of them required; an empty page is told so, and the way back is there."""
    page.locator("[data-skm]").click()
    expect(page.locator("[data-view=survey] h1")).to_be_focused()
    expect(page.locator("[data-nine] fieldset")).to_have_count(9)
    no_barrier(page)
    page.locator("[data-nine] button").click()
    expect(page.locator("#error-summary")).to_be_focused()
    no_barrier(page)
    page.locator("[data-view=survey] [data-back]").click()
    expect(page.locator("[data-view=case] h1")).to_be_focused()
    page.locator("[data-skm]").click()
    page.locator("[data-field=u1]").get_by_label("Sangat sesuai").check()
    page.locator("[data-field=u4]").get_by_label("Gratis").check()
    closed.parts = []
    page.locator("[data-nine] button").click()
    expect(page.locator("[data-notice]")).to_be_visible()
    expect(page.locator("[data-skm]")).to_be_hidden()
    assert closed.posts("/survey")[0]["body"] == {"u1": 4, "u4": 4}


def test_counted_before_is_thanked_all_the_same(page: Page, closed: StandIn) -> None:
    """Who taps again after a lost answer has been heard: thanks, and no error."""
    closed.survey, closed.parts = (409, {"detail": "Sudah."}), ["skm"]
    page.locator("[data-both] button").first.click()
    expect(page.locator("[data-notice]")).to_be_visible()


def test_without_a_network_the_tap_is_not_lost_in_silence(page: Page, closed: StandIn) -> None:
    """When the answer could not be sent the page says so, and the buttons stay."""
    closed.survey = (0, {})
    page.locator("[data-both] button").first.click()
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("[data-both] button").first).to_be_enabled()
    no_barrier(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_no_barrier_when_a_case_is_over(page: Page, closed: StandIn, width: int) -> None:
    """The closed case with its survey, small and large: nothing that axe finds, nothing wider than the screen."""
    page.set_viewport_size({"width": width, "height": 740})
    assert closed.url in page.url
    no_barrier(page)
    page.locator("[data-skm]").click()
    no_barrier(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
