"""The door of an agency outside ours, from the officer who refers to the citizen who reads what became of it."""

from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.people import Role
from chalicelib.services.referrals import about
from tests.handlers.client import Client, Filed, Reply, fresh_key, grant

OFFICER = "budi"
COVER = "Mohon ditindaklanjuti."


@pytest.fixture
def filed(api: Client) -> Filed:
    """A complaint that an officer has verified and referred to the Ombudsman: version 3."""
    grant(OFFICER)
    made = api.file()
    api.take(OFFICER, made.ticket, "verify")
    assert refer(api, made.ticket).status == 200
    return made


def refer(api: Client, ticket: str, to: str = "ombudsman") -> Reply:
    return api.take(OFFICER, ticket, "refer", to=to, reason="other-agency", text=COVER)


def enter(api: Client, ticket: str, *, version: int = 3, link: str = "", key: str = "") -> Reply:
    """Open the link that the mail would hold."""
    body = {"link_token": link or wiring.token("referral", about(ticket, version))}
    return api.call("POST", f"/v1/referrals/{ticket}/sessions", body, idempotency_key=key or fresh_key())


def see(api: Client, ticket: str, token: str) -> Reply:
    return api.call("GET", f"/v1/referrals/{ticket}", token=token)


def say(api: Client, ticket: str, token: str, step: str, *, key: str = "", **more: Any) -> Reply:
    path = f"/v1/referrals/{ticket}/steps"
    return api.call("POST", path, {"step": step, **more}, token=token, idempotency_key=key or fresh_key())


def test_an_agency_reads_what_was_referred_and_not_by_whom(api: Client, filed: Filed) -> None:
    """The agency sees the citizen's words, the place and the day; no name, no contact, no timeline."""
    found = see(api, filed.ticket, enter(api, filed.ticket).json["token"])
    assert found.json["narrative"] == "Paspor saya belum jadi setelah tiga minggu."
    assert (found.json["cover"], found.json["happened_on"]) == (COVER, "2026-03-02")
    assert found.json["allowed_steps"] == ["acknowledge", "return"]
    assert found.headers["Cache-Control"] == "no-store"
    for private in ("Siti", "siti@", "0812", "6281"):
        assert private not in found.text
    looks = [row for row in api.stored() if "agency:ombudsman" in str(row)]
    assert any("referral" in str(row) for row in looks)


def test_a_link_opens_once(api: Client, filed: Filed) -> None:
    """The same press again gets the same session; a second reader of the mail gets what a wrong link gets."""
    key = fresh_key()
    first = enter(api, filed.ticket, key=key)
    assert first.status == 201
    assert enter(api, filed.ticket, key=key).json["expires_at"] == first.json["expires_at"]
    refusals = [enter(api, filed.ticket), enter(api, filed.ticket, link="0" * 32), enter(api, "IMI-0000-0000-0")]
    assert {(one.status, one.text) for one in refusals} == {(404, refusals[0].text)}


def test_the_agency_accepts_with_a_reference_number(api: Client, filed: Filed) -> None:
    """The citizen reads the agency's number and name, the office still owes the answer, and the link is over."""
    token, key = enter(api, filed.ticket).json["token"], fresh_key()
    done = say(api, filed.ticket, token, "acknowledge", key=key, text="ORI-2026/118")
    assert done.json == {"ticket": filed.ticket, "status": "in_progress", "allowed_steps": []}
    assert say(api, filed.ticket, token, "acknowledge", key=key, text="ORI-2026/118").text == done.text
    session = api.session(filed)
    case = api.call("GET", f"/v1/complaints/{filed.ticket}", token=session).json
    assert (case["agency"]["slug"], case["office"]["slug"]) == ("ombudsman", "jakarta-utara")
    last = api.call("GET", f"/v1/complaints/{filed.ticket}/steps", token=session).json["items"][-1]
    assert (last["by"], last["text"], last["agency"]["names"]["id"]) == (
        "agency",
        "ORI-2026/118",
        "Ombudsman Republik Indonesia",
    )
    assert see(api, filed.ticket, token).status == 404
    assert say(api, filed.ticket, token, "return", text="Bukan.").status == 404
    assert enter(api, filed.ticket).status == 404


def test_the_agency_returns_with_a_reason(api: Client, filed: Filed) -> None:
    """Not theirs is said in words, which the office reads and the citizen does not."""
    token = enter(api, filed.ticket).json["token"]
    assert say(api, filed.ticket, token, "return").faults == {"text": "missing"}
    assert say(api, filed.ticket, token, "return", text="Bukan kewenangan kami.").status == 200
    staff = api.see(OFFICER, filed.ticket, "/steps").json["items"][-1]
    assert (staff["by"], staff["text"]) == ("agency", "Bukan kewenangan kami.")
    mine = api.call("GET", f"/v1/complaints/{filed.ticket}/steps", token=api.session(filed)).json["items"][-1]
    assert (mine["step"], mine["text"]) == ("return", None)


@pytest.mark.parametrize("step", ["answer", "note", "verify", "withdraw"])
def test_an_agency_does_nothing_else(api: Client, filed: Filed, step: str) -> None:
    """The link of a referral is no officer's desk and no citizen's page."""
    token = enter(api, filed.ticket).json["token"]
    assert say(api, filed.ticket, token, step, text="Kata.").status == 403
    for path in (f"/v1/complaints/{filed.ticket}", f"/v1/staff/complaints/{filed.ticket}"):
        assert api.call("GET", path, token=token).status == 401


def test_sessions_do_not_open_each_other_s_doors(api: Client, filed: Filed) -> None:
    """A citizen's session shows no referral, nor does one for another ticket, none, or one that has ended."""
    token, other = enter(api, filed.ticket).json["token"], api.file()
    for ticket, shown in (
        (filed.ticket, api.session(filed)),
        (other.ticket, token),
        (filed.ticket, "x"),
        ("??", token),
    ):
        assert see(api, ticket, shown).status == 401
    api.later(minutes=31)
    assert see(api, filed.ticket, token).status == 401


def test_an_officer_takes_back_a_lost_link_and_sends_another(api: Client, filed: Filed) -> None:
    """The lost link and its session are over; the new one works."""
    token = enter(api, filed.ticket).json["token"]
    assert api.take(OFFICER, filed.ticket, "recall").json["status"] == "in_progress"
    assert see(api, filed.ticket, token).status == 404
    assert refer(api, filed.ticket).status == 200
    assert (see(api, filed.ticket, token).status, enter(api, filed.ticket).status) == (404, 404)
    assert enter(api, filed.ticket, version=5).status == 201


def test_an_officer_is_offered_the_confirmed_agencies(api: Client) -> None:
    """The form lists whom this stage can reach, in the officer's language, and the API takes no other."""
    grant(OFFICER)
    ticket = api.file().ticket
    api.take(OFFICER, ticket, "verify")
    assert api.staff(OFFICER, "/vocabulary").json["agencies"] == [
        {"slug": "ombudsman", "name": "the Ombudsman of the Republic of Indonesia"}
    ]
    assert refer(api, ticket, to="kpk").faults == {"to": "unknown_choice"}
    grant("ria", Role.OFFICER, restricted=True)
    assert api.staff("ria", "/vocabulary").json["agencies"] == []


def test_of_two_presses_the_second_finds_it_done(api: Client, filed: Filed) -> None:
    """An agency that presses accept after its colleague did is told that the referral is over."""
    token = enter(api, filed.ticket).json["token"]
    assert say(api, filed.ticket, token, "acknowledge").status == 200
    assert say(api, filed.ticket, token, "acknowledge").status == 404
