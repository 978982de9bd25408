"""The questions of a category, with scripts, in a real browser: asked where they fit, judged, changed, and sent."""

import re

from playwright.sync_api import Page, expect

from tests.web.standin import StandIn, filed
from tests.web.walk import ANSWERS, PERMIT, answer, asks, choose, onward, reply


def levied(page: Page, api: StandIn) -> None:
    """Choose a detention first, then an illegal levy, and answer what goes with it up to the check page."""
    page.goto(f"{api.url}/id/lapor/")
    for step in ("kind", "category", "stage"):
        answer(page, step, ANSWERS | {"category": "detention", "stage": "stay"})
    answer(page, "ask-held-since", {"ask-held-since": "1-2-2026"})
    answer(page, "ask-held-need", {"ask-held-need": "visit"})
    asks(page, "office")
    expect(page.locator("[data-found]")).to_contain_text("Tempat untuk layanan ini: 13")
    expect(page.locator("input[name=office]").first).to_have_value(re.compile("^rudenim-"))
    page.go_back()
    answer(page, "ask-held-need", {"ask-held-need": "health"})
    asks(page, "ask-held-care")
    page.goto(f"{api.url}/id/lapor/#/category")
    for step in ("category", "stage"):
        answer(page, step, {"category": "illegal-levy", "stage": "interview"})
    onward(page)
    asks(page, "ask-levy-amount")
    expect(page.locator("[data-step=ask-levy-amount] h1")).to_be_focused()
    reply(page, "ask-levy-amount", "banyak")
    onward(page)
    expect(page.locator("#error-summary")).to_be_focused()
    page.locator("#error-summary a").click()
    expect(page.locator("#ask-levy-amount")).to_be_focused()
    expect(page.locator("#ask-levy-amount-error")).to_contain_text("Berapa yang diminta?")
    answer(page, "ask-levy-amount", {"ask-levy-amount": "Rp1.500.000"})
    answer(page, "ask-levy-paid", {"ask-levy-paid": ""})
    for step in ("office", "narrative", "happened_on", "mode", "contact"):
        answer(page, step, ANSWERS)
    asks(page, "check")


def test_the_questions_follow_the_category(page: Page, api: StandIn) -> None:
    """Each has a page of its own; a wrong amount is said at it; another category asks its own and drops the rest."""
    wrong = {"field": "answers.permit-kind", "code": "missing", "message": "Visa yang mana?"}
    problem = {"type": "urn:aduan:problem:invalid", "title": "x", "status": 422, "detail": "x", "errors": [wrong]}
    api.complaints = [(422, problem), (201, filed(api.port))]
    levied(page, api)
    expect(page.locator("[data-answers]")).to_contain_text("Rp1.500.000")
    page.locator("[data-change=category]").click()
    choose(page, "category", PERMIT["category"])
    onward(page)
    for step in ("ask-permit-kind", "ask-application-number", "ask-permit-until"):
        answer(page, step, ANSWERS)
    asks(page, "check")
    expect(page.locator("[data-answers]")).not_to_contain_text("Rp1.500.000")
    onward(page)
    asks(page, "ask-permit-kind")
    expect(page.locator("#ask-permit-kind-error")).to_contain_text("Visa yang mana?")
    onward(page)
    asks(page, "check")
    onward(page)
    expect(page.locator("[data-done]")).to_be_visible()
    body = api.posts("/complaints")[-1]["body"]
    given = {"permit-kind": "limited", "application-number": "JKU-2026-004217", "permit-until": "2027-12-31"}
    assert (body["questions"], body["answers"]) == ("2025-10-20", given)


def test_sending_stays_possible_when_the_questions_do_not_come(page: Page, api: StandIn) -> None:
    """Where the list of questions cannot be fetched, nobody is held up: what was written is sent without them."""
    page.route("**/questions.*.json", lambda route: route.abort())
    page.goto(f"{api.url}/id/lapor/")
    for step in ("kind", "category", "stage"):
        answer(page, step, ANSWERS | {"category": "illegal-levy", "stage": "interview"})
    for step in ("office", "narrative", "happened_on", "mode", "contact"):
        answer(page, step, ANSWERS)
    onward(page)
    expect(page.locator("[data-done]")).to_be_visible()
    assert "answers" not in api.posts("/complaints")[0]["body"]
