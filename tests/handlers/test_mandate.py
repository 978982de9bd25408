"""Filing for somebody else, and the help that somebody needs: who reads what."""

from typing import Any

import boto3
import pytest

from chalicelib import wiring
from chalicelib.domain.people import Role
from chalicelib.pages.forms import asked
from tests.handlers.client import COMPLAINT, Client, fresh_key, grant
from tests.handlers.test_canaries import forms, plain

SUBJECT, HELP = "Kenari Diwakili", "kenari-isyarat"
BEHALF = {"relation": "lawyer", "name": SUBJECT}


def test_the_office_reads_the_part_and_the_help_never_the_name(api: Client) -> None:
    """Whoever handles the case knows that a lawyer files and which help is needed; the name is for the custodian."""
    filed = api.file(on_behalf=BEHALF, help=HELP)
    grant("budi")
    assert api.see("budi", filed.ticket).json["mandate"] == "lawyer"
    (receive,) = api.see("budi", filed.ticket, "/steps").json["items"]
    assert receive["help"] == HELP
    assert SUBJECT not in api.see("budi", filed.ticket).text + str(receive)
    assert wiring.custody_desk().identity(filed.ticket).subject == SUBJECT
    (own,) = api.call("GET", f"/v1/complaints/{filed.ticket}/steps", token=api.session(filed)).json["items"]
    assert own["help"] == HELP


def test_nothing_of_it_lies_open(api: Client) -> None:
    """Neither the other person's name nor the help stands in any row in the clear; an auditor reads no help."""
    filed = api.file(on_behalf=BEHALF, help=HELP)
    grant("audit", Role.AUDITOR, "pusat")
    rows = b" ".join(map(plain, api.stored())) + api.see("audit", filed.ticket, "/steps").text.encode()
    assert not any(form in rows for one in (SUBJECT, HELP) for form in forms(one))
    assert boto3.client("dynamodb").scan(TableName="cases")["Count"] > 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on_behalf": {"relation": "neighbour"}}, "on_behalf.relation"),
        ({"on_behalf": BEHALF, "identity": {"mode": "anonymous"}, "channels": []}, "on_behalf.name"),
        ({"help": "x" * 501}, "help"),
    ],
)
def test_what_cannot_be_taken_is_named(api: Client, changes: dict[str, Any], field: str) -> None:
    """A part that we do not know, another's name from somebody anonymous, and too many words are refused by name."""
    reply = api.call("POST", "/v1/complaints", COMPLAINT | changes, idempotency_key=fresh_key())
    assert (reply.status, list(reply.faults)) == (422, [field])


def test_nothing_hangs_on_it(api: Client) -> None:
    """Class, office and dates are the same with and without: help is an offer, not a label."""
    first, second = api.file().answer, api.file(on_behalf=BEHALF, help=HELP).answer
    assert first["deadlines"] == second["deadlines"]
    assert first["office"] == second["office"]


def test_the_plain_form_asks_the_same() -> None:
    """Without scripts the same body is sent; somebody anonymous names nobody."""
    typed = {"relation": ["family"], "subject": ["Budi"], "help": ["huruf besar"], "mode": ["named"]}
    body = asked(typed, "id")
    assert (body["on_behalf"], body["help"]) == ({"relation": "family", "name": "Budi"}, "huruf besar")
    assert asked(typed | {"mode": ["anonymous"]}, "id")["on_behalf"] == {"relation": "family"}
    assert asked({"subject": ["Budi"]}, "id")["on_behalf"] == {"relation": "other", "name": "Budi"}
    assert "on_behalf" not in asked({}, "id")
