"""Public figures: what is counted, what is hidden, and that nobody can be found in what is shown."""

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.events import Event
from chalicelib.domain.figures import MONTHS, TABLES, Counts, Statement, coarse, counted, ended, lines
from chalicelib.domain.steps import Step
from chalicelib.domain.times import parse
from chalicelib.store import book_figures
from tests.builders import AT, OTHER, book, received, story

RULES = book_figures.read()


def of(events: Iterable[Event], *months: str) -> dict[str, dict[str, int]]:
    """What a complaint adds, by month."""
    found: dict[str, dict[str, int]] = {}
    for (month, cell), count in counted(tuple(events), book(), months).items():
        found.setdefault(month, {})[cell] = count
    return found


def stated(month: str, **numbers: int) -> Statement:
    """A month of one kind, with these numbers."""
    return Statement(month, {f"{MONTHS}/{month}/{what}": count for what, count in numbers.items()}, AT)


def test_a_complaint_counts_when_it_comes_and_when_it_is_answered() -> None:
    """Its month of receipt and its month of answer each count it once: overall, by kind, by matter and by office."""
    told = story(Step.VERIFY, Step.ASSIGN).at("2026-04-02T03:00:00Z").take(Step.ANSWER)
    found = of(told.events, "2026-03", "2026-04", "2026-05")
    assert found["2026-03"] == {
        "months/2026-03/received": 1,
        "kinds/complaint/received": 1,
        "categories/passport-late/received": 1,
        "offices/jakarta-utara/received": 1,
    }
    assert set(found) == {"2026-03", "2026-04"}
    assert found["2026-04"]["categories/passport-late/days:20"] == 1
    assert found["2026-04"]["offices/jakarta-utara/in_time"] == 1
    assert not any(cell.startswith("offices/") and "days" in cell for cell in found["2026-04"])


def test_a_late_answer_is_answered_and_not_in_time() -> None:
    """What came after its deadline counts as an answer, and as no more."""
    told = story(Step.VERIFY, Step.ASSIGN).at("2026-06-01T03:00:00Z").take(Step.ANSWER)
    cells = of(told.events, "2026-06")["2026-06"]
    assert cells["months/2026-06/answered"] == 1
    assert "months/2026-06/in_time" not in cells


def test_what_came_later_changes_no_month() -> None:
    """A month that was stated stands: a dispute, a second answer and a reclassification leave it as it was."""
    told = story(Step.VERIFY, Step.ASSIGN).at("2026-03-20T03:00:00Z").take(Step.ANSWER)
    before = of(told.events, "2026-03")
    told.take(Step.DISPUTE).at("2026-03-27T03:00:00Z").take(Step.CLASSIFY, category="app-account").take(Step.ANSWER)
    assert of(told.events, "2026-03") == before


def test_reports_on_foreigners_are_nowhere() -> None:
    """A restricted report adds nothing to any month."""
    _, events = received(kind="foreigner_report", category="overstay")
    assert of(events, "2026-03") == {}


@pytest.mark.parametrize(
    ("now", "months"),
    [("2026-01-31T16:59:59Z", ("2025-11", "2025-12")), ("2026-01-31T17:00:00Z", ("2025-12", "2026-01"))],
)
def test_a_month_ends_at_midnight_in_jakarta(now: str, months: tuple[str, ...]) -> None:
    """At midnight in Jakarta, which is 17:00 UTC, the month is over, and not a second before."""
    assert ended(parse(now), 2) == months


def test_few_are_hidden_and_the_rest_is_coarse() -> None:
    """Nought is told, one to four are not, and everything else goes to the nearest five."""
    shown = {count: coarse(count, RULES) for count in (0, 1, 4, 5, 7, 8, 12, 13)}
    assert shown == {0: 0, 1: None, 4: None, 5: 5, 7: 5, 8: 10, 12: 10, 13: 15}


def test_shares_and_medians_are_told_of_enough_answers() -> None:
    """Of 17 answers no share is told; of 40 it is, worked out from what is shown."""
    few, many = (
        lines([stated("2026-03", answered=count, in_time=count - 8, **{"days:3": 7, "days:9": count - 7})], RULES)
        for count in (17, 40)
    )
    assert (few[MONTHS][0].answered, few[MONTHS][0].percent, few[MONTHS][0].median) == (15, None, None)
    line = many[MONTHS][0]
    assert (line.in_time, line.answered, line.percent, line.median) == (30, 40, 75, 9)


def test_offices_tell_no_waiting_times() -> None:
    """Where no days were counted there is no median, however many answers there are."""
    (line,) = lines([Statement("2026-03", {"offices/bogor/answered": 40}, AT)], RULES)["offices"]
    assert (line.answered, line.in_time, line.percent, line.median) == (40, 0, 0, None)


def test_tables_put_the_most_first_and_months_in_turn() -> None:
    """Matters and offices stand by how much came in; months in the order of the calendar."""
    counts = {"offices/bogor/received": 5, f"offices/{OTHER}x/received": 50, "months/2026-04/received": 9}
    made = lines([Statement("2026-04", counts, AT), stated("2026-03", received=5)], RULES)
    assert [line.slug for line in made["offices"]] == [f"{OTHER}x", "bogor"]
    assert [line.slug for line in made[MONTHS]] == ["2026-03", "2026-04"]


CELLS = st.dictionaries(
    st.sampled_from([f"{table}/{slug}/received" for table in TABLES for slug in "abc"]), st.integers(0, 30)
)


@given(counts=CELLS, cell=st.sampled_from([f"offices/{slug}/received" for slug in "abc"]))
def test_one_complaint_is_never_the_difference(counts: Counts, cell: str) -> None:
    """Whatever is shown, at least two true numbers would be shown so: nought alone is told exactly."""
    true = Counter(counts)
    if not true[cell]:
        return

    def seen(count: int) -> object:
        return lines([Statement("2026-03", {**true, cell: count}, AT)], RULES)

    assert any(seen(other) == seen(true[cell]) for other in (true[cell] - 1, true[cell] + 1) if other)


@given(counts=CELLS)
def test_what_is_shown_is_far_enough_from_one_person(counts: Counts) -> None:
    """No number between nought and the smallest that may be told is ever shown."""
    made = lines([Statement("2026-03", counts, AT)], RULES)
    shown = [line.received for found in made.values() for line in found]
    assert all(number is None or number == 0 or number >= RULES.fewest for number in shown)
