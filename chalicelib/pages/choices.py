"""What the form offers, read from the data: kinds, categories, stages, and places by province."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.book import Book
from chalicelib.domain.offices import Office
from chalicelib.domain.policy import Category, Kind

MOST = 10_000
_AMOUNT = re.compile(r"(?:rp\.?|idr)?\s*(\d{1,3}(?:[., \u066c]\d{3})+|\d+)(?:[.,](?:00|-))?", re.IGNORECASE)
CENTRE, ABROAD = "centre", "abroad"


@dataclass(frozen=True)
class Choices:
    """`stages` maps a stage to the categories that have it; `places` a province (or centre, abroad) to its places."""

    kinds: tuple[Kind, ...]
    categories: tuple[Category, ...]
    stages: dict[str, tuple[str, ...]]
    places: dict[str, tuple[Office, ...]]
    most: int = MOST


def choices(book: Book) -> Choices:
    """Give what the newest policy offers."""
    policy = book.policy
    return Choices(policy.kinds, policy.categories, _stages(policy.categories), places(book.offices.all()))


def _stages(categories: Iterable[Category]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for category in categories:
        for stage in category.stages:
            found[stage] = (*found.get(stage, ()), category.slug)
    return found


def places(offices: Iterable[Office]) -> dict[str, tuple[Office, ...]]:
    """The centre first, then the provinces by name, each with its offices before its border posts, then abroad."""
    groups: dict[str, list[Office]] = {}
    for office in sorted(offices, key=_order):
        groups.setdefault(group(office), []).append(office)
    middle = sorted(name for name in groups if name not in {CENTRE, ABROAD})
    return {name: tuple(groups[name]) for name in (CENTRE, *middle, ABROAD) if name in groups}


def group(office: Office) -> str:
    if office.kind == "pusat":
        return CENTRE
    return ABROAD if office.kind in {"meja", "perwakilan"} else office.province


def _order(office: Office) -> tuple[int, str]:
    kinds = ("pusat", "meja", "kanim", "ulp", "rudenim", "tpi", "wilayah", "perwakilan")
    return kinds.index(office.kind) if office.kind in kinds else len(kinds), office.name


def day_of(day: str, month: str, year: str) -> str:
    """The three fields as one ISO date; as typed, joined by dashes, when they are no date, so that the API says so."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return f"{year}-{month}-{day}"


def amount_of(typed: str) -> int | str:
    """Whole rupiah, as people write them: `Rp1.500.000,00`; as typed when it is none, so that the API says so."""
    found = _AMOUNT.fullmatch(typed.strip())
    return int(re.sub(r"\D", "", found[1])) if found else typed
