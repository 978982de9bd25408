"""policy/beside.toml and troubles.toml into `Beside`."""

from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from chalicelib.domain.beside import Beside, Danger, Door
from chalicelib.store import book_troubles
from chalicelib.store.book_checks import entry_of, once, refuse, toml


@cache
def read() -> Beside:
    """BadPolicy for what is undated, unsourced or there twice, or leads to a page that is not ours."""
    return replace(beside(toml(files("chalicelib.policy") / "beside.toml")), troubles=book_troubles.read())


def beside(raw: dict[str, Any]) -> Beside:
    """Check the data and give it as values."""
    made = Beside(tuple(_door(one) for one in raw["doors"]), _danger(raw["danger"]))
    once((door.slug for door in made.doors), "beside doors")
    for door in made.doors:
        refuse("//" in door.door or door.door.startswith("/"), f"beside: {door.slug} leads out of our pages")
    return made


def _door(raw: dict[str, Any]) -> Door:
    given = dict(raw)
    entry = entry_of(given)
    return Door(given["slug"], tuple(given["categories"]), given["door"], entry)


def _danger(raw: dict[str, Any]) -> Danger:
    given = dict(raw)
    entry = entry_of(given)
    return Danger(tuple(given["categories"]), tuple(given["numbers"]), given["away"], entry)
