"""policy/troubles.toml into `Trouble`."""

from functools import cache
from importlib.resources import files
from typing import Any

from chalicelib.domain.troubles import Trouble
from chalicelib.store.book_checks import entry_of, once, refuse, toml

FIRST = "id"
MOST = {"title": 80, "text": 240}
"""Letters: the form has a budget, and several may be under way at once."""


@cache
def read() -> tuple[Trouble, ...]:
    """BadPolicy for what is undated, unsourced, endless, wordless, too long or there twice."""
    return troubles(toml(files("chalicelib.policy") / "troubles.toml"))


def troubles(raw: dict[str, Any]) -> tuple[Trouble, ...]:
    """Check the data and give it as values."""
    made = tuple(_trouble(one) for one in raw.get("troubles", ()))
    once((one.slug for one in made), "troubles")
    return made


def _trouble(raw: dict[str, Any]) -> Trouble:
    given = dict(raw)
    entry, slug = entry_of(given), given["slug"]
    refuse(entry.until is None, f"troubles: {slug} has no end; take the day on which somebody will look again")
    for part, most in MOST.items():
        refuse(not given[part].get(FIRST), f"troubles: {slug} has no {part} in the first language")
        long = [language for language, said in given[part].items() if len(said) > most]
        refuse(bool(long), f"troubles: the {part} of {slug} is longer than {most} letters ({', '.join(long)})")
    return Trouble(
        slug, tuple(given["offices"]), tuple(given["categories"]), dict(given["title"]), dict(given["text"]), entry
    )
