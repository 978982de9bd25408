"""What became of our messages is told as it is, to the citizen and to the office alike."""

from app import on_change
from chalicelib import wiring
from chalicelib.domain.intents import Sending
from chalicelib.domain.people import Role
from chalicelib.domain.sending import Key
from chalicelib.handlers.events import sweep
from chalicelib.services import settling
from tests.counts.operations import Lambda
from tests.handlers.client import Client, Filed, grant


def told(api: Client, filed: Filed) -> list[tuple[str, str, str]]:
    """What the citizen reads."""
    found = api.call("GET", f"/v1/complaints/{filed.ticket}/messages", token=api.session(filed)).json["items"]
    return [(one["notice"], one["channel"], one["state"]) for one in found]


def key(filed: Filed) -> Key:
    return Key(f"C#{filed.ticket}", "N#000001#received#citizen#email")


def pending(filed: Filed) -> list[str]:
    """How reminders stand in the ledger."""
    return [one.status for one in wiring.inspection().about(filed.ticket) if one.notice == "question_reminder"]


def test_each_state_is_told_as_it_is(api: Client) -> None:
    """A message waits, was taken, came back: the citizen reads which of it, in words, and never an address."""
    filed = api.file(channels=["email"])
    assert told(api, filed) == [("received", "email", "pending")]
    place = {"pk": {"S": key(filed).pk}, "sk": {"S": key(filed).sk}}
    on_change({"Records": [{"dynamodb": {"Keys": place, "SequenceNumber": "1"}}]}, Lambda())
    assert told(api, filed) == [("received", "email", "sent")]
    settling.hear(key(filed), Sending.BOUNCED, wiring.delivery())
    api.language = "en"
    shown = api.call("GET", f"/v1/complaints/{filed.ticket}/messages", token=api.session(filed))
    assert shown.json["items"][0]["text"].startswith("Came back")
    assert filed.ticket in shown.json["items"][0]["subject"]
    assert "@" not in shown.text


def test_the_office_reads_the_same(api: Client) -> None:
    """An officer of the office sees what has not arrived; a stranger sees nothing."""
    filed = api.file(channels=["email"])
    own = api.call("GET", f"/v1/complaints/{filed.ticket}/messages", token=api.session(filed)).json
    assert api.see(grant("budi"), filed.ticket, "/messages").json == own
    assert api.see(grant("jauh", Role.OFFICER, "bogor"), filed.ticket, "/messages").status == 404


def test_what_was_not_said_is_not_told(api: Client) -> None:
    """A reminder that waits for its day is no message, and one that the reply overtook never becomes one."""
    person, filed = grant("budi"), api.file(channels=["email"])
    api.take(person, filed.ticket, "verify")
    api.take(person, filed.ticket, "assign", to="budi")
    assert api.take(person, filed.ticket, "ask", reason="needs-document", text="Nomor permohonan?").status == 200
    assert pending(filed) == ["PENDING"]
    assert "question_reminder" not in [notice for notice, _, _ in told(api, filed)]
    api.say(filed, "reply", text="JKT-1")
    api.later(days=21, hours=1)
    sweep(Lambda())
    assert "question_reminder" not in [notice for notice, _, _ in told(api, filed)]
    assert pending(filed) == ["REFUSED"]
