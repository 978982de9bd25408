"""A release brings another edition of the national calendar; open cases go over to it once two persons say so."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from chalicelib import wiring
from chalicelib.domain.calendars import Holiday
from chalicelib.domain.people import Role
from chalicelib.handlers import events
from ops import __main__ as ops
from tests.faults.world import Context
from tests.handlers.client import Client, Filed, Reply, grant, token

HOME, OLD, NEW = "/v1/admin/calendars", "2026-11-21", "2026-12-01"
DECREED = date(2026, 3, 30)
REASON = {"reason": "calendar-decree"}


@pytest.fixture(autouse=True)
def people(api: Client) -> Iterator[None]:
    """Two administrators of the centre and one of Bali."""
    wiring.reset()
    for name, scope in (("ani", "pusat"), ("budi", "pusat"), ("wayan", "wilayah-bali")):
        grant(name, Role.ADMIN, scope)
    assert api.call("GET", HOME, token=token("ani")).status == 200
    yield
    wiring.reset()


def release() -> None:
    """Start with the data of another release: an edition with one more national day."""
    wiring.reset()
    editions: Any = wiring.book().calendars.editions
    more = Holiday(DECREED, "other-national", estimate=False, source="SKB 9/2026")
    lists = {name: (*days, more) for name, days in editions[OLD].holidays.items()}
    editions[NEW] = replace(editions[OLD], version=NEW, holidays=lists)


def adopt(api: Client, person: str = "ani", **body: Any) -> Reply:
    return api.call("POST", f"{HOME}/editions", REASON | body, token=token(person))


def sign_off(api: Client, version: int, person: str = "budi") -> Reply:
    return api.call("POST", f"{HOME}/pusat/versions/{version}/approvals", token=token(person))


def sweep(api: Client) -> None:
    api.later(minutes=3)
    events.sweep(Context())


def state(filed: Filed) -> tuple[str, str]:
    case = wiring.complaints().get(filed.ticket)
    clock = case.clock("resolution")
    assert clock is not None
    return case.edition, f"{clock.due:%Y-%m-%d}"


def said(*arguments: str) -> Result:
    return CliRunner().invoke(ops.app, ["calendars", *arguments])


def test_a_release_alone_moves_no_open_case(api: Client) -> None:
    """After a release new complaints have its edition; those already open keep theirs, and the list says so."""
    filed = api.file()
    release()
    sweep(api)
    assert state(filed) == (OLD, "2026-04-10")
    assert state(api.file()) == (NEW, "2026-04-13")
    listed = api.call("GET", HOME, token=token("ani")).json
    assert (listed["edition"], listed["shipped"], listed["adopted"]) == (NEW, NEW, OLD)


def test_two_administrators_bring_open_cases_over(api: Client) -> None:
    """One draws it up, another signs it off; open cases follow with reason and edition, closed ones stay."""
    filed, closed = api.file(), api.file()
    assert api.say(closed, "withdraw").status == 200
    release()
    drawn = adopt(api)
    assert (drawn.status, drawn.json["status"], drawn.json["office"]["slug"]) == (201, "draft", "pusat")
    assert sign_off(api, drawn.json["version"], "ani").status == 403
    signed = sign_off(api, drawn.json["version"])
    assert (signed.status, signed.json["edition"]) == (201, NEW)
    sweep(api)
    assert state(filed) == (f"{NEW}+1", "2026-04-13")
    assert state(closed) == (OLD, "2026-04-10")
    shown = api.call("GET", f"/v1/complaints/{filed.ticket}/deadlines", token=api.session(filed)).json["deadlines"]
    assert any("(edition of 1 December 2026, change no. 1)" in one["why"]["text"] for one in shown)
    assert api.call("GET", HOME, token=token("ani")).json["adopted"] == NEW


def test_the_centres_own_days_stay(api: Client) -> None:
    """What the centre had added before the release is carried over unchanged."""
    closed = [{"day": "2026-04-01", "why": "other-joint", "source": "SE 4/2026"}]
    body = {"office": "pusat", "reason": "calendar-decree", "closed": closed}
    assert sign_off(api, api.call("POST", HOME, body, token=token("ani")).json["version"]).status == 201
    release()
    assert [one["day"] for one in adopt(api).json["closed"]] == ["2026-04-01"]


def test_there_is_nothing_to_bring_over_twice(api: Client) -> None:
    """With one edition, or once it was done, the answer says that open cases stand on the newest."""
    assert (adopt(api).status, adopt(api).json["type"]) == (409, "urn:aduan:problem:no_edition")
    release()
    sign_off(api, adopt(api).json["version"])
    assert adopt(api).status == 409


def test_only_the_centres_administrators(api: Client) -> None:
    """An administrator of a region, or another role, brings nothing over; a made-up reason is named."""
    release()
    assert adopt(api, "wayan").status == 403
    assert adopt(api, grant("lain", Role.CENTRE, "pusat")).status == 403
    assert adopt(api, reason="because").faults == {"reason": "choose_from"}


def test_operators_see_who_stands_where(api: Client) -> None:
    """The command line counts open cases by edition, and draws up in an administrator's name what brings them over."""
    api.file()
    assert said("editions").exit_code == 0
    nothing = said("adopt", "--as", "ani", "--json")
    assert (nothing.exit_code, nothing.stdout) == (0, "[]\n")
    release()
    done = said("editions", "--json")
    assert (done.exit_code, json.loads(done.stdout)) == (1, {"newest": NEW, "open": {OLD: 1}})
    assert [said("adopt", "--as", name).exit_code for name in ("wayan", "nobody", "ani")] == [2, 2, 0]
    assert sign_off(api, 1).status == 201
    sweep(api)
    assert said("editions").exit_code == 0


def test_a_year_of_an_office(api: Client) -> None:
    """An administrator reads which days of a year close the office, and why, and which are worked out of turn."""
    saturday = {"day": "2026-03-28", "hours": ["08:00-12:00", "13:00-15:00"], "source": "SK 13/2026"}
    flood = {"day": "2026-03-30", "why": "disaster", "source": "SK 12/2026"}
    body = {"office": "jakarta-utara", "reason": "calendar-closure", "closed": [flood], "open": [saturday]}
    assert api.call("POST", HOME, body, token=token("ani")).status == 201
    signed = api.call("POST", f"{HOME}/jakarta-utara/versions/1/approvals", token=token("budi"))
    assert signed.status == 201
    path = f"{HOME}/jakarta-utara/days"
    found = api.call("GET", f"{path}?year=2026", token=token("ani")).json
    assert (found["edition"], found["year"]) == ("2026-11-21+1", 2026)
    listed = {one["day"]: one for one in found["days"]}
    assert list(listed) == sorted(listed)
    assert (listed["2026-03-30"]["reason"], listed["2026-03-30"]["name"]) == ("disaster", "disaster")
    assert (listed["2026-03-28"]["reason"], listed["2026-03-28"]["hours"]) == (None, saturday["hours"])
    assert listed["2026-03-19"]["reason"] == "nyepi"
    assert api.call("GET", path, token=token("ani")).json["year"] == api.now.year
    assert api.call("GET", f"{path}?year=2027", token=token("ani")).json["days"][0]["day"] == "2027-01-01"
    for year in ("1999", "20266", "x", "2101"):
        assert api.call("GET", f"{path}?year={year}", token=token("ani")).faults == {"year": "year"}
    assert api.call("GET", path, token=token("wayan")).status == 404
    assert api.call("GET", path, token=token(grant("lain"))).status == 403
