"""The arithmetic of opinions: exact, rounded half up before it is graded, and silent about the few."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.survey import SETTLED, SKM, TAP, TREATED, Tally, grade, index, pooled, quarter, rounded
from chalicelib.store import book_survey

ASKED = book_survey.read()
PEOPLE = 29
TOTALS = (105, 101, 100, 116, 102, 105, 106, 105, 115)
COUNTS = st.lists(st.integers(0, 9), min_size=1, max_size=4).map(tuple)
TALLIES = st.dictionaries(st.sampled_from(["u1", "u2", "u3"]), COUNTS).map(Tally)


def summing(total: int, people: int) -> tuple[int, ...]:
    """Marks of so many people with this sum, each a 3 or a 4, or all below."""
    fours = total - 3 * people
    return (0, 0, people - fours, fours)


def all_nine(*counts: int) -> Tally:
    return Tally(dict.fromkeys(ASKED.elements, counts))


def test_the_published_example_is_91_48() -> None:
    """29 respondents with 955 points have an index of 91,48, an A; a weight of 0,11 would make it 90,56."""
    tally = Tally({name: summing(total, PEOPLE) for name, total in zip(ASKED.elements, TOTALS, strict=True)})
    found = index(tally, ASKED)
    assert found == Fraction(25 * 955, 29 * 9)
    assert rounded(found) == Decimal("91.48")
    assert grade(rounded(found), ASKED.bands) == "A"
    assert rounded(25 * Fraction(11, 100) * Fraction(955, 29)) == Decimal("90.56")


@pytest.mark.parametrize(
    ("value", "is_rounded", "is_graded"),
    [
        ("88.305", "88.31", "A"),
        ("88.3049", "88.30", "B"),
        ("76.605", "76.61", "B"),
        ("64.995", "65.00", "C"),
        ("64.9949", "64.99", "D"),
        ("100", "100.00", "A"),
        ("25", "25.00", "D"),
    ],
)
def test_no_index_falls_between_two_bands(value: str, is_rounded: str, is_graded: str) -> None:
    """The bands leave gaps between 88,30 and 88,31: an index is rounded first, half up, and then has a grade."""
    found = rounded(Fraction(value))
    assert (str(found), grade(found, ASKED.bands)) == (is_rounded, is_graded)


def test_nothing_is_below_the_lowest_band() -> None:
    """A number that no survey can give gets no grade."""
    with pytest.raises(ValueError, match=r"24\.99"):
        grade(Decimal("24.99"), ASKED.bands)


@given(st.fractions(0, 100), st.integers(0, 4))
def test_rounding_is_exact(value: Fraction, places: int) -> None:
    """Rounding agrees with the decimal arithmetic of the standard library wherever that can say the number."""
    scaled = Fraction(int(value * 10**6), 10**6)
    wanted = (Decimal(scaled.numerator) / Decimal(scaled.denominator)).quantize(
        Decimal(1).scaleb(-places), ROUND_HALF_UP
    )
    assert rounded(scaled, places) == wanted


@given(st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=30))
def test_an_index_is_between_25_and_100(people: list[list[int]]) -> None:
    """Whatever people answer, the index is between 25 and 100 and has a grade; all best marks give 100, not 99."""
    tally = Tally(
        {name: tuple(column(people, at, mark) for mark in (1, 2, 3, 4)) for at, name in enumerate(ASKED.elements)}
    )
    found = index(tally, ASKED)
    assert found is not None
    assert 25 <= found <= 100
    assert grade(rounded(found), ASKED.bands) in {"A", "B", "C", "D"}
    assert found == 25 * Fraction(sum(map(sum, people)), 9 * len(people))


def column(people: list[list[int]], at: int, mark: int) -> int:
    return sum(one[at] == mark for one in people)


def test_the_best_is_100_and_the_worst_25() -> None:
    """Full marks from everybody are 100,00."""
    assert index(all_nine(0, 0, 0, 7), ASKED) == 100
    assert index(all_nine(7), ASKED) == 25


def test_an_element_has_its_own_respondents() -> None:
    """Who leaves a question out does not count as having given it a mark."""
    tally = all_nine(0, 0, 0, 4) + Tally({"u1": (4, 0, 0, 0)})
    assert tally.mean("u1") == Fraction(5, 2)
    assert tally.mean("u2") == 4


def test_an_index_needs_all_nine() -> None:
    """Eight elements are not the official index."""
    assert index(Tally(dict.fromkeys(ASKED.elements[:8], (0, 0, 0, 9))), ASKED) is None
    assert Tally().mean("u1") is None


@given(TALLIES, TALLIES)
def test_adding_up_loses_nobody(one: Tally, other: Tally) -> None:
    """Two offices together have the respondents of both, in either order."""
    for name in ("u1", "u2", "u3"):
        assert (one + other).respondents(name) == one.respondents(name) + other.respondents(name)
        assert (one + other).mean(name) == (other + one).mean(name)


@given(st.lists(st.lists(TALLIES, max_size=4), max_size=4), st.integers(2, 6))
def test_no_difference_tells_what_the_few_said(regions: list[list[Tally]], fewest: int) -> None:
    """What a sum holds besides the figures shown beside it is nobody's, or the answers of enough people together."""
    pools = [pooled([(one.shown(fewest), one.hidden(fewest)) for one in offices], fewest) for offices in regions]
    total, _ = pooled(pools, fewest)
    for name in ("u1", "u2", "u3"):
        for (seen, _), offices in zip(pools, regions, strict=True):
            apart = sum(one.shown(fewest).respondents(name) for one in offices)
            assert seen.respondents(name) - apart not in range(1, fewest)
        assert total.respondents(name) - sum(seen.respondents(name) for seen, _ in pools) not in range(1, fewest)


def test_questions_of_different_parts_do_not_mix() -> None:
    """The two questions and the nine are two parts; strange questions and marks belong to none."""
    assert ASKED.part({SETTLED: 2, TREATED: 1}) == TAP
    assert ASKED.part({"u1": 4, "u9": 1}) == SKM
    for strange in ({}, {"u1": 5}, {"u1": 0}, {"u10": 1}, {SETTLED: 3}, {SETTLED: 1, "u1": 1}):
        assert ASKED.part(strange) is None


@given(st.dates())
def test_quarters_follow_the_year(day: date) -> None:
    """Every day has one quarter, and later quarters sort after earlier ones."""
    year, number = quarter(day).split("-Q")
    assert int(year) == day.year
    assert day.month in range(3 * int(number) - 2, 3 * int(number) + 1)
