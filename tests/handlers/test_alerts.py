"""Taking an alert and putting one off, at the door; and saying that one is absent."""

from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.errors import ChangedMeanwhile, NotAllowed
from chalicelib.domain.people import Role
from chalicelib.services import absences
from chalicelib.services import sweep as sweeping
from tests.builders import staff
from tests.handlers.client import Client, Reply, fresh_key, grant, token


@pytest.fixture
def late(api: Client) -> str:
    """A complaint that nobody looked at in time, and whose head knows."""
    grant("kepala", Role.HEAD)
    filed = api.file()
    api.later(days=15)
    sweep()
    return filed.ticket


def sweep() -> None:
    def failed(error: Exception) -> None:
        raise error

    sweeping.run(wiring.sweep(lambda: True, failed))


def act(api: Client, person: str, ticket: str, action: str, key: str = "", **more: Any) -> Reply:
    """Do something about an alert, on the version that is on file."""
    version = wiring.complaints().get(ticket).version
    path, body = f"/v1/staff/complaints/{ticket}/alerts", {"action": action, **more}
    headers = {"idempotency_key": key or fresh_key(), "if_match": f'"{version}"'}
    return api.call("POST", path, body, token=token(person), **headers)


def absent(api: Client, person: str, until: str | None, delegate: str | None) -> Reply:
    return api.call("PUT", "/v1/staff/me/absence", {"until": until, "delegate": delegate}, token=token(person))


def test_whoever_takes_it_is_shown(api: Client, late: str) -> None:
    """Colleagues see in the queue and in the case who sees to it; the citizen sees that we are late, and no names."""
    assert act(api, "kepala", late, "take").json["taken_by"] == "kepala"
    assert api.see(grant("budi"), late).json["taken_by"] == "kepala"
    assert api.staff("budi", "/queue").json["items"][0]["taken_by"] == "kepala"
    assert "take" not in api.see("kepala", late).json["allowed_steps"]
    assert api.see("budi", late).json["late"]


def test_the_citizen_reads_nothing_of_it(api: Client) -> None:
    """What superiors do about an alert is not in the citizen's timeline; that we are late is."""
    grant("kepala", Role.HEAD)
    filed = api.file()
    api.later(days=15)
    sweep()
    assert act(api, "kepala", filed.ticket, "take").status == 200
    assert act(api, "kepala", filed.ticket, "snooze", reason="work-under-way").status == 200
    place = f"/v1/complaints/{filed.ticket}"
    told = api.call("GET", f"{place}/steps", token=api.session(filed)).json["items"]
    assert {one["step"] for one in told} == {"receive", "breach"}
    deadlines = api.call("GET", place, token=api.session(filed)).json["deadlines"]
    assert any(clock["late"] for clock in deadlines)


def test_one_press_is_one_event(api: Client, late: str) -> None:
    """Pressed twice under one key, it is recorded once and answered alike."""
    key = fresh_key()
    version = wiring.complaints().get(late).version
    first, again = (act(api, "kepala", late, "snooze", key, reason="answer-in-review") for _ in range(2))
    assert (first.status, first.text) == (again.status, again.text)
    assert wiring.complaints().get(late).version == version + 1


@pytest.mark.parametrize(
    ("body", "field", "rule"),
    [
        ({"action": "snooze"}, "reason", "choose_from"),
        ({"action": "snooze", "reason": "tired"}, "reason", "choose_from"),
        ({"action": "snooze", "reason": "work-under-way", "until": "2027-01-01"}, "until", "choose_from"),
        ({"action": "snooze", "reason": "work-under-way", "until": 1}, "until", "date"),
        ({"action": "take", "reason": "work-under-way"}, "reason", "unknown_field"),
        ({"action": "take", "until": "2026-03-30"}, "until", "unknown_field"),
        ({"action": "hide"}, "action", "choose_from"),
        ({"action": "take", "text": "x"}, "text", "unknown_field"),
    ],
)
def test_what_cannot_be_taken_is_named(api: Client, late: str, body: dict[str, str], field: str, rule: str) -> None:
    """A reason that is not in the policy, a day too far, or a field too many is refused by its name."""
    reply = act(api, "kepala", late, body.pop("action"), **body)
    assert (reply.status, reply.faults) == (422, {field: rule})


def test_an_officer_takes_no_alert(api: Client, late: str) -> None:
    """Alerts of a breach are for superiors; another office does not even learn that there is such a case."""
    assert act(api, grant("budi"), late, "take").status == 403
    assert act(api, grant("lain", Role.HEAD, "bogor"), late, "take").status == 404
    assert act(api, grant("wilayah", Role.REGION, "wilayah-dki-jakarta"), late, "take").status == 200


def test_nothing_to_take_yet(api: Client) -> None:
    """A case that is in time has no alert: taking it is refused, and not offered."""
    filed = api.file()
    assert act(api, grant("kepala", Role.HEAD), filed.ticket, "take").status == 409
    assert {"take", "snooze"}.isdisjoint(api.see("kepala", filed.ticket).json["allowed_steps"])


def test_taking_is_no_step_of_the_other_door(api: Client, late: str) -> None:
    """An alert has a door of its own; the door of steps knows no such step."""
    assert api.take("kepala", late, "take").faults == {"step": "unknown_choice"}


def test_an_absence_is_kept_and_ends(api: Client) -> None:
    """Until the last day, whole, alerts go to the delegate; the day after the absence is gone by itself."""
    grant("kepala", Role.HEAD)
    grant("wakil", Role.SUPERVISOR)
    assert absent(api, "kepala", "2026-03-16", "wakil").json == {"until": "2026-03-16", "delegate": "wakil"}
    assert api.staff("kepala", "/me/absence").json == {"until": "2026-03-16", "delegate": "wakil"}
    (row,) = [one for one in wiring.grants().holders("jakarta-utara", Role.HEAD) if one.id == "kepala"]
    assert row == wiring.grants().get("kepala")
    assert row.absent(api.now)
    api.later(days=4)
    assert api.staff("kepala", "/me/absence").json == {"until": None, "delegate": None}
    assert absent(api, "kepala", None, None).json == {"until": None, "delegate": None}


@pytest.mark.parametrize("other", ["kepala", "nobody", "lain", "gone", "jaga", "reports"])
def test_who_cannot_stand_in(api: Client, other: str) -> None:
    """Oneself, a stranger, somebody of another office, who has left, who handles no cases, or has no such clearance."""
    grant("kepala", Role.HEAD)
    grant("lain", Role.HEAD, "bogor")
    grant("gone", Role.HEAD, active=False)
    grant("jaga", Role.CUSTODIAN, "pusat")
    grant("reports", Role.HEAD, restricted=True)
    assert absent(api, "kepala", "2026-03-16", other).faults == {"delegate": "delegate"}


@pytest.mark.parametrize(("role", "office"), [(Role.OFFICER, "jakarta-utara"), (Role.REGION, "wilayah-dki-jakarta")])
def test_who_can_stand_in(api: Client, role: Role, office: str) -> None:
    """Somebody who handles cases at the same office, or above it."""
    grant("kepala", Role.HEAD)
    assert absent(api, "kepala", "2026-03-16", grant("lain", role, office)).status == 200


@pytest.mark.parametrize(
    ("until", "delegate", "faults"),
    [
        ("2026-03-12", None, {"until": "absence_over"}),
        ("2099-01-01", None, {"until": "absence_long"}),
        ("9999-12-31", None, {"until": "absence_long"}),
        (None, "wakil", {"until": "absence_day"}),
        ("soon", None, {"until": "date"}),
    ],
)
def test_days_that_cannot_be(api: Client, until: str, delegate: str, faults: dict[str, str]) -> None:
    """A day that is over, one too far, or a delegate without an end is refused in words."""
    grant("kepala", Role.HEAD)
    assert absent(api, "kepala", until, delegate).faults == faults


def test_both_must_be_said(api: Client) -> None:
    """What is left out is not guessed: an absence is replaced as a whole."""
    reply = api.call("PUT", "/v1/staff/me/absence", {}, token=token(grant("kepala", Role.HEAD)))
    assert reply.faults == {"until": "missing", "delegate": "missing"}
    assert api.call("PUT", "/v1/staff/me/absence", {}, token=token("nobody")).status == 403


def test_who_lost_the_grant_has_no_absence(api: Client) -> None:
    """Whoever's grant is erased between two reads is refused, not guessed about."""
    desk = absences.Desk(wiring.grants(), api.now, wiring.current().terms())
    with pytest.raises(NotAllowed):
        absences.find(staff(name="erased"), desk)


def test_a_grant_taken_away_meanwhile_stays_away(api: Client) -> None:
    """An absence kept at the moment in which a grant is taken away, or moved, does not bring it back."""
    grant("kepala", Role.HEAD)
    before = wiring.grants().get("kepala")
    assert before is not None
    grant("kepala", Role.HEAD, active=False)
    wiring.grants().absent(before, api.now, None)
    after = wiring.grants().get("kepala")
    assert after is not None
    assert not after.active
    grant("kepala", Role.HEAD, "bogor")
    with pytest.raises(ChangedMeanwhile):
        wiring.grants().absent(before, api.now, None)
