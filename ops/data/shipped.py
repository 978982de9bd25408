"""What a release brings, read from its files alone: offices, places, calendars, rules and words; and how two differ.

Files of another release are not read by this one's code, which may want columns that they have not: every CSV is rows
with a name, every TOML is tables with a name, every catalogue is texts with a key.
"""

import csv
import io
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZipFile

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from infra.stages import ROOT

POLICY, WORDS = PurePosixPath("chalicelib/policy"), PurePosixPath("chalicelib/locale")
EDITIONS = ("calendars", "rules")
"""Folders of dated editions, which are never edited: the newest is compared entry by entry, older ones as a whole."""
NAMES = {"positions": ("place",), "holidays": ("list", "day")}
Fields = Mapping[str, str]
Part = dict[str, Fields]
Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry of one part: `new`, `gone` or `changed`, with each field as it runs now and as it would be."""

    part: str
    name: str
    what: str
    fields: Mapping[str, tuple[str, str]]


def here() -> Files:
    """Give the files of this checkout that say something; catalogues as people write them."""
    found = [*(ROOT / POLICY).rglob("*.toml"), *(ROOT / POLICY).rglob("*.csv"), *(ROOT / WORDS).rglob("*.po")]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in found}


def packed(archive: Path) -> Files:
    """Give them of an archive that was deployed; its catalogues are compiled."""
    with ZipFile(archive) as kept:
        names = [name for name in kept.namelist() if PurePosixPath(name).is_relative_to("chalicelib")]
        return {name: kept.read(name) for name in names if name.endswith((".toml", ".csv", ".mo"))}


def brought(files: Files) -> dict[str, Part]:
    """Give every part with its entries; a part is `offices`, `calendar days`, `words id` and so on."""
    newest = {folder: max(_editions(files, folder), default="") for folder in EDITIONS}
    made: dict[str, Part] = {}
    for name, body in sorted(files.items()):
        place = PurePosixPath(name)
        if place.is_relative_to(WORDS):
            made[f"words {place.relative_to(WORDS).parts[0]}"] = _texts(place, body)
            continue
        folder, *rest = place.relative_to(POLICY).parts
        if not rest:
            made[place.stem] = _entries(place, body)
        elif _edition(rest[0]) == newest.get(folder, rest[0]):
            made[f"{folder} {place.stem}" if len(rest) > 1 else folder] = _entries(place, body)
        else:
            made.setdefault(f"older {folder}", {})["/".join(rest)] = {"content": sha256(body).hexdigest()[:12]}
    return made


def _editions(files: Files, folder: str) -> Iterator[str]:
    inside = (PurePosixPath(name) for name in files if PurePosixPath(name).is_relative_to(POLICY / folder))
    return (_edition(place.relative_to(POLICY / folder).parts[0]) for place in inside)


def _edition(name: str) -> str:
    return name.removesuffix(".toml")


def _entries(place: PurePosixPath, body: bytes) -> Part:
    text = body.decode()
    if place.suffix == ".toml":
        return _each(_tables(tomllib.loads(text)))
    names = NAMES.get(place.stem, ("slug",))
    rows = csv.DictReader(io.StringIO(text))
    return _each((" ".join(row.get(name, "") for name in names), row) for row in rows)


def _each(found: Iterable[tuple[str, Fields]]) -> Part:
    """Name every entry once: a second of the same name, such as a fee's successor, gets a number."""
    made: Part = {}
    for name, fields in found:
        times = sum(one == name or one.startswith(f"{name} #") for one in made)
        made[f"{name} #{times + 1}" if times else name] = fields
    return made


def _tables(value: Mapping[str, Any], name: str = "") -> Iterator[tuple[str, Fields]]:
    """Yield each table under its way down, a table of a list by its slug."""
    plain = {key: str(each) for key, each in value.items() if not _nested(each)}
    if plain:
        yield name or "all", plain
    for key, each in value.items():
        inside = [("", each)] if isinstance(each, dict) else _listed(each) if _nested(each) else ()
        for one, table in inside:
            yield from _tables(table, ".".join(part for part in (name, key, one) if part))


def _nested(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value))


def _listed(tables: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, table in enumerate(tables, 1):
        yield str(table.get("slug", number)), table


def _texts(place: PurePosixPath, body: bytes) -> Part:
    read: Any = read_po if place.suffix == ".po" else read_mo
    catalogue: Catalog = read(io.BytesIO(body))
    return dict(_said(catalogue))


def _said(catalogue: Catalog) -> Iterator[tuple[str, Fields]]:
    for message in catalogue:
        if message.id:
            key, text = message.id, message.string
            forms = text if isinstance(text, str) else "\n".join(text or ())
            yield key if isinstance(key, str) else key[0], {"text": forms}


def differences(before: Files, after: Files) -> Iterator[Difference]:
    """Yield what `after` would bring, part by part."""
    was, now = brought(before), brought(after)
    for part in sorted(was.keys() | now.keys()):
        old, new = was.get(part, {}), now.get(part, {})
        for name in sorted(old.keys() | new.keys()):
            one, other = old.get(name, {}), new.get(name, {})
            fields = {each: (one.get(each, ""), other.get(each, "")) for each in {**one, **other}}
            changed = {each: pair for each, pair in fields.items() if pair[0] != pair[1]}
            what = "changed" if name in old and name in new else "new" if name in new else "gone"
            if changed or what != "changed":
                yield Difference(part, name, what, changed)
