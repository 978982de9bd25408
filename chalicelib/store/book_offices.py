"""policy/offices.csv (those who handle cases) and policy/places.csv (those who do not) into `Office`."""

from importlib.resources.abc import Traversable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from chalicelib.domain.offices import Office
from chalicelib.store.book_checks import once, refuse, table

FROM_PARENT = {"hours": "", "holidays": "", "klass": "", "since": ""}


def read(folder: Traversable) -> list[Office]:
    """Every office and place; hours and holidays of a place are its parent's."""
    rows = [row | {"handles": "yes"} for row in table(folder / "offices.csv")]
    rows += [FROM_PARENT | row | {"handles": ""} for row in table(folder / "places.csv")]
    return tree(rows)


def tree(rows: list[dict[str, str]]) -> list[Office]:
    """BadPolicy for a slug that is there twice, a parent that is not, a circle, or an unknown zone."""
    once((row["slug"] for row in rows), "offices")
    by_slug = {row["slug"]: row for row in rows}
    for zone in {row["zone"] for row in rows}:
        _check_zone(zone)
    offices = [_office(row, by_slug) for row in rows]
    refuse(any("/" not in one.path and not one.handles for one in offices), "offices: the centre handles no cases")
    return offices


def _office(row: dict[str, str], by_slug: dict[str, dict[str, str]]) -> Office:
    parent = by_slug.get(row["parent"], {})
    refuse(not row["source"], f"{row['slug']}: no source")
    return Office(
        slug=row["slug"],
        name=row["name"],
        kind=row["kind"],
        path=_path(row, by_slug),
        zone=row["zone"],
        province=row["province"],
        handles=bool(row["handles"]),
        hours=row["hours"] or parent.get("hours", ""),
        holidays=row["holidays"] or parent.get("holidays", ""),
        klass=row["klass"],
        city=row["city"],
        since=row["since"],
        status=row["status"],
        source=row["source"],
    )


def _path(row: dict[str, str], by_slug: dict[str, dict[str, str]]) -> str:
    slugs = [row["slug"]]
    while parent := by_slug[slugs[0]]["parent"]:
        refuse(parent not in by_slug or parent in slugs, f"{row['slug']}: no way up from {slugs[0]} to {parent}")
        slugs.insert(0, parent)
    return "/".join(slugs)


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        refuse(True, f"offices: no zone {zone!r}")
