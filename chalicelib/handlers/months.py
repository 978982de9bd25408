"""What is said of months: the numbers that may be shown, with the names that a language has for them."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from chalicelib import wiring
from chalicelib.counting import counting
from chalicelib.domain.errors import UnknownChoice
from chalicelib.domain.figures import MONTHS, OFFICES, TABLES, Line, lines
from chalicelib.domain.times import iso
from chalicelib.notify import dates

WORDS = {"kinds": "kind", "categories": "category"}
HIDDEN = "<{}"
MARK = "\ufeff"
"""By it a spreadsheet knows UTF-8, and Arabic and Chinese names for what they are."""


def shown(language: str) -> dict[str, Any]:
    """Give every table with the names that this language has, and what stands behind the numbers."""
    desk = counting()
    months, rules, say = desk.shown(), desk.rules, wiring.words(language)
    tables = {name: [_row(name, line, say) for line in found] for name, found in lines(months, rules).items()}
    return {
        "since": months[0].month if months else None,
        "until": months[-1].month if months else None,
        "counted_at": iso(max(one.counted for one in months)) if months else None,
        "fewest": rules.fewest,
        "rounded_to": rules.step,
        "enough": rules.enough,
        **tables,
    }


def table(asked: str | None, language: str) -> tuple[str, str]:
    """Give one table as CSV, and what its file is called. Raises Invalid for a table or a language that we lack."""
    name = asked or MONTHS
    if name not in TABLES:
        raise UnknownChoice("table", TABLES)
    if language not in wiring.languages():
        raise UnknownChoice("language", wiring.languages())
    found, made = shown(language), io.StringIO()
    writer = csv.writer(made)
    rows = found[name]
    writer.writerow(list(rows[0]) if rows else ["slug", "name"])
    writer.writerows(_cells(row, found["fewest"]) for row in rows)
    return MARK + made.getvalue(), f"aduan-{name}-{found['until'] or ''}.csv"


def _row(table: str, line: Line, say: wiring.Words) -> dict[str, Any]:
    given = asdict(line)
    return {"slug": given.pop("slug"), "name": _name(table, line.slug, say), **given}


def _name(table: str, slug: str, say: wiring.Words) -> str:
    if table == MONTHS:
        return dates.month(date.fromisoformat(f"{slug}-01"), say)
    if table == OFFICES:
        return wiring.book().offices.get(slug).name
    return say(f"{WORDS[table]}.{slug}")


def _cells(row: Mapping[str, Any], fewest: int) -> Iterator[Any]:
    """What is hidden says so; a share or a median that is not told is an empty cell."""
    for what, value in row.items():
        yield HIDDEN.format(fewest) if value is None and what in {"received", "answered", "in_time"} else value
