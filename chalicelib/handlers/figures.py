"""Public figures: read by anybody, as data, as a table for a spreadsheet, and as a page that needs no script."""

from chalicelib.handlers.answers import Answer, json_answer, raw_answer
from chalicelib.handlers.http import Routes
from chalicelib.handlers.plain import HTML, Pages
from chalicelib.handlers.public import HOUR
from chalicelib.pages.render import render

routes, pages = Routes("figures"), Pages("plain_figures")
CSV = "text/csv; charset=utf-8"


@routes.route("/v1/statistics")
def statistics() -> Answer:
    """Figures of the last months that are over. Null: fewer than `fewest`, or too few for a share or a median."""
    from chalicelib.handlers import months  # noqa: PLC0415 - seldom asked for: a start need not load it

    return json_answer(months.shown(routes.language()), Cache_Control=HOUR, Vary="Accept-Language")


@routes.route("/v1/statistics.csv")
def statistics_table() -> Answer:
    """One `table` for a spreadsheet: months, kinds, categories or offices, named in the `language` that is asked."""
    from chalicelib.handlers import months  # noqa: PLC0415

    made, name = months.table(routes.query("table"), routes.query("language") or routes.language())
    return raw_answer(made, 200, CSV, Cache_Control=HOUR, Content_Disposition=f'attachment; filename="{name}"')


@pages.route("/{language}/statistik")
def statistics_page(language: str) -> Answer:
    """The same for people: each chart with its table and the table's file."""
    from chalicelib.handlers import months  # noqa: PLC0415

    made = render("statistics.html", language, path="statistik", **months.shown(language))
    return raw_answer(made, 200, HTML, Cache_Control=HOUR)
