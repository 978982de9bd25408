"""The package's data, read and checked."""

import tomllib
from collections.abc import Callable
from copy import deepcopy
from importlib.resources import files
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from chalicelib.domain.calendars import Calendars
from chalicelib.notify.texts import languages
from chalicelib.store import book, book_calendars, book_offices, book_rules
from chalicelib.store.book_checks import table
from web import catalogue

DATA = files("chalicelib.policy")
RULES: dict[str, Any] = tomllib.loads((DATA / "rules" / "2025-10-20.toml").read_text(encoding="utf-8"))
EDITION = DATA / "calendars" / "2026-11-21"
CALENDAR: dict[str, Any] = tomllib.loads((EDITION / "calendar.toml").read_text(encoding="utf-8"))
DAYS = table(EDITION / "holidays.csv")
OFFICE = {
    "slug": "pusat",
    "name": "Pusat",
    "kind": "pusat",
    "parent": "",
    "zone": "Asia/Jakarta",
    "province": "",
    "hours": "standard",
    "holidays": "indonesia",
    "klass": "",
    "city": "",
    "since": "",
    "status": "ours",
    "source": "ours",
    "handles": "yes",
}


def test_everything_holds_together() -> None:
    """The rules, calendars and offices that ship are complete, and each office has a calendar."""
    read = book.load()
    assert read.policy.version == "2025-10-20"
    assert all(read.calendars.of(office).zone.key == office.zone for office in read.offices.all())


def test_old_versions_stay_readable(tmp_path: Path) -> None:
    """A case received under an older version of the rules and calendars is still held to that version."""
    rules, calendars = tmp_path / "rules", tmp_path / "calendars"
    for version in ("2025-10-20", "2027-01-01"):
        rules.mkdir(exist_ok=True)
        (rules / f"{version}.toml").write_text((DATA / "rules" / "2025-10-20.toml").read_text(encoding="utf-8"))
        copytree(str(EDITION), calendars / version)
    read = book.load()
    both = book.Book(book_rules.read(rules), read.offices, Calendars(book_calendars.read(calendars)))
    assert both.policy.version == "2027-01-01"
    assert both.terms("2025-10-20", "2025-10-20").policy.version == "2025-10-20"
    assert both.terms("2025-10-20", "2025-10-20").calendar("jakarta-utara").version == "2025-10-20"


def _first(section: str, **changes: object) -> Callable[[dict[str, Any]], None]:
    return lambda data: data[section][0].update(changes)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_first("kinds", source=""), "undated or unsourced"),
        (_first("kinds", since="2025"), "undated or unsourced"),
        (_first("kinds", until=RULES["since"].replace(year=2000)), "ends before it starts"),
        (_first("kinds", surprise=1), "surprise"),
        (_first("kinds", slug="praise"), "praise more than once"),
        (_first("kinds", klass="no-such-class"), "no-such-class"),
        (_first("categories", kinds=["no-such-kind"]), "no-such-kind"),
        (_first("categories", klass="no-such-class"), "no-such-class"),
        (_first("clocks", klass="no-such-class"), "no-such-class"),
        (_first("clocks", amount=0), "no time at all"),
        (_first("clocks", unit="moons"), "moons"),
        (_first("clocks", warnings=[90, 50]), "warnings"),
        (_first("pauses", slug="abuse"), "abuse more than once"),
        (_first("ladder", to="minister"), "minister"),
        (_first("ladder", level=2), "more than once"),
        (lambda data: data.pop("coded"), "coded"),
        (lambda data: data.update(moods=[]), "moods"),
    ],
)
def test_rules_that_contradict_themselves_are_refused(spoil: Callable[[dict[str, Any]], None], told: str) -> None:
    """A slip in the rules stops the system at the start, by name, before any citizen is given a wrong date."""
    data = deepcopy(RULES)
    spoil(data)
    with pytest.raises(book.BadPolicy, match=told):
        book_rules.policy("test", data)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda data: data["schedules"].update(standard=["no-such-period"]), "no-such-period"),
        (lambda data: data["holidays"].update(indonesia=["no-such-list"]), "no-such-list"),
        (lambda data: data["periods"]["week"].update(source=""), "has no source"),
        (
            lambda data: data["periods"]["week"].update(until=data["periods"]["week"]["since"].replace(year=2000)),
            "ends before",
        ),
        (lambda data: data["periods"]["week"].update({"someday": ["08:00-16:00"]}), "no days someday"),
        (lambda data: data["periods"]["week"].update(fri=["08:00-12:00", "11:00-16:00"]), "overlap"),
        (lambda data: data["periods"]["week"].update(fri=["16:00-08:00"]), "backwards"),
    ],
)
def test_hours_that_cannot_be_are_refused(spoil: Callable[[dict[str, Any]], None], told: str) -> None:
    """Office hours that overlap, run backwards or lead nowhere stop the system at the start."""
    data = deepcopy(CALENDAR)
    spoil(data)
    with pytest.raises(book.BadPolicy, match=told):
        book_calendars.edition("test", data, DAYS)


@pytest.mark.parametrize(("change", "told"), [({"source": ""}, "no source"), ({"estimate": "perhaps"}, "neither sure")])
def test_a_holiday_without_a_source_is_refused(change: dict[str, str], told: str) -> None:
    """No day is left out of the count that nobody can show the decree for."""
    with pytest.raises(book.BadPolicy, match=told):
        book_calendars.edition("test", deepcopy(CALENDAR), [DAYS[0] | change, *DAYS[1:]])


def test_a_day_listed_twice_is_refused() -> None:
    """A closed day has one name in one list."""
    with pytest.raises(book.BadPolicy, match="2025-01-01 more than once"):
        book_calendars.edition("test", deepcopy(CALENDAR), [DAYS[0], *DAYS])


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([OFFICE, OFFICE], "pusat more than once"),
        ([OFFICE | {"parent": "nowhere"}], "no way up from pusat to nowhere"),
        ([OFFICE | {"parent": "bali"}, OFFICE | {"slug": "bali", "parent": "pusat"}], "no way up"),
        ([OFFICE | {"zone": "Asia/Atlantis"}], "no zone"),
        ([OFFICE | {"zone": "/etc"}], "no zone"),
        ([OFFICE | {"source": ""}], "no source"),
        ([OFFICE | {"handles": ""}], "handles no cases"),
    ],
)
def test_offices_that_lead_nowhere_are_refused(rows: list[dict[str, str]], told: str) -> None:
    """Every office has one name, a zone, a source, and a way up to a centre that takes what nobody else may."""
    with pytest.raises(book.BadPolicy, match=told):
        book_offices.tree(rows)


@pytest.mark.parametrize(
    ("schedules", "holidays", "told"), [((), ("indonesia",), "no schedule"), (("standard",), (), "no holidays")]
)
def test_an_office_without_a_calendar_is_refused(
    schedules: tuple[str, ...], holidays: tuple[str, ...], told: str
) -> None:
    """No office is left without hours and closed days to count by."""
    with pytest.raises(book.BadPolicy, match=told):
        book.has_calendar(book.load().offices.get("pusat"), "test", schedules, holidays)


def _named() -> set[str]:
    read = book.load()
    policy, edition = read.policy, read.calendars.editions[read.calendars.version]
    keys = {f"kind.{one.slug}" for one in policy.kinds} | {f"class.{klass}" for klass in policy.classes()}
    keys |= {f"category.{one.slug}{tail}" for one in policy.categories for tail in ("", ".hint")}
    keys |= {f"stage.{stage}" for one in policy.categories for stage in one.stages}
    keys |= {f"reason.{one.slug}" for one in policy.pauses} | {f"reason.{one.slug}" for one in policy.coded}
    keys |= {f"clock.{rule.clock}" for rule in policy.clocks} | {f"unit.{rule.unit}" for rule in policy.clocks}
    return keys | {f"holiday.{one.slug}" for days in edition.holidays.values() for one in days} | {"holiday.weekend"}


@pytest.mark.parametrize("language", languages())
def test_everything_has_a_name_in_every_language(language: str) -> None:
    """Whatever the rules name, citizens and officers read in their own language and never as a code."""
    said = catalogue.said(catalogue.files()[language])
    assert _named() - {key for key, texts in said.items() if all(texts)} == set()


def test_every_agency_has_a_name_in_every_language() -> None:
    """Whoever is told that their matter is elsewhere reads there where, in their own language."""
    for body in book.load().agencies.all():
        assert set(body.names) == set(languages()), body.slug
