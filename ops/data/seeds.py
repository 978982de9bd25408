"""Grants from a file into a stage: what differs is shown first, and doing it again changes nothing.

Offices, calendars and words need no seeding: they are part of every release; administrators' changes lie over them.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chalicelib import wiring
from chalicelib.domain.grants import Grant
from chalicelib.domain.offices import Offices
from chalicelib.domain.people import Role

KEYS = frozenset({"person", "role", "office", "name", "email", "language", "restricted", "active"})
NEEDED = ("person", "role", "office", "name", "email")


class BadSeed(Exception):
    """A seed file that says something impossible, in words."""


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
        names = ("role", "scope", "email", "language", "restricted", "active", "name")
        return ", ".join(name for name in names if getattr(self.before, name) != getattr(self.after, name))


def read(text: str, offices: Offices) -> tuple[Grant, ...]:
    """Read `[[grant]]` tables. Raises BadSeed, naming the person, for what is misspelt, missing or unknown."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSeed(f"The file is not TOML: {error}") from error
    if set(written) != {"grant"}:
        raise BadSeed(f"The file must have [[grant]] tables alone, not {sorted(set(written) - {'grant'})}.")
    found = tuple(_grant(number, one, offices) for number, one in enumerate(written["grant"], 1))
    if len({one.id for one in found}) < len(found):
        raise BadSeed("One person has two grants; a person has one.")
    return found


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
    """Yield what is not yet as the file has it. People whom the file does not name are left alone."""
    for after in wanted:
        change = Difference(wiring.grants().get(after.id), after)
        if change.said:
            yield change


def apply(changes: tuple[Difference, ...]) -> int:
    """Write, each grant by itself: a run that was cut off is simply done again."""
    for change in changes:
        wiring.grants().put(change.after)
    return len(changes)
