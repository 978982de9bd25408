"""A seed file: who may work at a stage, and its offices' own days. What differs is shown first; again changes nothing.

What every stage has alike (offices, national days, rules, words) comes with a release: `ops/data/shipped.py`.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from chalicelib import wiring
from chalicelib.domain.grants import Grant
from chalicelib.domain.offices import Offices
from chalicelib.domain.people import Role
from ops.data import drafts, kept
from ops.data.kept import BadSeed

TABLES = frozenset({"grant", "calendar"})
KEYS = frozenset({"person", "role", "office", "name", "email", "language", "restricted", "active"})
NEEDED = ("person", "role", "office", "name", "email")
FIELDS = ("role", "scope", "email", "language", "restricted", "active", "name")


@dataclass(frozen=True, slots=True)
class Seed:
    """What a file asks for."""

    grants: tuple[Grant, ...]
    calendars: tuple[drafts.Wanted, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One grant as it is, if it is, and as the file has it."""

    before: Grant | None
    after: Grant

    @property
    def said(self) -> str:
        """Say what would happen."""
        if self.before is None:
            return "new"
        return ", ".join(name for name in FIELDS if getattr(self.before, name) != getattr(self.after, name))


def read(text: str, offices: Offices) -> Seed:
    """Read `[[grant]]` and `[[calendar]]` tables. Raises BadSeed, naming the entry, for what cannot be taken."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSeed(f"The file is not TOML: {error}") from error
    if not written or set(written) - TABLES or not all(isinstance(one, list) for one in written.values()):
        raise BadSeed(
            f"The file must have [[grant]] and [[calendar]] tables alone, not {sorted(set(written) - TABLES)}."
        )
    found = tuple(_grant(number, one, offices) for number, one in enumerate(written.get("grant", ()), 1))
    if len({one.id for one in found}) < len(found):
        raise BadSeed("One person has two grants; a person has one.")
    return Seed(found, drafts.read(written.get("calendar", []), offices))


def _grant(number: int, one: dict[str, Any], offices: Offices) -> Grant:
    who = f"Grant {number} ({one.get('person', 'nobody')})"
    if wrong := set(one) - KEYS:
        raise BadSeed(f"{who}: unknown {', '.join(sorted(wrong))}.")
    if missing := [name for name in NEEDED if not one.get(name)]:
        raise BadSeed(f"{who}: {', '.join(missing)} missing.")
    if one["role"] not in set(Role):
        raise BadSeed(f"{who}: {one['role']} is no role; there are {', '.join(Role)}.")
    if not offices.has(one["office"]):
        raise BadSeed(f"{who}: there is no office {one['office']}.")
    more = {name: one[name] for name in ("language", "restricted", "active") if name in one}
    scope = offices.get(one["office"]).path
    return Grant(one["person"], Role(one["role"]), scope, one["email"], name=one["name"], **more)


def differences(wanted: tuple[Grant, ...]) -> Iterator[Difference]:
    """Yield what is not yet as the file has it. Whoever the file does not name is left alone, and so is an absence."""
    for one in wanted:
        before = wiring.grants().get(one.id)
        after = replace(before, **{name: getattr(one, name) for name in FIELDS}) if before else one
        change = Difference(before, after)
        if change.said:
            yield change


def second(changes: tuple[Difference, ...]) -> None:
    """Raise BadSeed for an administrator from a file where there is none yet: nobody makes the first one alone."""
    asked = [one.after.id for one in changes if one.after.role is Role.ADMIN]
    if asked and not wiring.grants().holders(wiring.book().offices.centre.slug, Role.ADMIN):
        raise BadSeed(f"{asked[0]} would be the first administrator, whom two people make: `ops grant-first`.")


def apply(changes: tuple[Difference, ...], by: str) -> int:
    """Write, each grant by itself: a run that was cut off is simply done again. Who did it is put down first."""
    for change in changes:
        kept.record(f"G#{change.after.id}", by, f"grant seeded: {change.said}")
        wiring.grants().put(change.after)
    return len(changes)
