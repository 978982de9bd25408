"""Every limit of the policy with its dates: a number that changes needs a line here, and nothing else."""

import csv
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from chalicelib.domain import running, taking
from chalicelib.domain.policy import ClockRule, Policy, Unit
from chalicelib.domain.steps import RESOLUTION
from chalicelib.store import book as books
from chalicelib.store import book_rules
from tests.builders import AT, EXAMPLES, TICKET, book, filing
from tests.domain.minutes import Minutes

HERE = Path(__file__).parent / "vectors" / "deadlines.csv"
RULES = Path(books.__file__).parent.parent / "policy" / "rules"
BOOK = books.load()
Named = tuple[str, str, str, str]


@dataclass(frozen=True)
class Vector:
    """One line: a limit as the data has it (`60+14` with its extension), an office, its wall's times."""

    clock: str
    klass: str
    amount: str
    unit: str
    office: str
    start: str
    due: str

    @property
    def name(self) -> Named:
        return self.clock, self.klass, self.amount, self.unit

    @property
    def days(self) -> int:
        return sum(map(int, self.amount.split("+")))


def read() -> list[Vector]:
    with HERE.open(encoding="utf-8") as file:
        return [Vector(*row) for row in list(csv.reader(file))[1:]]


VECTORS = read()


@cache
def oracle(office: str) -> Minutes:
    return Minutes(BOOK.calendars.of(BOOK.offices.get(office)))


def names(rule: ClockRule) -> list[Named]:
    """How the lines call a limit: as it is, and extended where it can be."""
    amounts = [str(rule.amount)] + ([f"{rule.amount}+{rule.extension}"] if rule.extension else [])
    return [(rule.clock, rule.klass, amount, rule.unit.value) for amount in amounts]


def bare(policies: dict[str, Policy]) -> set[Named]:
    """List the limits, of any version, that no line proves."""
    needed = {name for policy in policies.values() for rule in policy.clocks for name in names(rule)}
    return needed - {vector.name for vector in VECTORS}


def version_with(name: Named) -> str:
    """Find the newest version that has this limit; a line without any is out of date."""
    found = [version for version, one in BOOK.policies.items() if any(name in names(rule) for rule in one.clocks)]
    assert found, "no version of the policy has this limit any more"
    return max(found)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: f"{'-'.join(one.name)}-{one.office}-{one.start[:10]}")
def test_each_limit_leads_to_its_date(vector: Vector) -> None:
    """This limit, from this moment, at this office, ends at this minute, by rule and by counting."""
    terms = BOOK.terms(version_with(vector.name))
    calendar = BOOK.calendars.of(BOOK.offices.get(vector.office))
    start, due = datetime.fromisoformat(vector.start), datetime.fromisoformat(vector.due)
    klass = terms.policy.classes()[0] if vector.klass == "*" else vector.klass
    clock = running.start(vector.clock, klass, vector.office, start, terms)
    found = running.limits(replace(clock, extended="+" in vector.amount), terms)
    assert due in [at for rule, at in found if rule.unit == vector.unit]
    slow = {
        Unit.WORKING_DAYS: lambda: oracle(vector.office).nth_closing(start, vector.days),
        Unit.CALENDAR_DAYS: lambda: oracle(vector.office).calendar_closing(start, vector.days),
        Unit.HOURS: lambda: start + timedelta(hours=vector.days),
    }
    assert due == slow[Unit(vector.unit)]()
    assert due.utcoffset() == due.astimezone(calendar.zone).utcoffset()


def test_no_limit_is_without_proof() -> None:
    """A number in the policy, of whichever version, that has no line of its own stops the tests."""
    assert bare(dict(BOOK.policies)) == set()


def test_changing_a_number_is_data_and_one_line(tmp_path: Path) -> None:
    """A new version with another number asks for one line, and leaves old complaints theirs."""
    written = (RULES / f"{EXAMPLES}.toml").read_text(encoding="utf-8")
    before, after = 'klass = "ordinary"\namount = 14', 'klass = "ordinary"\namount = 77'
    assert written.count(before) == 1
    (tmp_path / "2099-01-01.toml").write_text(written.replace(before, after), encoding="utf-8")
    changed = book_rules.read(tmp_path)
    assert bare(changed) == {("resolution", "ordinary", "77", "working_days")}
    both = replace(book(), policies={**book().policies, **changed})
    old, (event,) = taking.receive(filing(), TICKET, AT, book())
    new, _ = taking.receive(filing(), TICKET, AT, both)
    (was,), (now,) = ([one for one in case.clocks if one.name == RESOLUTION] for case in (old, new))
    assert now.due > was.due
    assert running.dated(was, both.terms(old.policy, old.edition)) == was
    assert event.data["policy"] == EXAMPLES


@pytest.mark.parametrize(("filed", "days"), [("2099-01-01T06:59+07:00", 14), ("2099-01-02T00:00+07:00", 77)])
def test_a_number_holds_from_its_day(tmp_path: Path, filed: str, days: int) -> None:
    """A version that is packed before its day holds for nobody until that day has begun at the place."""
    written = (
        (RULES / f"{EXAMPLES}.toml")
        .read_text(encoding="utf-8")
        .replace("\nsince = 2025-10-20", "\nsince = 2099-01-02", 1)
    )
    changed = written.replace('klass = "ordinary"\namount = 14', 'klass = "ordinary"\namount = 77')
    (tmp_path / "2099-01-02.toml").write_text(changed, encoding="utf-8")
    both = replace(book(), policies={**book().policies, **book_rules.read(tmp_path)})
    assert both.in_force(AT.replace(year=2000), "jakarta-utara").version == EXAMPLES
    assert both.in_force(AT, "no-such-place").version == EXAMPLES
    in_force = both.in_force(datetime.fromisoformat(filed), "jakarta-utara")
    assert [rule.amount for rule in in_force.rules(RESOLUTION, "ordinary")] == [days]
