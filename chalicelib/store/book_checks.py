"""How the data is refused: at the start, loudly, by name."""

import csv
import tomllib
from collections import Counter
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from typing import Any


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
