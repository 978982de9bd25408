"""How the data is refused: at the start, loudly, by name."""

import csv
import tomllib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any

from chalicelib.domain.entry import Entry

SOURCED = ("since", "until", "source", "article", "verified")


class BadPolicy(ValueError):
    """The package's data contradicts itself."""


def refuse(wrong: bool, what: str) -> None:
    if wrong:
        raise BadPolicy(what)


def once(slugs: Iterable[str], where: str) -> None:
    """Every slug at most once."""
    twice = [slug for slug, count in Counter(slugs).items() if count > 1]
    refuse(bool(twice), f"{where}: {', '.join(twice)} more than once")


def toml(path: Traversable) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def table(path: Traversable) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def entry_of(raw: dict[str, Any]) -> Entry:
    """Take the source of a rule out of its raw form. BadPolicy for one that is undated or unsourced."""
    raw.setdefault("until", None)
    refuse(not (isinstance(raw["since"], date) and raw["source"]), f"{raw} is undated or unsourced")
    entry = Entry(**{name: raw.pop(name) for name in SOURCED})
    refuse(entry.until is not None and entry.until < entry.since, f"{raw} ends before it starts")
    return entry
