"""policy/cards.toml into `Cards`."""

from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files
from typing import Any, TypeVar

from chalicelib.domain.cards import Card, Cards, Channel, Fee, official
from chalicelib.store.book_checks import entry_of, once, refuse, toml

Made = TypeVar("Made")
REACHED = frozenset({"email", "web"})


@cache
def read() -> Cards:
    """BadPolicy for what is undated, unsourced or there twice, and for a channel outside the official domains."""
    return cards(toml(files("chalicelib.policy") / "cards.toml"))


def cards(raw: dict[str, Any]) -> Cards:
    """Check the data and give it as values."""
    made = Cards(
        fees=tuple(map(partial(_sourced, Fee), raw["fees"])),
        rules=tuple(map(partial(_sourced, Card), raw["rules"])),
        laws=tuple(_sourced(Card, {"points": 1} | law) for law in raw["laws"]),
        channels=tuple(map(partial(_sourced, Channel), raw["channels"])),
        domains=tuple(raw["domains"]),
        fakes=tuple(raw["fakes"]),
    )
    for name, found in (("fees", made.fees), ("rules", made.rules), ("laws", made.laws), ("channels", made.channels)):
        once((one.slug for one in found), f"cards {name}")
    for one in made.channels:
        strange = one.kind in REACHED and not official(one.address, made.domains)
        refuse(strange, f"cards: {one.slug} is at {one.address}, which is not ours")
    for fake in made.fakes:
        refuse(official(fake, made.domains), f"cards: {fake} is called a fake, and lies in an official domain")
    return made


def _sourced(make: Callable[..., Made], raw: dict[str, Any]) -> Made:
    given = dict(raw)
    return make(entry=entry_of(given), **given)
