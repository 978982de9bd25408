"""What citizens think of a service, counted so that nobody can tell who said what: PermenPANRB 14/2017, exactly.

Only counts are kept: of each question, how many gave each mark. The arithmetic is of fractions; a weight of 0,11 for
1/9 would cap the index at 99,00. A result is rounded half up to two decimals first and graded after: the published
bands have gaps between them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from chalicelib.domain.entry import Entry

SETTLED, TREATED = "settled", "treated"
TAP, SKM = "tap", "skm"
POINTS = 25
"""What a mark of 1 is worth in an index whose highest mark, 4, is worth 100."""
_HALF = Fraction(1, 2)

Marks = Mapping[str, int]
"""One person's answers: a question's name and its mark, from 1."""


@dataclass(frozen=True, slots=True)
class Band:
    """A grade, and the lowest index (rounded) that earns it."""

    grade: str
    floor: Decimal


@dataclass(frozen=True, slots=True)
class Instrument:
    """The official questions and bands, best first; fewer than `fewest` answers to a question are never shown."""

    elements: tuple[str, ...]
    highest: int
    bands: tuple[Band, ...]
    fewest: int
    entry: Entry

    def questions(self, part: str) -> Mapping[str, int]:
        """Give the questions of a part of the survey, each with its highest mark."""
        return {SETTLED: 2, TREATED: 2} if part == TAP else dict.fromkeys(self.elements, self.highest)

    def part(self, marks: Marks) -> str | None:
        """Tell to which part these answers belong; None when a question or mark is strange, or nothing was answered."""
        for name in (TAP, SKM):
            known = self.questions(name)
            if marks and all(1 <= mark <= known.get(question, 0) for question, mark in marks.items()):
                return name
        return None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many gave each mark, by question: `counts["u1"][0]` is how many gave the mark 1."""

    counts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def __add__(self, other: "Tally") -> "Tally":
        """Count both together."""
        names = [*self.counts, *(name for name in other.counts if name not in self.counts)]
        return Tally({name: _together(self.counts.get(name, ()), other.counts.get(name, ())) for name in names})

    def respondents(self, question: str) -> int:
        """Count who answered this question: the divisor of its mean is its own."""
        return sum(self.counts.get(question, ()))

    def mean(self, question: str) -> Fraction | None:
        """Give NRR, the mean mark of a question; None where nobody answered it."""
        marks, people = self.counts.get(question, ()), self.respondents(question)
        return Fraction(sum(mark * count for mark, count in enumerate(marks, 1)), people) if people else None

    def shown(self, fewest: int) -> "Tally":
        """Leave out every question that fewer people answered."""
        return Tally({name: marks for name, marks in self.counts.items() if sum(marks) >= fewest})

    def hidden(self, fewest: int) -> "Tally":
        """Give what `shown` leaves out."""
        return Tally({name: marks for name, marks in self.counts.items() if sum(marks) < fewest})


def _together(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    length = max(len(one), len(other))
    padded = [(*marks, *(0,) * (length - len(marks))) for marks in (one, other)]
    return tuple(map(sum, zip(*padded, strict=True)))


def pooled(parts: Iterable[tuple[Tally, Tally]], fewest: int) -> tuple[Tally, Tally]:
    """Add up offices, or regions, of which each gives what it shows and what it hides.

    What is hidden in several joins the sum only where enough people are hidden together: else the sum, less what is
    shown beside it, would tell what the few said. Gives again what may be shown, and what still may not.
    """
    seen, rest = Tally(), Tally()
    for shown, hidden in parts:
        seen, rest = seen + shown, rest + hidden
    return seen + rest.shown(fewest), rest.hidden(fewest)


def index(tally: Tally, instrument: Instrument) -> Fraction | None:
    """Give the IKM, 25 to 100: 25 times the mean of the means; None unless every element has an answer."""
    means = [mean for element in instrument.elements if (mean := tally.mean(element)) is not None]
    whole = len(means) == len(instrument.elements)
    return POINTS * sum(means, Fraction()) / len(instrument.elements) if whole else None


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """Round half up, exactly: 88,305 is 88,31."""
    return Decimal(int(value * 10**places + _HALF)).scaleb(-places)


def grade(value: Decimal, bands: Iterable[Band]) -> str:
    """Give the grade of a rounded index; ValueError below the lowest band."""
    for band in bands:
        if value >= band.floor:
            return band.grade
    raise ValueError(value)


def quarter(day: date) -> str:
    """Name the quarter of a day: `2026-Q1`. Quarters never overlap, so no two figures can be taken from each other."""
    return f"{day.year}-Q{(day.month + 2) // 3}"
