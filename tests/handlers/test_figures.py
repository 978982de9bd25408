"""Public figures at the door: nothing before a month is over, then the same numbers as data, table and page."""

import csv
import io
from collections.abc import Iterator

import pytest

from chalicelib import wiring
from chalicelib.counting import counting
from chalicelib.domain.figures import Statement
from chalicelib.handlers import events
from tests.counts.operations import Lambda
from tests.handlers.client import Client

PAGE = "/id/statistik"


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    """No cabinet of another test."""
    wiring.reset()
    yield
    wiring.reset()


def state(api: Client, **numbers: int) -> None:
    """A month of so many, without a case for each: the pretended tables are small."""
    counts = {
        f"{table}/{slug}/{what.replace('_days', ':')}": count
        for what, count in numbers.items()
        for table, slug in (
            *(("months", "2026-02"), ("kinds", "complaint"), ("categories", "overstay"), ("offices", "bogor")),
        )
    }
    counting().statements.state(Statement("2026-02", counts, api.now))


def test_nothing_is_said_before_a_month_is_over(api: Client) -> None:
    """A complaint of today is in no figure, and the page says when there will be some."""
    api.file()
    found = api.call("GET", "/v1/statistics").json
    assert (found["until"], found["counted_at"], found["months"], found["offices"]) == (None, None, [], [])
    assert "Belum ada angka" in api.call("GET", PAGE).text
    assert api.call("GET", "/v1/statistics.csv").text == "\ufeffslug,name\r\n"


def test_the_night_after_a_month_it_is_counted(api: Client) -> None:
    """The nightly walk states March once April has come, though one complaint is too few to be told."""
    api.file()
    api.now = api.now.replace(hour=events.NIGHT)
    events.sweep(Lambda())
    assert counting().shown() == ()
    api.now = api.now.replace(month=4, day=1)
    events.sweep(Lambda())
    (march,) = counting().shown()
    assert (march.month, march.counts["offices/jakarta-utara/received"]) == ("2026-03", 1)
    found = api.call("GET", "/v1/statistics").json
    assert (found["since"], found["until"]) == ("2026-03", "2026-03")
    (line,) = found["months"]
    assert (line["name"], line["received"], line["percent"]) == ("March 2026", None, None)


def test_page_data_and_table_say_the_same(api: Client) -> None:
    """What is rounded is rounded everywhere, with the names of the language that was asked for."""
    state(api, received=1232, answered=1018, in_time=997, days_days3=1018)
    (line,) = api.call("GET", "/v1/statistics").json["kinds"]
    assert line == {
        "slug": "complaint",
        "name": "Complaint",
        "received": 1230,
        "answered": 1020,
        "in_time": 995,
        "percent": 98,
        "median": 3,
    }
    reply = api.call("GET", "/v1/statistics.csv?table=kinds&language=id")
    assert list(csv.reader(io.StringIO(reply.text)))[1] == ["complaint", "Pengaduan", "1230", "1020", "995", "98", "3"]
    assert reply.headers["Content-Disposition"] == 'attachment; filename="aduan-kinds-2026-02.csv"'
    page = api.call("GET", PAGE).text
    assert "Data Februari 2026, dihitung pada Jumat, 13 Maret 2026." in page
    for shown in ("1.230", "1.020", ">995<", ">98<", "Kantor Imigrasi Kelas I Non TPI Bogor"):
        assert shown in page, shown
    assert page.count('role="img"') == page.count("<table") == page.count("/v1/statistics.csv") == 4


def test_few_are_hidden_everywhere(api: Client) -> None:
    """Four answers are shown to nobody: not on the page, not in the data, not in the table, nor by a share of them."""
    state(api, received=33, answered=4, in_time=3)
    (line,) = api.call("GET", "/v1/statistics").json["offices"]
    assert [line[name] for name in ("received", "answered", "in_time", "percent")] == [35, None, None, None]
    assert api.call("GET", "/v1/statistics.csv?table=offices").text.endswith(",35,<5,<5,,\r\n")
    assert "kurang dari 5" in api.call("GET", PAGE).text


def test_strange_questions_are_refused(api: Client) -> None:
    """An unknown table or language is named, and an unknown language has no page."""
    assert api.call("GET", "/v1/statistics.csv?table=people").faults == {"table": "choose_from"}
    assert api.call("GET", "/v1/statistics.csv?language=xx").faults == {"language": "choose_from"}
    assert api.call("GET", "/xx/statistik").status == 404


def test_every_language_has_its_page(api: Client) -> None:
    """Four languages read the same numbers, each in its own words and direction."""
    state(api, received=100, answered=50, in_time=45)
    for language, word in (("id", "Tepat waktu"), ("en", "In time"), ("ar", "في الموعد"), ("zh", "按时")):
        page = api.call("GET", f"/{language}/statistik").text
        assert word in page
        assert f'lang="{language}"' in page


def test_figures_may_be_kept_for_an_hour(api: Client) -> None:
    """They are the same for everybody and change once a month."""
    for path in ("/v1/statistics", "/v1/statistics.csv", PAGE):
        assert api.call("GET", path).headers["Cache-Control"] == "public, max-age=3600"
