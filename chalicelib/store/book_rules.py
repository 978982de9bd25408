"""policy/rules/<version>.toml into `Policy`."""

from collections.abc import Callable
from functools import partial
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from chalicelib.domain.policy import (
    EVERY,
    Category,
    ClockRule,
    Coded,
    Escalation,
    Kind,
    PauseReason,
    Policy,
    Unit,
)
from chalicelib.store import book_questions
from chalicelib.store.book_checks import SOURCED, BadPolicy, entry_of, once, refuse, toml

ROLES = frozenset({"head", "region", "centre"})
Made = TypeVar("Made")


def read(folder: Traversable) -> dict[str, Policy]:
    """All versions, oldest first; the file's name is the version."""
    names = sorted(path.name.removesuffix(".toml") for path in folder.iterdir() if path.name.endswith(".toml"))
    return {name: policy(name, toml(folder / f"{name}.toml")) for name in names}


def policy(version: str, data: dict[str, Any]) -> Policy:
    """One version; BadPolicy names the first entry that is wrong."""
    try:
        made = Policy(
            version=version,
            since=data.pop("since"),
            kinds=_all(data, "kinds", partial(_sourced, Kind)),
            categories=_all(data, "categories", _category),
            clocks=_all(data, "clocks", _clock),
            pauses=_all(data, "pauses", partial(_sourced, PauseReason)),
            coded=_all(data, "coded", partial(_sourced, Coded)),
            ladder=_all(data, "ladder", partial(_sourced, Escalation)),
            questions=book_questions.read(data.pop("questions", [])),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadPolicy(f"{version}: {error}") from error
    refuse(bool(data), f"{version}: unknown sections {sorted(data)}")
    _check(made)
    return made


def _all(data: dict[str, Any], section: str, make: Callable[[dict[str, Any]], Made]) -> tuple[Made, ...]:
    return tuple(make(raw) for raw in data.pop(section))


def _sourced(make: Callable[..., Made], raw: dict[str, Any]) -> Made:
    entry = entry_of(raw)
    return make(entry=entry, **raw)


def _category(raw: dict[str, Any]) -> Category:
    entry, kinds, stages = entry_of(raw), tuple(raw.pop("kinds")), tuple(raw.pop("stages"))
    defaults = {"klass": None, "about_staff": False, "sensitive": False}
    return Category(kinds=kinds, stages=stages, entry=entry, **(defaults | raw))


def _clock(raw: dict[str, Any]) -> ClockRule:
    entry, unit, warnings = entry_of(raw), Unit(raw.pop("unit")), tuple(raw.pop("warnings"))
    rule = ClockRule(unit=unit, warnings=warnings, **{name: getattr(entry, name) for name in SOURCED}, **raw)
    where = f"{rule.clock} {rule.klass}"
    refuse(rule.amount < 1 or rule.extension < 0, f"{where}: no time at all")
    refuse(list(warnings) != sorted(set(warnings) & set(range(1, 100))), f"{where}: warnings {warnings}")
    return rule


def _check(made: Policy) -> None:
    where = made.version
    for name, entries in (("kinds", made.kinds), ("categories", made.categories)):
        once((one.slug for one in entries), f"{where} {name}")
    once([one.slug for one in made.pauses] + [one.slug for one in made.coded], f"{where} reasons")
    kinds, classes = {kind.slug for kind in made.kinds}, set(made.classes())
    for category in made.categories:
        strange = sorted(set(category.kinds) - kinds)
        refuse(bool(strange), f"{where} {category.slug}: no kind {strange}")
    named = {kind.klass for kind in made.kinds} | {rule.klass for rule in made.clocks} - {EVERY}
    named |= {category.klass for category in made.categories if category.klass}
    refuse(not named <= classes, f"{where}: no resolution clock for {named - classes}")
    _check_ladder(made)
    book_questions.check(made)


def _check_ladder(made: Policy) -> None:
    clocks = {rule.clock for rule in made.clocks}
    once((f"{one.clock} {one.level}" for one in made.ladder), f"{made.version} ladder")
    for one in made.ladder:
        refuse(one.clock not in clocks or one.to not in ROLES, f"{made.version} ladder: {one.clock} to {one.to}")
