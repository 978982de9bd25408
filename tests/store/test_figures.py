"""Counts of months in the table: whole again when they are read, and never too large for a row."""

import json
from dataclasses import replace

import boto3

from chalicelib.domain.figures import Statement
from chalicelib.domain.walk import Place
from chalicelib.store.figures import StatementStore
from chalicelib.store.table import squeezed
from chalicelib.store.walk import WalkStore
from tests.builders import AT, book
from tests.cloud import Cloud

MOST = 400 * 1024
MARCH = Statement("2026-03", {"months/2026-03/received": 7}, AT)


def busy(month: str) -> dict[str, int]:
    """A month in which every office and every category had everything."""
    policy, whats = book().policy, ("received", "answered", "in_time")
    slugs = [f"offices/{one.slug}" for one in book().offices.all()] + [f"kinds/{one.slug}" for one in policy.kinds]
    wide = [f"months/{month}", *(f"categories/{one.slug}" for one in policy.categories)]
    days = [f"{slug}/days:{number}" for slug in wide for number in range(120)]
    cells = [f"{slug}/{what}" for slug in (*slugs, *wide) for what in whats]
    return {cell: 1000 + 37 * at % 911 for at, cell in enumerate(cells + days)}


def test_what_was_stated_is_read_again_and_stays(tables: Cloud) -> None:
    """A second statement of a month changes nothing; later months are found, earlier ones not asked for."""
    store = StatementStore(boto3.client("dynamodb"), tables.tables.cases)
    for one in (MARCH, replace(MARCH, counts={}), replace(MARCH, month="2026-02")):
        store.state(one)
    assert store.since("2026-03") == (MARCH,)
    assert [one.month for one in store.since("2025-12")] == ["2026-02", "2026-03"]


def test_a_walk_goes_on_with_what_it_has_counted(tables: Cloud) -> None:
    """The place is read as it was kept; a row of before there were figures is read, too."""
    walk = WalkStore(boto3.client("dynamodb"), tables.tables.cases)
    place = Place(after="C#A STATE", seen=3, months={"2026-03": MARCH.counts, "2026-04": {}})
    walk.keep(place)
    assert walk.place() == place
    key = {"pk": {"S": "PULSE"}, "sk": {"S": "CHAINS"}}
    boto3.client("dynamodb").update_item(TableName=tables.tables.cases, Key=key, UpdateExpression="REMOVE months")
    assert walk.place() == replace(place, months={})


def test_a_year_of_the_whole_country_fits_into_a_row() -> None:
    """A stage whose last twelve months were all full and none of them stated can still keep its place."""
    year = {f"2026-{month:02}": busy(f"2026-{month:02}") for month in range(1, 13)}
    assert len(squeezed(year)) < MOST < len(json.dumps(year))
