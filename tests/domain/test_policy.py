"""The rules as a case asks for them."""

from datetime import date

import pytest

from chalicelib.domain.book import Book
from chalicelib.domain.policy import Category, Unit, UnknownSlug
from chalicelib.store import book

SOURCED = ("kinds", "categories", "pauses", "coded", "ladder")
BOOK: Book = book.load()
POLICY = BOOK.policy


def test_a_clock_that_the_policy_lacks_has_no_limit() -> None:
    """A clock without an entry never runs; the numbers of those that do are proved in test_vectors."""
    assert POLICY.rules("no-such-clock", "ordinary") == ()


def test_the_first_limit_is_the_one_named() -> None:
    """Where two limits run side by side, the sentence names the one in working days."""
    rule = POLICY.rule("resolution", "examination")
    assert rule is not None
    assert rule.unit is Unit.WORKING_DAYS
    assert POLICY.rule("no-such-clock", "ordinary") is None


def test_a_public_information_request_may_take_seven_days_more() -> None:
    """A request for public information can be extended by seven working days, an ordinary complaint not at all."""
    assert [rule.extension for rule in POLICY.rules("resolution", "public-information")] == [7]
    assert [rule.extension for rule in POLICY.rules("resolution", "ordinary")] == [0]


def test_every_entry_is_dated_and_sourced() -> None:
    """For every rule an auditor can see from when it holds, where it is written, and whether anybody read it there."""
    entries = [one.entry for section in SOURCED for one in getattr(POLICY, section)]
    for one in [*entries, *POLICY.clocks]:
        assert isinstance(one.since, date)
        assert one.source
        assert isinstance(one.verified, bool)


@pytest.mark.parametrize("category", POLICY.categories, ids=lambda one: one.slug)
def test_every_category_has_its_clocks(category: Category) -> None:
    """Whatever a complaint is about, it has a first response and a resolution to wait for."""
    for kind in category.kinds:
        klass = POLICY.klass_of(kind, category.slug)
        assert POLICY.rules("first_response", klass)
        assert POLICY.rules("resolution", klass)


def test_class_comes_from_the_category_then_from_the_kind() -> None:
    """An alleged illegal levy is examined; a late passport is an ordinary complaint; a question is answered soonest."""
    assert POLICY.klass_of("complaint", "illegal-levy") == "examination"
    assert POLICY.klass_of("complaint", "passport-late") == "ordinary"
    assert POLICY.klass_of("information", "passport-late") == "information"
    assert POLICY.klass_of("praise", None) == "information"


def test_only_complaints_about_staff_leave_the_office() -> None:
    """Praise of an officer reaches the officer's own office; a complaint about one does not."""
    assert {one.slug for one in POLICY.categories if one.about_staff} == {"officer-conduct", "illegal-levy"}
    assert not any("praise" in one.kinds for one in POLICY.categories if one.about_staff)


def test_a_category_is_offered_only_where_it_fits() -> None:
    """Nobody is asked about a foreigner's permit in a question about fees."""
    assert POLICY.suits("complaint", "queue-quota")
    assert not POLICY.suits("complaint", "overstay")
    assert not POLICY.suits("complaint", "no-such-category")


def test_only_reports_about_foreigners_are_restricted() -> None:
    """A report about a person is read by those who must; complaints are not hidden from the office."""
    assert [kind.slug for kind in POLICY.kinds if kind.restricted] == ["foreigner_report"]


def test_the_ladder_of_a_breach() -> None:
    """A late case is told to the head at once, to the region after one working day, to the centre after three."""
    rungs = [(one.level, one.to, one.after_working_days) for one in POLICY.escalations("resolution")]
    assert rungs == [(1, "head", 0), (2, "region", 1), (3, "centre", 3)]
    assert POLICY.escalations("citizen_window") == ()


def test_reasons() -> None:
    """A rejection names one of four reasons, withdrawing needs none, and a pause ends after its cap."""
    assert [one.slug for one in POLICY.reasons("reject")] == ["not-a-complaint", "no-facts", "abuse", "duplicate"]
    assert POLICY.reasons("withdraw") == ()
    assert POLICY.reason("refer", "other-agency").needs_text
    assert POLICY.pause("needs-document").cap == 10


def test_an_unknown_name_is_told() -> None:
    """A reason that the policy does not have is refused, not stored."""
    with pytest.raises(UnknownSlug, match="because"):
        POLICY.reason("reject", "because")


def test_the_classes_an_officer_may_set() -> None:
    """The classes are those that have a time limit."""
    assert POLICY.classes() == ("information", "ordinary", "examination", "public-information", "personal-data")
