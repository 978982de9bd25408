"""Coming back in: by code, by link, by a code that is sent; and what nobody learns by trying."""

from typing import Any

import boto3
import pytest

from chalicelib import wiring
from chalicelib.store import seals
from tests.handlers.client import Client, Filed, fresh_key
from tests.watch import Watch

UNKNOWN, IMPOSSIBLE = "IMI-K7QF-2M9X-0", "IMI-0000-0000-1"


def enter(api: Client, ticket: str, **proof: str) -> Any:
    return api.call("POST", f"/v1/complaints/{ticket}/sessions", proof)


def send(api: Client, ticket: str, channel: str = "email") -> Any:
    return api.call("POST", f"/v1/complaints/{ticket}/one-time-codes", {"channel": channel})


def sent(filed: Filed) -> str:
    """The code in the newest message, as the citizen reads it."""
    found = wiring.doors()._read.one("cases", f"C#{filed.ticket}", "OTP")
    assert found
    return wiring.one_time_digits(f"{filed.ticket} {found['nonce']}", 8)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}\n"])
def test_the_code_opens(api: Client, typed: str) -> None:
    """The access code opens the complaint for a quarter of an hour, however it is spaced."""
    filed = api.file()
    reply = enter(api, filed.ticket, code=typed.format("-".join((filed.code[:8].lower(), filed.code[8:]))))
    assert (reply.status, reply.json["expires_at"]) == (201, "2026-03-13T08:55:00Z")
    assert api.call("GET", f"/v1/complaints/{filed.ticket}", token=reply.json["token"]).status == 200


def test_a_session_ends(api: Client) -> None:
    """After a quarter of an hour the browser must show the code again."""
    filed = api.file()
    token, path = api.session(filed), f"/v1/complaints/{filed.ticket}"
    api.later(minutes=14, seconds=59)
    assert api.call("GET", path, token=token).status == 200
    api.later(seconds=1)
    reply = api.call("GET", path, token=token)
    assert (reply.status, reply.json["type"]) == (401, "urn:aduan:problem:no_session")


def test_a_session_opens_one_complaint(api: Client) -> None:
    """Who can open one complaint can open no other, by any of its parts."""
    token, other = api.session(api.file()), api.file()
    for part in ("", "/steps", "/deadlines", "/receipt"):
        assert api.call("GET", f"/v1/complaints/{other.ticket}{part}", token=token).status == 401
    reply = api.call(
        "POST", f"/v1/complaints/{other.ticket}/steps", {"step": "withdraw"}, token=token, idempotency_key=fresh_key()
    )
    assert reply.status == 401


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "\ud800", "é", "eyJhbGciOiJub25lIn0.e30."])
def test_a_made_up_session_opens_nothing(api: Client, token: str) -> None:
    """A session that we did not give opens nothing, whatever it looks like."""
    assert api.call("GET", f"/v1/complaints/{api.file().ticket}", authorization=f"Bearer {token}").status == 401


def test_a_sent_code_opens_once(api: Client) -> None:
    """The code that comes by message opens the complaint once, and then is spent."""
    filed = api.file()
    assert send(api, filed.ticket).json == {"sent_if_known": True}
    code = sent(filed)
    assert enter(api, filed.ticket, one_time_code=f" {code[:4]}-{code[4:]} ").status == 201
    assert enter(api, filed.ticket, one_time_code=code).status == 404


def test_a_sent_code_lasts_ten_minutes(api: Client) -> None:
    """A code that lay in the mailbox too long opens nothing."""
    filed = api.file()
    send(api, filed.ticket)
    api.later(minutes=10, seconds=1)
    assert enter(api, filed.ticket, one_time_code=sent(filed)).status == 404


def test_a_sent_code_has_five_tries(api: Client) -> None:
    """Whoever guesses is stopped after five tries, even when the sixth would be right."""
    filed = api.file()
    send(api, filed.ticket)
    assert {enter(api, filed.ticket, one_time_code=f"0000000{number}").status for number in range(5)} == {404}
    assert enter(api, filed.ticket, one_time_code=sent(filed)).status == 404


def test_asking_again_at_once_sends_nothing_more(api: Client) -> None:
    """Nobody's mailbox is filled, and no text paid for, by pressing a button many times in a minute."""
    filed = api.file()
    assert {send(api, filed.ticket).status for _ in range(5)} == {202}
    first = sent(filed)
    assert sum("one_time_code" in row["sk"]["S"] for row in api.stored() if "sk" in row) == 1
    api.later(minutes=1)
    send(api, filed.ticket)
    assert sent(filed) != first
    assert enter(api, filed.ticket, one_time_code=first).status == 404


def test_a_code_goes_only_where_the_citizen_chose(api: Client) -> None:
    """Nothing is sent by a channel that the citizen did not choose, or to a complaint without a contact."""
    by_mail, nobody = api.file(channels=["email"]), api.file(identity={"mode": "anonymous"}, channels=[])
    assert {send(api, by_mail.ticket, "sms").status, send(api, nobody.ticket).status} == {202}
    assert not any("one_time_code" in row["sk"]["S"] for row in api.stored() if "sk" in row)


def test_a_race_for_one_code_has_one_winner(api: Client) -> None:
    """A code used in two windows at once lets one of them in."""
    filed = api.file()
    send(api, filed.ticket)
    found = wiring.doors().one_time_code(filed.ticket)
    assert found is not None
    assert [wiring.doors().spend(filed.ticket, found.nonce) for _ in range(2)] == [True, False]


WRONG = {
    "wrong code": {"code": "0000000000000000"},
    "no code at all": {"code": "?"},
    "wrong link": {"link_token": "0" * 32},
    "wrong sent code": {"one_time_code": "00000000"},
    "foreign digits": {"one_time_code": "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18"},
    "another script": {
        "code": "КОДДОСТУПА",
    },
    "signs": {"link_token": "🔑"},
}


@pytest.mark.parametrize("proof", WRONG.values(), ids=WRONG)
def test_nothing_is_learned_by_trying(api: Client, proof: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown ticket, an impossible one and a wrong proof get the same bytes after the same work."""
    filed = api.file()
    send(api, filed.ticket)
    hashes: list[str] = []
    hashed = seals.code_hash

    def counted(code: str, salt: bytes | None = None) -> bytes:
        hashes.append(code)
        return hashed(code, salt)

    monkeypatch.setattr(seals, "code_hash", counted)
    seen = set()
    for ticket in (filed.ticket, UNKNOWN, IMPOSSIBLE, "x", "%00", "IMI-K7QF-2M9X"):
        hashes.clear()
        with Watch(wiring.client) as watch:
            reply = enter(api, ticket, **proof)
        seen.add((reply.status, reply.text, tuple(sorted(reply.headers.items())), tuple(watch.names), len(hashes)))
    assert len(seen) == 1
    (status, _, _, calls, runs) = next(iter(seen))
    counters = {"code": 3, "one_time_code": 2, "link_token": 0}[next(iter(proof))]
    assert (status, len(calls)) == (404, 1 + counters)
    assert runs == int("code" in proof)


def test_asking_for_a_code_tells_nothing(api: Client) -> None:
    """Asking for a code gets the same answer after the same work, whether or not there is anybody to send it to."""
    filed, nobody = api.file(), api.file(identity={"mode": "anonymous"}, channels=[])
    seen = set()
    for ticket in (filed.ticket, filed.ticket, nobody.ticket, UNKNOWN, IMPOSSIBLE):
        with Watch(wiring.client) as watch:
            reply = send(api, ticket)
        seen.add((reply.status, reply.text, tuple(sorted(reply.headers.items())), tuple(watch.names)))
    assert len(seen) == 1
    assert next(iter(seen))[3] == (
        *("dynamodb.UpdateItem", "dynamodb.UpdateItem"),
        *("dynamodb.GetItem", "dynamodb.TransactWriteItems"),
    )


def test_a_guess_leaves_a_number_alone(api: Client) -> None:
    """Guessing at tickets stores counters that name nobody, and that go away by themselves."""
    for ticket in (UNKNOWN, IMPOSSIBLE):
        enter(api, ticket, code="0" * 16)
        send(api, ticket)
    rows = api.stored()
    assert {frozenset(row) for row in rows} == {frozenset({"pk", "sk", "n", "expires"})}
    assert "UNKNOWN" not in str(rows)
    assert UNKNOWN not in str(rows)
    assert boto3.client("dynamodb").scan(TableName="audit")["Count"] == 0
