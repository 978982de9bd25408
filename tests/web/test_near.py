"""The nearest office: found on a button alone, on the device, from where cities lie."""

import pytest
from playwright.sync_api import BrowserContext, Geolocation, Page, expect

from chalicelib.store.book import load
from tests.web.standin import StandIn
from tests.web.walk import answer
from web.places import read_positions, where

BUTTON = "[data-near]"
MAKASSAR: Geolocation = {"latitude": -5.14, "longitude": 119.42}
ZONES = {"Asia/Jakarta": (95, 116), "Asia/Makassar": (114, 126), "Asia/Jayapura": (124, 141.1)}


def at_office(page: Page, api: StandIn) -> None:
    page.goto(f"{api.url}/id/lapor/")
    for step, value in (("kind", "complaint"), ("category", "facilities"), ("stage", "waiting")):
        answer(page, step, {step: value})


def test_the_nearest_office_is_found(page: Page, api: StandIn, context: BrowserContext) -> None:
    """Who allows it sees the nearest offices first, and nothing of where they are leaves the device."""
    context.grant_permissions(["geolocation"])
    context.set_geolocation(MAKASSAR)
    at_office(page, api)
    page.locator(BUTTON).click()
    expect(page.locator("[data-places] .govuk-radios__item").first).to_contain_text("Makassar")
    expect(page.locator("[data-found]")).to_contain_text("terdekat")
    assert not [asked for asked in api.asked if "119" in str(asked)]


def test_who_refuses_can_type(page: Page, api: StandIn, context: BrowserContext) -> None:
    """Who does not allow it is told so, and finds the office by its name."""
    context.clear_permissions()
    at_office(page, api)
    page.locator(BUTTON).click()
    expect(page.locator("[data-found]")).to_contain_text("Ketik nama")
    page.locator("#office").fill("jakarta utara")
    expect(page.locator("[data-places]")).to_contain_text("Jakarta Utara")


def test_every_office_has_a_place() -> None:
    """No immigration office or detention house is missing from the nearest ones."""
    positions = read_positions()
    sought = [one for one in load().offices.all() if one.kind in {"kanim", "rudenim", "ulp", "perwakilan"}]
    assert [one.slug for one in sought if not where(one, positions)] == []


@pytest.mark.parametrize("zone", ZONES)
def test_places_lie_in_their_zone(zone: str) -> None:
    """A slip of a digit cannot send a citizen to an office two islands away: each place lies within its time zone."""
    west, east = ZONES[zone]
    positions = read_positions()
    found = [(one.slug, at) for one in load().offices.all() if one.zone == zone for at in where(one, positions)]
    assert [slug for slug, (north, lies) in found if not (-11 <= north <= 6 and west <= lies <= east)] == []
