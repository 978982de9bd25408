"""Guessing at the citizen's door: how far it gets, what it costs, and that no stranger locks out the owner."""

from typing import Any

import pytest

from chalicelib import telemetry, wiring
from chalicelib.domain.budgets import ASKED_BY_ADDRESS, SENT_CODES, WRONG_BY_ADDRESS, WRONG_CODES
from chalicelib.domain.ticket import number as ticket_number
from chalicelib.handlers.http import network
from tests.handlers.client import Client, Reply
from tests.handlers.test_entering import enter, send, sent
from tests.watch import Watch

WRONG = "0" * 16


def possible(number: int) -> str:
    """A number that a complaint could have, and none has."""
    return ticket_number("IMI", number.to_bytes(5, "big"))


def exhaust(api: Client, ticket: str) -> Reply:
    """Guess until the ticket's budget is gone, each time from another address; give the refusal."""
    for number in range(WRONG_CODES.most):
        api.address = f"198.51.100.{number}"
        assert enter(api, ticket, code=WRONG).status == 404
    api.address = "203.0.113.7"
    refused: Reply = enter(api, ticket, code=WRONG)
    return refused


@pytest.mark.parametrize(("language", "remedy"), [("id", "Tautan dalam pesan penerimaan"), ("en", "The link in your")])
def test_a_stranger_is_stopped_and_the_owner_told_what_helps(api: Client, language: str, remedy: str) -> None:
    """After ten wrong codes an hour the ticket takes no more, from no address, and says what works meanwhile."""
    api.language, filed = language, api.file()
    reply = exhaust(api, filed.ticket)
    assert (reply.status, reply.json["type"]) == (429, "urn:aduan:problem:too_many")
    assert reply.headers["Retry-After"] == str(20 * 60)
    assert remedy in reply.json["detail"]
    assert enter(api, filed.ticket, code=filed.code).status == 429
    api.later(minutes=20)
    assert enter(api, filed.ticket, code=filed.code).status == 201


def test_nobody_locks_out_the_owner(api: Client) -> None:
    """While strangers guess, the owner comes in by the link and by a one-time code, from any address."""
    filed = api.file()
    exhaust(api, filed.ticket)
    assert enter(api, filed.ticket, link_token=filed.link).status == 201
    assert send(api, filed.ticket).status == 202
    assert enter(api, filed.ticket, one_time_code=sent(filed)).status == 201


def test_a_link_is_never_limited(api: Client) -> None:
    """However often strangers guessed at codes from the owner's own address, the owner's link opens."""
    filed = api.file()
    for number in range(WRONG_BY_ADDRESS.most + 2):
        enter(api, possible(number), one_time_code="00000000")
    assert enter(api, filed.ticket, code=filed.code).status == 429
    assert enter(api, filed.ticket, link_token=filed.link).status == 201


def test_an_unknown_ticket_is_stopped_alike(api: Client) -> None:
    """The refusal tells nothing of whether there is such a complaint."""
    first, second = exhaust(api, api.file().ticket), exhaust(api, possible(1))
    assert (first.status, first.text, first.headers) == (second.status, second.text, second.headers)


def test_one_address_is_stopped_over_all_tickets(api: Client) -> None:
    """Whoever tries one guess at each of many tickets is stopped too, and their neighbours are not."""
    for number in range(WRONG_BY_ADDRESS.most):
        assert enter(api, possible(number), code=WRONG).status == 404
    assert enter(api, possible(99), code=WRONG).status == 429
    filed = api.file()
    api.address = "203.0.113.7"
    assert enter(api, filed.ticket, code=filed.code).status == 201


def test_numbers_that_cannot_be_are_stopped_by_address(api: Client) -> None:
    """Whoever mistypes the number shares no budget with others who do."""
    for number in range(WRONG_CODES.most):
        assert enter(api, f"x{number}", code=WRONG).status == 404
    assert enter(api, "x", code=WRONG).status == 429
    api.address = "203.0.113.7"
    assert enter(api, "x", code=WRONG).status == 404


def test_no_header_makes_another_address(api: Client) -> None:
    """An address is what the gateway saw; what a caller writes into a header changes nothing."""
    for number in range(WRONG_BY_ADDRESS.most):
        path = f"/v1/complaints/{possible(number)}/sessions"
        api.call("POST", path, {"code": WRONG}, x_forwarded_for=f"198.51.100.{number}")
    reply = api.call("POST", f"/v1/complaints/{possible(99)}/sessions", {"code": WRONG}, x_forwarded_for="192.0.2.99")
    assert reply.status == 429


def test_codes_are_sent_six_times_an_hour(api: Client) -> None:
    """Nobody fills a citizen's mailbox by asking; the code that was sent last still opens."""
    filed = api.file(channels=["email"])
    for _ in range(SENT_CODES.most):
        assert send(api, filed.ticket).status == 202
        api.later(minutes=1)
    reply = send(api, filed.ticket)
    assert (reply.status, reply.headers["Retry-After"]) == (429, str(14 * 60))
    assert enter(api, filed.ticket, one_time_code=sent(filed)).status == 201


def test_one_address_asks_for_so_many_codes(api: Client) -> None:
    """Whoever asks for codes of many tickets is stopped, and the tickets' owners still get theirs."""
    for number in range(ASKED_BY_ADDRESS.most):
        assert send(api, possible(number)).status == 202
    filed = api.file()
    assert send(api, filed.ticket).status == 429
    api.address = "203.0.113.7"
    assert send(api, filed.ticket).status == 202


def test_who_is_right_costs_no_counter(api: Client) -> None:
    """A right code costs one read more and writes nothing; a refusal runs no slow hash."""
    filed = api.file()
    with Watch(wiring.client) as watch:
        assert enter(api, filed.ticket, code=filed.code).status == 201
    assert watch.names == ["dynamodb.BatchGetItem", "dynamodb.GetItem"]
    exhaust(api, filed.ticket)
    with Watch(wiring.client) as watch:
        enter(api, filed.ticket, code=filed.code)
    assert watch.names == ["dynamodb.BatchGetItem"]


def test_counters_name_nobody_and_go_away(api: Client) -> None:
    """Whoever reads the counters learns neither ticket nor address, and finds none of them two hours later."""
    filed = api.file()
    exhaust(api, filed.ticket)
    rows = [row for row in api.stored() if row["pk"]["S"].startswith("B#")]
    assert len(rows) == 1 + WRONG_CODES.most
    assert not any(known in str(rows) for known in (filed.ticket, "198.51.100", "203.0.113"))
    assert {int(row["expires"]["N"]) - int(api.now.timestamp()) for row in rows} == {20 * 60 + 3600}


def test_wrong_entries_are_counted_for_the_alarm(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operators' alarm sees guessing over all tickets; it locks nobody out."""
    told: list[Any] = []
    monkeypatch.setattr(telemetry, "counted", lambda view, numbers: told.append((view, dict(numbers))))
    exhaust(api, api.file().ticket)
    assert told.count(("open_session", {"entry_not_found": 1})) == WRONG_CODES.most
    assert told[-1] == ("open_session", {"entry_too_many": 1})


@pytest.mark.parametrize(
    ("seen", "kept"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:1", "2001:db8::/64"),
        ("x", ""),
        ("", ""),
    ],
)
def test_a_household_is_one_address(seen: str, kept: str) -> None:
    """An IPv6 connection has as many addresses as it likes, and one network."""
    assert network(seen) == kept


@pytest.mark.parametrize("language", ["id", "en"])
def test_without_a_script_the_same_is_said(api: Client, language: str) -> None:
    """The plain page shows the remedy beside the field, with what was typed, for codes and for requests."""
    filed = api.file()
    exhaust(api, filed.ticket)
    form = f"action=open&ticket={filed.ticket}&code={WRONG}"
    page = api.call("POST", f"/{language}/lacak/plain", raw=form, content_type="application/x-www-form-urlencoded")
    remedy = {"id": "Tautan dalam pesan", "en": "The link in your"}[language]
    assert (page.status, page.headers["Retry-After"]) == (429, str(20 * 60))
    assert remedy in page.text
    assert filed.ticket in page.text
    for _ in range(SENT_CODES.most):
        send(api, filed.ticket)
    lost = f"action=send&ticket_lost={filed.ticket}&channel=email"
    page = api.call("POST", f"/{language}/lacak/plain", raw=lost, content_type="application/x-www-form-urlencoded")
    assert page.status == 429
    assert remedy in page.text
