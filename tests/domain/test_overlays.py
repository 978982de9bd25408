"""What an office does otherwise than its edition says, and which offices that holds for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.calendars import Calendar
from chalicelib.domain.overlays import Listed, Overlay, split
from tests.builders import AT, OFFICE, OTHER, REGION, book
from tests.overlays import MORNING, Office, overlay

THURSDAY, SATURDAY = date(2026, 4, 9), date(2026, 4, 11)
HOLIDAY = date(2026, 3, 19)
BASE = book().calendars.version


def of(office: Office, slug: str = OFFICE, version: str | None = None) -> Calendar:
    return office.book.calendars.of(office.book.offices.get(slug), version)


def test_an_office_closes_and_works_out_of_turn() -> None:
    """A flood closes an office on a Thursday, and it makes up for it on a Saturday morning; others do neither."""
    house = Office(overlay(1, OFFICE, AT, closed=[THURSDAY], opened=[SATURDAY, HOLIDAY]))
    assert of(house).why_not(THURSDAY) == "disaster"
    assert [len(of(house).spans(day)) for day in (SATURDAY, HOLIDAY)] == [len(MORNING)] * 2
    assert of(house, OTHER).is_working(THURSDAY)
    assert not of(house, OTHER).is_working(SATURDAY)


def test_a_version_is_what_it_was() -> None:
    """What is signed off later does not touch a version, which is named by an edition and a number."""
    house = Office()
    assert house.book.calendars.version == BASE
    house.sign(OFFICE, AT, closed=[THURSDAY])
    first = house.book.calendars.version
    house.sign(OFFICE, AT, closed=[SATURDAY])
    assert (first, house.book.calendars.version) == (f"{BASE}+1", f"{BASE}+2")
    assert of(house, version=BASE).is_working(THURSDAY)
    assert not of(house, version=first).is_working(THURSDAY)
    assert of(house).is_working(THURSDAY)
    with pytest.raises(KeyError):
        of(house, version=f"{BASE}+3")


def test_the_nearer_office_has_the_last_word() -> None:
    """A region's day holds for its offices, until one of them works on it; the centre's holds for all."""
    house = Office(
        overlay(1, "pusat", AT, closed=[THURSDAY]),
        overlay(2, REGION, AT, closed=[THURSDAY + timedelta(days=4)], opened=[SATURDAY]),
        overlay(3, OFFICE, AT, opened=[THURSDAY], closed=[SATURDAY]),
    )
    assert [of(house).is_working(day) for day in (THURSDAY, SATURDAY)] == [True, False]
    assert not of(house).is_working(THURSDAY + timedelta(days=4))
    assert [of(house, "jakarta-barat").is_working(day) for day in (THURSDAY, SATURDAY)] == [False, True]
    assert [of(house, OTHER).is_working(day) for day in (THURSDAY, SATURDAY)] == [False, False]


def test_offices_that_nothing_sets_apart_share_a_calendar() -> None:
    """An overlay costs memory for the offices that it is about, and for no other."""
    house = Office(overlay(1, OFFICE, AT, closed=[THURSDAY]))
    assert of(house, OTHER) is of(house, "depok", BASE)
    assert of(house) is not of(house, OTHER)


def test_a_guess_is_marked_until_it_is_decided() -> None:
    """An estimated day says so; worked on, or closed for sure, it is a guess no more."""
    plain = book().calendars.of(book().offices.get(OFFICE))
    guessed = min(plain.estimates)
    unsure = overlay(1, OFFICE, AT, closed=[THURSDAY])
    unsure = replace(unsure, closed=(replace(unsure.closed[0], estimate=True),))
    assert of(Office(unsure)).estimates == plain.estimates | {THURSDAY}
    for days in ({"closed": [guessed]}, {"opened": [guessed]}):
        assert of(Office(overlay(1, OFFICE, AT, **days))).estimates == plain.estimates - {guessed}


def test_only_news_is_news() -> None:
    """A change elsewhere, or one that the version already has, concerns nobody."""
    house = Office(overlay(1, OFFICE, AT), overlay(2, OTHER, AT), overlay(3, REGION, AT))
    calendars, path = house.book.calendars, house.book.offices.get(OFFICE).path

    def news(version: str, *paths: str) -> Overlay | None:
        return calendars.changed_since(version, paths)

    assert news(BASE, path) == house.signed[2]
    assert news(f"{BASE}+2", path) == house.signed[2]
    assert news(f"{BASE}+3", path) is None
    assert news(f"{BASE}+9", path) is None
    assert news(f"{BASE}+2", house.book.offices.get(OTHER).path) is None
    assert news(BASE) is None


def test_a_draft_has_no_time_and_a_name_no_letters() -> None:
    """What was never signed off has no time of signing, and a made-up version is refused."""
    with pytest.raises(ValueError, match="draft"):
        _ = replace(overlay(1, OFFICE, AT), at=None).signed
    with pytest.raises(ValueError, match="invalid literal"):
        split("2026-11-21+x")
    assert Listed().newest == 0
