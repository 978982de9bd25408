"""Calendars are changed by two administrators, for good; open cases follow, and their citizens are told."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.overlays import Overlay
from chalicelib.domain.people import Role
from chalicelib.handlers import events
from tests.faults.world import Context
from tests.handlers.client import Client, Filed, Reply, grant, token
from tests.watch import Watch

HOME = "/v1/admin/calendars"
FLOOD = {"day": "2026-03-30", "why": "disaster", "source": "SK Kakanim 12/2026"}
SATURDAY = {"day": "2026-03-28", "hours": ["08:00-12:00", "13:00-15:00"], "source": "SK Kakanim 13/2026"}
BODY: dict[str, Any] = {"office": "jakarta-utara", "reason": "calendar-closure", "closed": [FLOOD]}


@pytest.fixture(autouse=True)
def people(api: Client) -> Iterator[None]:
    """Two administrators of the centre, and one of Bali; what this test signs off is forgotten after it."""
    wiring.reset()
    grant("ani", Role.ADMIN, "pusat")
    grant("budi", Role.ADMIN, "pusat")
    grant("wayan", Role.ADMIN, "wilayah-bali")
    assert api.call("GET", HOME, token=token("ani")).json["edition"] == "2026-11-21"
    yield
    wiring.reset()


def draw_up(api: Client, person: str = "ani", **changes: Any) -> Reply:
    return api.call("POST", HOME, BODY | changes, token=token(person))


def sign_off(api: Client, person: str = "budi", version: object = 1, office: str = "jakarta-utara") -> Reply:
    return api.call("POST", f"{HOME}/{office}/versions/{version}/approvals", token=token(person))


def changed(api: Client, **changes: Any) -> Reply:
    """Draw a version up and sign it off."""
    drawn = draw_up(api, **changes).json
    signed = sign_off(api, version=drawn["version"], office=drawn["office"]["slug"])
    assert signed.status == 201, signed.text
    return signed


def versions(api: Client, office: str = "jakarta-utara") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = api.call("GET", f"{HOME}/{office}/versions", token=token("ani")).json["items"]
    return items


def sweep(api: Client, **later: float) -> None:
    api.later(**later)
    wiring.reset()
    events.sweep(Context())


def due(filed: Filed) -> str:
    clock = wiring.complaints().get(filed.ticket).clock("resolution")
    assert clock is not None
    return f"{clock.due:%Y-%m-%d}"


def test_two_persons_change_a_calendar(api: Client) -> None:
    """One administrator draws a version up, which changes nothing; another signs it off, and it is in force."""
    drawn = draw_up(api, open=[SATURDAY])
    assert (drawn.status, drawn.json["status"], drawn.json["drawn_up_by"]) == (201, "draft", "ani")
    assert drawn.json["closed"] == [FLOOD | {"name": "disaster", "estimate": False}]
    assert drawn.json["open"] == [SATURDAY]
    listed = api.call("GET", HOME, token=token("budi")).json
    assert listed["waiting"] == [{"office": "jakarta-utara", "version": 1, "drawn_up_by": "ani"}]
    assert (listed["edition"], listed["in_force"]) == ("2026-11-21", [])
    signed = sign_off(api)
    assert (signed.status, signed.json["status"], signed.json["signed_off_by"]) == (201, "in_force", "budi")
    listed = api.call("GET", HOME, token=token("ani")).json
    assert (listed["edition"], listed["waiting"]) == ("2026-11-21+1", [])
    assert listed["in_force"] == [signed.json] == versions(api)


def test_nobody_signs_off_alone(api: Client) -> None:
    """Whoever drew a version up is told that another administrator is needed; nothing is in force."""
    draw_up(api)
    reply = sign_off(api, "ani")
    assert (reply.status, reply.json["title"]) == (403, "A second person is needed")
    assert wiring.overlays().newest == 0


def test_a_signed_version_never_changes(api: Client) -> None:
    """Signed off once it cannot be again, nor can an older draft come after it; a new version takes its place."""
    draw_up(api)
    draw_up(api, closed=[])
    assert sign_off(api, version=2).status == 201
    before = [row for row in api.stored() if row["sk"]["S"] in {"S#000001", "V#000002"}]
    for version in (1, 2):
        reply = sign_off(api, version=version)
        assert (reply.status, reply.json["type"]) == (409, "urn:aduan:problem:signed_off")
    changed(api)
    assert [one["status"] for one in versions(api)] == ["superseded", "superseded", "in_force"]
    assert [row for row in api.stored() if row["sk"]["S"] in {"S#000001", "V#000002"}] == before


def test_every_change_leaves_a_name(api: Client) -> None:
    """Who drew up and who signed off is in the record of accesses, which nobody can change."""
    changed(api)
    kept = [(row["actor"]["S"], row["what"]["S"]) for row in api.stored() if "what" in row]
    assert sorted(kept) == [("ani", "calendar 1 drawn up"), ("budi", "calendar 1 signed off")]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_administrators(api: Client, role: Role) -> None:
    """No other role reads, draws up or signs off calendars."""
    person = grant("lain", role, "pusat")
    draw_up(api)
    replies = [
        draw_up(api, person),
        sign_off(api, person),
        api.call("GET", HOME, token=token(person)),
        api.call("GET", f"{HOME}/jakarta-utara/versions", token=token(person)),
    ]
    assert [reply.status for reply in replies] == [403] * 4
    assert api.call("POST", HOME, {}, token=token(person)).status == 403


def test_an_administrator_sees_no_case(api: Client) -> None:
    """Setting calendars opens no complaint."""
    filed = api.file()
    assert {api.see("ani", filed.ticket, part).status for part in ("", "/steps", "/deadlines")} == {404}


def test_a_region_keeps_to_itself(api: Client) -> None:
    """An administrator of one region changes, reads and signs off nothing of another."""
    draw_up(api)
    assert draw_up(api, "wayan").faults == {"office": "unknown_choice"}
    assert sign_off(api, "wayan").status == 404
    assert api.call("GET", f"{HOME}/jakarta-utara/versions", token=token("wayan")).status == 404
    assert api.call("GET", HOME, token=token("wayan")).json["waiting"] == []
    assert draw_up(api, "wayan", office="ngurah-rai").status == 201


@pytest.mark.parametrize("version", ["0", "7", "x", "-1", "1.0", "99999999"])
def test_what_is_not_there_is_not_found(api: Client, version: str) -> None:
    """A version that nobody drew up, or a made-up office, is answered in words."""
    reply = sign_off(api, version=version)
    assert (reply.status, reply.json["title"]) == (404, "No such version")
    assert sign_off(api, office="atlantis").status == 404


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"office": "atlantis"}, {"office": "unknown_choice"}),
        ({"reason": "because"}, {"reason": "choose_from"}),
        ({"closed": [FLOOD, FLOOD]}, {"closed": "day_twice"}),
        ({"open": [SATURDAY | {"day": "2026-03-30"}]}, {"open": "day_twice"}),
        ({"closed": [FLOOD | {"why": "holiday"}]}, {"closed.0.why": "choose_from"}),
        ({"closed": [FLOOD | {"day": "30-03-2026"}]}, {"closed.0.day": "date"}),
        ({"closed": [FLOOD | {"source": " "}]}, {"closed.0.source": "missing"}),
        ({"closed": [FLOOD | {"source": "x" * 301}]}, {"closed.0.source": "too_long"}),
        ({"closed": [FLOOD | {"estimate": 1}]}, {"closed.0.estimate": "yes_or_no"}),
        ({"closed": [FLOOD | {"note": "x"}]}, {"closed.0.note": "unknown_field"}),
        ({"closed": [FLOOD] * 101}, {"closed": "too_many_items"}),
        ({"open": [SATURDAY | {"hours": ["8-12"]}]}, {"open.0.hours.0": "hours"}),
        ({"open": [SATURDAY | {"hours": ["08:00-12:00", "11:00-15:00"]}]}, {"open.0.hours": "hours"}),
        ({"open": [SATURDAY | {"hours": ["12:00-08:00"]}]}, {"open.0.hours": "hours"}),
        ({"open": [SATURDAY | {"hours": [8]}]}, {"open.0.hours.0": "hours"}),
    ],
)
def test_what_is_wrong_is_named(api: Client, changes: dict[str, Any], faults: dict[str, str]) -> None:
    """A day twice, hours that overlap, a missing source: each is named with its remedy, and nothing is kept."""
    reply = draw_up(api, **changes)
    assert (reply.status, reply.faults) == (422, faults)
    assert versions(api) == []


def test_open_cases_follow_and_the_citizen_is_told(api: Client) -> None:
    """Minutes after a flood was signed off, a case is due a day later; its timeline and a message say so and why."""
    filed, elsewhere = api.file(), api.file(office="bogor")
    before = due(filed)
    changed(api)
    sweep(api, minutes=1)
    assert due(filed) == before == "2026-04-10"
    sweep(api, minutes=2)
    assert (due(filed), due(elsewhere)) == ("2026-04-13", "2026-04-10")
    timeline = api.call("GET", f"/v1/complaints/{filed.ticket}/steps", token=api.session(filed)).json["items"]
    assert (timeline[-1]["step"], timeline[-1]["reason"], timeline[-1]["by"]) == (
        "rebase",
        "calendar-closure",
        "system",
    )
    told = [row for row in api.stored() if row.get("notice", {}).get("S") == "deadline_moved"]
    assert {row["channel"]["S"] for row in told} == {"email", "sms"}
    assert {row["ticket"]["S"] for row in told} == {filed.ticket}
    shown = api.call("GET", f"/v1/complaints/{filed.ticket}/deadlines", token=api.session(filed)).json["deadlines"]
    assert any("disaster" in one["why"]["text"] for one in shown)


def test_what_is_filed_afterwards_has_the_new_calendar(api: Client) -> None:
    """From the signing on, a complaint is held to the new calendar from its first minute, and is not re-based."""
    changed(api)
    filed = api.file()
    assert due(filed) == "2026-04-13"
    sweep(api, minutes=5)
    assert wiring.complaints().get(filed.ticket).version == 1


def test_a_stale_process_learns_of_a_version_when_it_meets_one(api: Client) -> None:
    """A process that has not heard of a signing can still work on a case that was filed after it."""
    changed(api)
    filed, officer = api.file(), grant("citra")
    wiring.reset()
    wiring.overlays()._asked = api.now
    assert wiring.overlays().newest == 0
    assert api.take(officer, filed.ticket, "verify").status == 200
    assert wiring.overlays().newest == 1


def test_two_signings_at_once_get_two_numbers(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """When two offices' calendars are signed off in the same moment, the second takes the next number."""
    draw_up(api)
    draw_up(api, office="bogor")
    store = wiring.overlays()
    save, rival = store.sign, iter(store.versions("bogor"))

    def meanwhile(overlay: Overlay, mark: str) -> None:
        for other in rival:
            save(replace(other, number=overlay.number, by="budi", at=api.now), mark)
        save(overlay, mark)

    monkeypatch.setattr(store, "sign", meanwhile)
    assert sign_off(api).json["number"] == 2
    assert [one.office for one in store.upto(2)] == ["bogor", "jakarta-utara"]


def test_a_warm_process_asks_once_a_minute(api: Client) -> None:
    """Filing costs one read more a minute and process, not one a complaint."""
    api.file()
    with Watch(wiring.client) as watch:
        api.file()
    assert watch.counts["dynamodb.Query"] == 0
    api.later(seconds=61)
    with Watch(wiring.client) as watch:
        api.file()
    assert watch.counts["dynamodb.Query"] == 1
