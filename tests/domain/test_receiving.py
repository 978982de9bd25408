"""Taking a complaint in: whose it is, by when, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain import taking
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.people import Mode
from chalicelib.domain.policy import UnknownSlug
from chalicelib.domain.steps import FIRST_RESPONSE, RESOLUTION, Status
from chalicelib.domain.times import iso, parse
from tests.builders import AT, OFFICE, REGION, TICKET, book, complaint, filing, received, words


def test_a_filing_becomes_a_complaint() -> None:
    """What is filed belongs to the office named, is received at version 1, and has its two dates at once."""
    case, (event,) = received(stage="collection", happened=date(2026, 3, 13))
    assert (case.ticket, case.status, case.version, case.office) == (TICKET, Status.RECEIVED, 1, OFFICE)
    assert (case.stage, case.happened, case.klass) == ("collection", date(2026, 3, 13), "ordinary")
    assert {clock.name: iso(clock.due) for clock in case.clocks} == {
        FIRST_RESPONSE: "2026-03-25T09:00:00Z",
        RESOLUTION: "2026-04-10T09:30:00Z",
    }
    assert (event.by.party, event.by.id, event.previous) == ("citizen", "", "")
    assert case.head == event.hash
    assert event.text == words().digest


@pytest.mark.parametrize(
    ("kind", "category", "klass", "due"),
    [
        ("information", "passport-late", "information", "2026-03-27T09:30:00Z"),
        ("complaint", "illegal-levy", "examination", "2026-05-12T09:00:00Z"),
        ("information", "public-information", "public-information", "2026-04-06T09:00:00Z"),
        ("complaint", "personal-data", "personal-data", "2026-03-16T08:40:00Z"),
        ("praise", "service", "information", "2026-03-27T09:30:00Z"),
        ("foreigner_report", "overstay", "examination", "2026-05-12T09:00:00Z"),
    ],
)
def test_each_kind_has_its_date(kind: str, category: str, klass: str, due: str) -> None:
    """The category's class counts before the kind's; of two limits the earlier one binds."""
    case = complaint(kind=kind, category=category)
    clock = case.clock(RESOLUTION)
    assert clock is not None
    assert (case.klass, iso(clock.due)) == (klass, due)


def test_a_report_about_a_foreigner_is_restricted() -> None:
    """Reports about foreigners are need-to-know from the first moment; complaints are not."""
    assert complaint(kind="foreigner_report", category="overstay").restricted
    assert not complaint().restricted


@pytest.mark.parametrize(
    ("place", "office", "excluded"),
    [
        (OFFICE, REGION, (OFFICE,)),
        ("ulp-plaza-semanggi", REGION, ("ulp-plaza-semanggi", "jakarta-selatan")),
        ("tpi-bandara-juanda", "wilayah-jawa-timur", ("tpi-bandara-juanda",)),
        ("perwakilan-los-angeles", "meja-perwakilan", ("perwakilan-los-angeles",)),
        (REGION, "pusat", (REGION,)),
        ("pusat", "pusat", ()),
    ],
)
def test_a_matter_of_staff_goes_over_their_heads(place: str, office: str, excluded: tuple[str, ...]) -> None:
    """A complaint about staff goes to the office above them, and is closed to every office complained about."""
    for case in (complaint(office=place, category="officer-conduct"), complaint(office=place, about_staff=True)):
        assert (case.place, case.office, case.excluded) == (place, office, excluded)
        assert case.path == book().offices.get(office).path


def test_all_that_is_wrong_is_told_at_once() -> None:
    """Somebody who chose several things that do not exist hears of all of them in one answer."""
    wrong = filing(kind="rumour", office="atlantis")
    with pytest.raises(Invalid) as refused:
        taking.receive(wrong, TICKET, AT, book())
    kind, office = refused.value.faults
    assert (kind.field, kind.choices[0]) == ("kind", "complaint")
    assert office == Fault("office", "unknown_choice")
    assert str(refused.value) == "kind: choose_from; office: unknown_choice"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"category": "weather"}, "category"),
        ({"category": "overstay"}, "category"),
        ({"stage": "autogate"}, "stage"),
        ({"happened": date(2026, 3, 14)}, "happened_on"),
    ],
)
def test_what_does_not_fit_is_named(changes: dict[str, object], field: str) -> None:
    """A category of another kind, a stage of another service and a day that has not come are refused by name."""
    with pytest.raises(Invalid) as refused:
        complaint(**changes)
    assert [fault.field for fault in refused.value.faults] == [field]


def test_today_is_the_day_at_the_place() -> None:
    """Just after midnight in Jayapura it is already the 14th there, and still the 13th in Jakarta."""
    at = parse("2026-03-13T15:30:00Z")
    assert received(at=at, office="jayapura", happened=date(2026, 3, 14))
    with pytest.raises(Invalid):
        received(at=at, happened=date(2026, 3, 14))


def test_parts_of_a_second_are_not_kept() -> None:
    """A moment is kept to the second, so that a complaint rebuilt from its record is the same to the second."""
    case, (event,) = received(at=AT + timedelta(microseconds=999_999))
    assert case.received == event.at == AT


def test_pinned_versions() -> None:
    """A complaint names the rules and the calendar that it was received under; a version that never was is refused."""
    case = complaint()
    assert (case.policy, case.edition) == (book().policy.version, book().calendars.version)
    assert book().terms(case.policy, case.edition).policy is book().policy
    with pytest.raises(KeyError):
        book().terms("1945-08-17")
    with pytest.raises(UnknownSlug):
        book().policy.kind("rumour")


@pytest.mark.parametrize("mode", Mode)
def test_no_mode_is_refused(mode: Mode) -> None:
    """Named, confidential and anonymous complaints are all taken in."""
    assert complaint(mode=mode).mode is mode
    assert replace(complaint(mode=mode), mode=Mode.NAMED, head="") == replace(complaint(), head="")
