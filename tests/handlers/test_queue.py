"""The queue: in order of deadline, by office, by status, page by page."""

import pytest

from chalicelib import wiring
from chalicelib.domain.people import Role
from chalicelib.store import desk
from tests.handlers.client import Client, grant


def tickets(api: Client, person: str, query: str = "") -> list[str]:
    reply = api.staff(person, f"/queue{query}")
    assert reply.status == 200, reply.text
    return [case["ticket"] for case in reply.json["items"]]


def test_what_is_due_first_comes_first(api: Client) -> None:
    """Whatever must be done first stands at the top, whenever it came in."""
    person = grant("budi")
    first = api.file()
    api.later(days=7)
    second, question = api.file(), api.file(kind="information")
    api.take(person, first.ticket, "verify")
    due = {case["ticket"]: case["due_at"] for case in api.staff(person, "/queue").json["items"]}
    assert tickets(api, person) == sorted(due, key=lambda ticket: (due[ticket], ticket))
    assert set(due) == {first.ticket, second.ticket, question.ticket}


def test_what_is_over_leaves_the_queue(api: Client) -> None:
    """A complaint that nobody owes anything on any more is in no queue."""
    person, filed = grant("budi"), api.file()
    api.say(filed, "withdraw")
    assert tickets(api, person) == []


def test_a_status_can_be_asked_for(api: Client) -> None:
    """An officer can look at new complaints alone."""
    person, new, seen = grant("budi"), api.file(), api.file()
    api.take(person, seen.ticket, "verify")
    assert tickets(api, person, "?status=received") == [new.ticket]
    assert tickets(api, person, "?status=verified") == [seen.ticket]


def test_what_nobody_has_and_what_is_late_can_be_asked_for(api: Client) -> None:
    """A supervisor opens the very lists that the figures of the day count."""
    person, new, nobodys, mine = grant("budi"), api.file(), api.file(), api.file()
    api.take(person, nobodys.ticket, "verify")
    assert api.take(person, mine.ticket, "verify").status == 200
    assert api.take(person, mine.ticket, "assign", to=person).status == 200
    assert tickets(api, person, "?status=unassigned") == [nobodys.ticket]
    assert tickets(api, person, "?status=late") == []
    api.later(days=16)
    assert tickets(api, person, "?status=late") == [new.ticket]


@pytest.mark.parametrize(
    ("query", "remedy"),
    [
        ("?status=done", "Choose one of: Received; Verified; In progress; Waiting for the complainant; "),
        ("?cursor=x", "first page"),
        ("?cursor=a.b.c", "first page"),
        ("?cursor=\ud800", "first page"),
    ],
)
def test_what_is_not_known_is_named(api: Client, query: str, remedy: str) -> None:
    """A status or a place in the list that we never gave is refused by its name, with what can be asked instead."""
    reply = api.staff(grant("budi"), f"/queue{query}")
    (fault,) = reply.json["errors"]
    assert (reply.status, fault["field"]) == (422, query[1:7])
    assert remedy in fault["message"]


@pytest.mark.parametrize("office", ["bogor", "wilayah-dki-jakarta", "nowhere", "jakarta-utara%20"])
def test_another_offices_queue_is_not_there(api: Client, office: str) -> None:
    """An officer finds no queue but those of the own office, and reads that it is the office that is out of reach."""
    for path in ("queue", "colleagues"):
        reply = api.staff(grant("budi"), f"/{path}?office={office}")
        assert (reply.status, reply.json["type"]) == (404, "urn:aduan:problem:no_office")


def test_a_region_reads_its_offices_as_one_list(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A region turns page after page over all its offices and misses none and sees none twice."""
    monkeypatch.setattr(desk, "PAGE", 2)
    person, filed = grant("wilayah", Role.REGION, "wilayah-dki-jakarta"), []
    for number in range(7):
        filed.append(api.file(office=("jakarta-utara", "jakarta-selatan", "jakarta-barat")[number % 3]).ticket)
        api.later(days=number % 2)
    seen, query = [], ""
    while True:
        reply = api.staff(person, f"/queue{query}").json
        assert len(reply["items"]) <= 2
        seen += [(case["due_at"], case["ticket"]) for case in reply["items"]]
        if reply["next"] is None:
            break
        query = f"?cursor={reply['next']}"
    assert sorted(seen) == seen
    assert sorted(ticket for _, ticket in seen) == sorted(filed)
    assert set(tickets(api, person, "?office=jakarta-barat")) == {filed[2], filed[5]}


def test_a_cursor_of_another_make_is_refused(api: Client) -> None:
    """A place in the list cannot be made up, not even with another of our tokens."""
    filed = api.file()
    assert api.staff(grant("budi"), f"/queue?cursor={api.session(filed)}").status == 422


def test_a_filter_reads_on_past_what_it_leaves_out(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of new complaints is full although the first in the list are others."""
    monkeypatch.setattr(desk, "PAGE", 2)
    person, old = grant("budi"), [api.file() for _ in range(4)]
    for filed in old:
        api.take(person, filed.ticket, "verify")
        api.take(person, filed.ticket, "assign", to=person)
    new = sorted(api.file(kind="information").ticket for _ in range(2))
    assert tickets(api, person, "?status=received") == new


def test_everybody_sees_their_own_steps_in_the_list(api: Client) -> None:
    """The list tells of each complaint what this very person may do with it now."""
    filed = api.file()
    case = wiring.complaints().get(filed.ticket)
    shown = api.staff(grant("budi"), "/queue").json["items"][0]
    assert shown["version"] == case.version
    assert shown["allowed_steps"] == ["verify", "classify", "note", "message", "reject"]
