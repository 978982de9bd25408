"""The survey at the door: once a case, after its end, counted apart, and shown as the figures of many."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.errors import NotFound
from chalicelib.domain.people import Role
from chalicelib.domain.times import parse
from tests.handlers.client import Client, Filed, Reply, grant

TAP = {"settled": 2, "treated": 1}
NINE = {f"u{n}": 4 for n in range(1, 10)}
APRIL = parse("2026-04-02T02:00:00Z")


def ended(api: Client, **changes: Any) -> Filed:
    filed = api.file(**changes)
    assert api.say(filed, "withdraw").status == 200
    return filed


def asked(api: Client, filed: Filed) -> Reply:
    return api.call("GET", f"/v1/complaints/{filed.ticket}/survey", token=api.session(filed))


def give(api: Client, filed: Filed, **marks: Any) -> Reply:
    return api.call("POST", f"/v1/complaints/{filed.ticket}/survey", marks, token=api.session(filed))


def count(place: str, *many: tuple[int, dict[str, int]]) -> None:
    """Count answers at an office without a case for each: the pretended tables are small."""
    for people, marks in many:
        for number in range(people):
            part = wiring.ballots().instrument.part(marks)
            assert part
            wiring.ballots().cast(f"{place}-{number}-{sorted(marks.items())}", part, ("2026-Q1", place), marks)


def figures(api: Client, person: str, period: str = "2026-Q1") -> Any:
    reply = api.staff(person, f"/survey?period={period}")
    assert reply.status == 200, reply.text
    return {item["office"]["slug"] if item["office"] else "": item for item in reply.json["items"]}


def test_each_part_is_asked_once_after_the_end(api: Client) -> None:
    """Two questions and the official nine can be answered once each, when the case is over and not before."""
    filed = api.file()
    assert asked(api, filed).json == {"parts": []}
    assert give(api, filed, **TAP).json["type"] == "urn:aduan:problem:step_refused"
    api.say(filed, "withdraw")
    assert asked(api, filed).json == {"parts": ["tap", "skm"]}
    assert give(api, filed, **TAP).status == 201
    assert asked(api, filed).json == {"parts": ["skm"]}
    again = give(api, filed, settled=1)
    assert (again.status, again.json["type"]) == (409, "urn:aduan:problem:answered_before")
    assert give(api, filed, u1=1, u4=3).status == 201
    assert asked(api, filed).json == {"parts": []}


def test_nothing_joins_an_answer_to_its_case(api: Client) -> None:
    """The case holds that it answered, with neither mark nor time; the marks are counted where no ticket is."""
    filed = ended(api)
    before = {(row["pk"]["S"], row["sk"]["S"]) for row in api.stored() if "sk" in row}
    give(api, filed, **TAP)
    fresh = [row for row in api.stored() if "sk" in row and (row["pk"]["S"], row["sk"]["S"]) not in before]
    given, tally = sorted(fresh, key=lambda row: row["pk"]["S"])
    assert given == {"pk": {"S": f"C#{filed.ticket}"}, "sk": {"S": "F#tap"}}
    assert tally == {
        "pk": {"S": "V#2026-Q1"},
        "sk": {"S": "jakarta-utara"},
        "settled_2": {"N": "1"},
        "treated_1": {"N": "1"},
    }


def test_an_answer_that_is_refused_is_not_counted(api: Client) -> None:
    """The mark that a case has answered and the counts are one write: a second answer changes neither."""
    filed = ended(api)
    give(api, filed, **TAP)
    before = api.stored()
    give(api, filed, settled=1)
    assert api.stored() == before


@pytest.mark.parametrize(
    "marks", [{}, {"u1": 5}, {"u1": 0}, {"u1": True}, {"u1": "4"}, {"u10": 1}, {"settled": 3}, {"settled": 1, "u1": 1}]
)
def test_strange_answers_are_refused_in_words(api: Client, marks: dict[str, Any]) -> None:
    """Only the questions asked, only their marks, and not both parts at once."""
    reply = give(api, ended(api), **marks)
    assert reply.status == 422
    assert all(fault["message"] for fault in reply.json["errors"])


def test_a_stranger_is_not_heard(api: Client) -> None:
    """Without a session nobody learns of a survey, nor answers one."""
    filed = ended(api)
    path = f"/v1/complaints/{filed.ticket}/survey"
    assert api.call("GET", path).status == api.call("POST", path, TAP).status == 401


def test_reports_on_foreigners_are_not_surveyed(api: Client) -> None:
    """What belongs to the closed world of such reports is in no figure."""
    category = next(one.slug for one in wiring.book().policy.categories if "foreigner_report" in one.kinds)
    filed = ended(api, kind="foreigner_report", category=category)
    assert asked(api, filed).json == {"parts": []}
    assert give(api, filed, **TAP).status == 409


def test_the_official_index_is_exact(api: Client) -> None:
    """The figures are exact decimals with their grade: five full marks and five threes give 87,50, a B."""
    grant("wilayah", Role.REGION, "wilayah-dki-jakarta")
    count("jakarta-utara", (5, NINE), (5, dict.fromkeys(NINE, 3)), (5, TAP))
    api.now = APRIL
    office = figures(api, "wilayah")["jakarta-utara"]
    assert (office["index"], office["grade"]) == ("87.50", "B")
    assert {one["question"]: one["mean"] or one["percent"] for one in office["questions"]} == (
        {"settled": "100.00", "treated": "0.00"} | dict.fromkeys(NINE, "3.50")
    )


def test_the_few_are_never_shown(api: Client) -> None:
    """Fewer than five answers to a question are in no figure: not their office's, and not in a sum that would tell."""
    grant("wilayah", Role.REGION, "wilayah-dki-jakarta")
    grant("pusat", Role.CENTRE, "pusat")
    count("jakarta-utara", (5, NINE), (4, TAP))
    count("jakarta-barat", (4, NINE))
    count("bogor", (3, TAP))
    api.now = APRIL
    region, centre = figures(api, "wilayah"), figures(api, "pusat")
    assert set(region) == set(centre) == {"jakarta-utara", ""}
    assert {one["question"] for one in region["jakarta-utara"]["questions"]} == set(NINE)
    assert {one["respondents"] for one in region[""]["questions"]} == {5}
    assert {one["question"]: one["respondents"] for one in centre[""]["questions"]} == {
        "settled": 7,
        "treated": 7,
    } | dict.fromkeys(NINE, 5)


def test_figures_rest_until_their_quarter_has_ended(api: Client) -> None:
    """A figure that still moves would tell the last answer: the running quarter is shown to nobody."""
    grant("pusat", Role.CENTRE, "pusat")
    for period in ("2026-Q1", "2026-Q2", "2026-Q5", "2026", "x", "", "²026-Q1"):
        assert api.staff("pusat", f"/survey?period={period}").faults == {"period": "unknown_choice"}
    api.now = APRIL
    assert api.staff("pusat", "/survey?period=2026-Q1").status == 200


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR, Role.HEAD, Role.CUSTODIAN, Role.ADMIN])
def test_an_office_does_not_read_its_own_figures_here(api: Client, role: Role) -> None:
    """Regions, the centre and auditors read figures; whoever works on the cases does not."""
    grant("orang", role, "pusat" if role in {Role.CUSTODIAN, Role.ADMIN} else "jakarta-utara")
    api.now = APRIL
    assert api.staff("orang", "/survey?period=2026-Q1").status == 403


def test_who_handles_reports_on_foreigners_reads_no_figures(api: Client) -> None:
    """The two worlds stay apart."""
    grant("intel", Role.REGION, "wilayah-dki-jakarta", restricted=True)
    api.now = APRIL
    assert api.staff("intel", "/survey?period=2026-Q1").status == 403


def test_a_region_reads_its_own_offices(api: Client) -> None:
    """A region does not see another region's offices; an auditor with the whole country sees all."""
    grant("wilayah", Role.REGION, "wilayah-dki-jakarta")
    grant("audit", Role.AUDITOR, "pusat")
    count("jakarta-utara", (5, TAP))
    count("bogor", (5, TAP))
    api.now = APRIL + timedelta(days=1)
    assert set(figures(api, "wilayah")) == {"jakarta-utara", ""}
    assert set(figures(api, "audit")) == {"jakarta-utara", "bogor", ""}


def test_the_table_has_the_same_figures(api: Client) -> None:
    """A spreadsheet opens the same numbers, one row a question and one an index."""
    grant("pusat", Role.CENTRE, "pusat")
    count("jakarta-utara", (6, NINE), (5, TAP))
    api.now = APRIL
    reply = api.staff("pusat", "/survey.csv?period=2026-Q1")
    assert reply.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(reply.text)))
    assert [row["question"] for row in rows[:12]] == ["settled", "treated", *NINE, "index"]
    assert (rows[0]["percent"], rows[2]["mean"], rows[11]["index"], rows[11]["grade"]) == (
        "100.00",
        "4.00",
        "100.00",
        "A",
    )
    assert [row["office"] for row in rows] == ["jakarta-utara"] * 12 + [""] * 12


def test_an_unknown_case_is_no_session(api: Client) -> None:
    """A ballot for a case that is gone is refused like any other stranger's."""
    assert not api.stored()
    with pytest.raises(NotFound):
        wiring.ballots().look("IMI-0000-0000-0")
