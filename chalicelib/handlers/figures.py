"""Public figures: read by anybody, as data, as a table for a spreadsheet, and as a page that needs no script."""

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
from chalicelib.handlers.answers import Answer, json_answer, raw_answer
from chalicelib.handlers.http import Routes
from chalicelib.handlers.plain import HTML, Pages
from chalicelib.handlers.public import HOUR
from chalicelib.notify import dates
from chalicelib.pages.render import render

routes, pages = Routes("figures"), Pages("plain_figures")
CSV = "text/csv; charset=utf-8"
WORDS = {"kinds": "kind", "categories": "category"}
HIDDEN = "<{}"


@routes.route("/v1/statistics")
def statistics() -> Answer:
    """Figures of the last months that are over. Null: fewer than `fewest`, or too few for a share or a median."""
    return json_answer(shown(routes.language()), Cache_Control=HOUR, Vary="Accept-Language")


@routes.route("/v1/statistics.csv")
def statistics_table() -> Answer:
    """One `table` for a spreadsheet: months, kinds, categories or offices, named in the `language` that is asked."""
    name, language = routes.query("table") or MONTHS, routes.query("language") or routes.language()
    if name not in TABLES:
        raise UnknownChoice("table", TABLES)
    if language not in wiring.languages():
        raise UnknownChoice("language", wiring.languages())
    found, made = shown(language), io.StringIO()
    writer = csv.writer(made)
    rows = found[name]
    writer.writerow(list(rows[0]) if rows else ["slug", "name"])
    writer.writerows(_cells(row, found["fewest"]) for row in rows)
    saved = f'attachment; filename="aduan-{name}-{found["until"] or ""}.csv"'
    return raw_answer(made.getvalue(), 200, CSV, Cache_Control=HOUR, Content_Disposition=saved)


@pages.route("/{language}/statistik")
def statistics_page(language: str) -> Answer:
    """The same for people: each chart with its table and the table's file."""
    made = render("statistics.html", language, path="statistik", **shown(language))
    return raw_answer(made, 200, HTML, Cache_Control=HOUR)


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
