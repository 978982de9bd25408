"""The rules an agency works by, as values: kinds, categories, clocks, reasons, escalation. Data: policy/rules/.

UnknownSlug          a ValueError: no kind, category or reason of that name in this version
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from chalicelib.domain.entry import Entry
from chalicelib.domain.questions import Question

EVERY = "*"


class UnknownSlug(ValueError):
    """This version of the policy has no such entry."""


class Unit(StrEnum):
    """The three units of law; `clocks` gives each its arithmetic."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One limit. `warnings` are percentages of the time given; a supervisor may add `extension`, in `unit`, once."""

    clock: str
    amount: int
    unit: Unit
    warnings: tuple[int, ...]
    source: str
    article: str
    verified: bool
    since: date
    until: date | None = None
    klass: str = EVERY
    extension: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """What somebody sends. A restricted kind is need-to-know and in no public figure."""

    slug: str
    klass: str
    restricted: bool
    entry: Entry


@dataclass(frozen=True, slots=True)
class Category:
    """What it is about. `about_staff` sends it one level up, `sensitive` narrows its readers; `klass` is its own."""

    slug: str
    kinds: tuple[str, ...]
    klass: str | None
    stages: tuple[str, ...]
    about_staff: bool
    sensitive: bool
    entry: Entry


@dataclass(frozen=True, slots=True)
class PauseReason:
    """Why a clock may stand still, for at most `cap` working days; then it runs on by itself."""

    slug: str
    cap: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Coded:
    """A reason that a step must name; `needs_text` when the code alone would not tell the citizen enough.

    `after_asking`: it is no reason before the citizen was asked.
    """

    step: str
    slug: str
    needs_text: bool
    after_asking: bool
    entry: Entry


@dataclass(frozen=True, slots=True)
class Escalation:
    """Who hears of a breach: holders of role `to` (head, region, centre), so many working days after the due time."""

    clock: str
    level: int
    to: str
    after_working_days: int
    entry: Entry


Named = TypeVar("Named", Kind, Category, PauseReason, Coded)


@dataclass(frozen=True)
class Policy:
    """One immutable version; a case keeps the version it was received under."""

    version: str
    since: date
    kinds: tuple[Kind, ...]
    categories: tuple[Category, ...]
    clocks: tuple[ClockRule, ...]
    pauses: tuple[PauseReason, ...]
    coded: tuple[Coded, ...]
    ladder: tuple[Escalation, ...]
    questions: tuple[Question, ...] = ()

    def kind(self, slug: str) -> Kind:
        return _named(self.kinds, slug)

    def category(self, slug: str) -> Category:
        return _named(self.categories, slug)

    def pause(self, slug: str) -> PauseReason:
        return _named(self.pauses, slug)

    def reasons(self, step: str) -> tuple[Coded, ...]:
        """The codes a step may name, in the order they are offered; empty when the step asks for none."""
        return tuple(one for one in self.coded if one.step == step)

    def reason(self, step: str, slug: str) -> Coded:
        return _named(self.reasons(step), slug)

    def asks(self, kind: str, category: str) -> tuple[Question, ...]:
        """The questions that go with this category, in the order they are asked; none for an unknown one."""
        return tuple(one for one in self.questions if kind in one.kinds and category in one.categories)

    def suits(self, kind: str, category: str) -> bool:
        """Whether the form offers this category for this kind; False, not an error, for an unknown category."""
        return any(one.slug == category and kind in one.kinds for one in self.categories)

    def klass_of(self, kind: str, category: str | None) -> str:
        """The category's class where it has one, else the kind's. Kinds without a category pass None."""
        own = self.category(category).klass if category else None
        return own or self.kind(kind).klass

    def classes(self) -> tuple[str, ...]:
        """Those with a resolution clock, in the order of the data: what an officer may set."""
        return tuple(dict.fromkeys(rule.klass for rule in self.clocks if rule.clock == "resolution"))

    def rules(self, clock: str, klass: str) -> tuple[ClockRule, ...]:
        """All limits that run side by side (the earliest due counts); a class's own replace those for every class."""
        named = [rule for rule in self.clocks if rule.clock == clock]
        own = tuple(rule for rule in named if rule.klass == klass)
        return own or tuple(rule for rule in named if rule.klass == EVERY)

    def rule(self, clock: str, klass: str) -> ClockRule | None:
        """The first of `rules`, the one to name in a sentence; None where this clock does not run."""
        return next(iter(self.rules(clock, klass)), None)

    def escalations(self, clock: str) -> tuple[Escalation, ...]:
        """From the nearest level up; empty for a clock that is the citizen's own."""
        return tuple(sorted((one for one in self.ladder if one.clock == clock), key=lambda one: one.level))


def _named(entries: tuple[Named, ...], slug: str) -> Named:
    for entry in entries:
        if entry.slug == slug:
            return entry
    raise UnknownSlug(slug)
