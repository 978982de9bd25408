"""Correcting one's contact at the door: nothing is opened, the old address hears of it once, officers never see any."""

import json
from typing import Any
from unittest import mock

import boto3

from chalicelib import wiring
from chalicelib.domain.sending import Key
from chalicelib.handlers import events
from chalicelib.notify import marks
from chalicelib.services import delivery
from chalicelib.services.delivery import Outcome
from tests.handlers.client import Client, Filed, Reply, fresh_key, grant
from tests.handlers.test_canaries import Lambda

NEW = "siti.baru@warga.example.org"


def correct(api: Client, filed: Filed, key: str = "", **asked: Any) -> Reply:
    path = f"/v1/complaints/{filed.ticket}/contact"
    return api.call("PUT", path, asked, token=api.session(filed), idempotency_key=key or fresh_key())


def on_file(api: Client, filed: Filed) -> dict[str, Any]:
    reply = api.call("GET", f"/v1/complaints/{filed.ticket}/contact", token=api.session(filed))
    assert reply.status == 200, reply.text
    return dict(reply.json)


def key_of(filed: Filed, version: int, notice: str) -> Key:
    return Key(f"C#{filed.ticket}", f"N#{version:06d}#{notice}#citizen#email")


def address(filed: Filed, version: int, notice: str, recipient: str = "citizen", channel: str = "email") -> str | None:
    """Where one message goes."""
    key = Key(f"C#{filed.ticket}", f"N#{version:06d}#{notice}#{recipient}#{channel}")
    desk = wiring.delivery()
    found = desk.addresses.address(desk.ledger.get(key))
    return found.place if found else None


def arrive(filed: Filed, version: int, notice: str, channel: str = "email") -> None:
    """Send one message, and let its provider report that it arrived."""
    key = Key(f"C#{filed.ticket}", f"N#{version:06d}#{notice}#citizen#{channel}")
    assert delivery.deliver(key, wiring.delivery()) is Outcome.SENT
    wiring.ledger().report(key, wiring.ledger().get(key).status.__class__.DELIVERED, wiring.clock())


def test_what_is_on_file_is_shown_masked(api: Client) -> None:
    """Whoever holds the code sees enough to recognise their contact, and nobody who looks over their shoulder more."""
    filed = api.file()
    assert on_file(api, filed) == {
        "email": "s•••@w•••.org",
        "phone": "+62•••••••••90",
        "possible": ["email", "sms"],
        "channels": ["email", "sms"],
        "in_turn": False,
        "bounced": [],
        "language": "id",
        "essential_only": False,
    }
    quiet = api.file(identity={"mode": "confidential", "name": "Siti"}, channels=[])
    assert (on_file(api, quiet)["email"], on_file(api, quiet)["possible"]) == (None, [])


def test_a_correction_opens_nothing_and_reaches_the_new_address(api: Client) -> None:
    """The e-mail is replaced and the telephone kept, without a single sealed contact being opened on the way."""
    filed = api.file()
    with mock.patch.object(type(wiring.vault()), "open_part", side_effect=AssertionError):
        reply = correct(api, filed, email=NEW, channels=["sms", "email"], language="en", essential_only=True)
    assert (reply.status, reply.json["email"], reply.json["phone"]) == (200, "s•••@w•••.org", "+62•••••••••90")
    found = on_file(api, filed)
    assert (found["channels"], found["language"], found["essential_only"]) == (["sms", "email"], "en", True)
    identity = wiring.custody_desk().identity(filed.ticket)
    assert (identity.name, identity.email, identity.phone) == ("Siti Aminah", NEW, "+6281234567890")
    assert address(filed, 2, "contact_changed", channel="sms") == "+6281234567890"


def test_both_ways_or_one_after_the_other(api: Client) -> None:
    """An order of channels means one after the other; whoever wants both at once can have that back."""
    filed = api.file()
    assert correct(api, filed, channels=["sms", "email"]).json["in_turn"] is True
    assert correct(api, filed, channels=["email", "sms"], in_turn=False).json["in_turn"] is False


def test_the_old_address_is_told_once_if_it_had_messages(api: Client) -> None:
    """Whoever reads the old mailbox learns that it is no longer used; one that never had a message learns nothing."""
    filed = api.file(channels=["email"])
    arrive(filed, 1, "received")
    correct(api, filed, email=NEW)
    assert address(filed, 2, "contact_removed", "former") == "siti@warga.example.org"
    assert address(filed, 2, "contact_changed") == NEW
    correct(api, filed, email="siti.lagi@warga.example.org")
    rows = [row["sk"]["S"] for row in api.stored() if "contact_removed" in row.get("sk", {}).get("S", "")]
    assert rows == ["N#000002#contact_removed#former#email"]
    events.sweep(Lambda())
    former = Key(f"C#{filed.ticket}", rows[0])
    assert wiring.ledger().get(former).status == "SENT"


def sent_with(filed: Filed, version: int, notice: str) -> str:
    """Send one message and give the mark that it carries."""
    with mock.patch.object(marks, "mark", wraps=marks.mark) as told:
        assert delivery.deliver(key_of(filed, version, notice), wiring.delivery()) is Outcome.SENT
    return marks.mark(*told.call_args.args)


def bounces(mark: str) -> None:
    """Let SES report that the address does not exist."""
    said = {"eventType": "Bounce", "bounce": {"bounceType": "Permanent"}, "mail": {"tags": {marks.NAME: [mark]}}}
    body = {"Records": [{"messageId": "1", "body": json.dumps(said)}]}
    assert events.on_provider_event(body, Lambda()) == {"batchItemFailures": []}


def test_a_late_bounce_blames_no_other_address(api: Client) -> None:
    """What comes back from the old address, however late and often, says nothing of the corrected one."""
    filed = api.file(channels=["email"])
    key = key_of(filed, 1, "received")
    old = sent_with(filed, 1, "received")
    correct(api, filed, email=NEW)
    for mark in (old, old, marks.mark(key)):
        bounces(mark)
    assert on_file(api, filed)["bounced"] == []
    assert wiring.ledger().get(key).status == "BOUNCED"
    bounces(sent_with(filed, 2, "contact_changed"))
    assert on_file(api, filed)["bounced"] == ["email"]
    correct(api, filed, email="siti.lagi@warga.example.org")
    bounces(old)
    assert on_file(api, filed)["bounced"] == []


def test_a_message_from_before_may_go_to_the_new_address(api: Client) -> None:
    """What was owed before the correction and went after it speaks of the new address when it comes back."""
    filed = api.file(channels=["email"])
    correct(api, filed, email=NEW)
    late = sent_with(filed, 1, "received")
    bounces(late)
    assert on_file(api, filed)["bounced"] == ["email"]


def test_a_bounce_of_nothing_that_we_sent_gives_up_no_address(api: Client) -> None:
    """A report about a message that the ledger does not have comes again, and marks nobody."""
    filed = api.file(channels=["email"])
    said = {"bounceType": "Permanent"}, {"tags": {marks.NAME: [marks.mark(key_of(filed, 9, "received"), 1)]}}
    body = json.dumps({"eventType": "Bounce", "bounce": said[0], "mail": said[1]})
    failures = events.on_provider_event({"Records": [{"messageId": "1", "body": body}]}, Lambda())
    assert failures == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    assert on_file(api, filed)["bounced"] == []


def test_an_address_can_be_taken_away(api: Client) -> None:
    """Null removes a part: it is neither used, nor found, nor shown to the custodian any more."""
    filed = api.file()
    reply = correct(api, filed, email=None)
    assert (reply.json["email"], reply.json["possible"], reply.json["channels"]) == (None, ["sms"], ["sms"])
    identity = wiring.custody_desk().identity(filed.ticket)
    assert (identity.email, identity.sms) == (None, True)
    assert correct(api, filed, phone=None).json["channels"] == []


def entries(filed: Filed) -> dict[str, Any]:
    key = {"pk": {"S": f"C#{filed.ticket}"}, "sk": {"S": "WHO"}}
    return boto3.client("dynamodb").get_item(TableName="cases", Key=key)["Item"]


def test_the_index_of_contacts_follows(api: Client) -> None:
    """A complaint is found by the contact that is on file now, and no longer by the one before."""
    first, other = api.file(), api.file(identity={"mode": "named", "name": "Siti", "email": NEW}, channels=["email"])
    assert entries(first)["contact_pk"] != entries(other)["contact_pk"]
    correct(api, first, email=NEW)
    assert entries(first)["contact_pk"] == entries(other)["contact_pk"]
    correct(api, first, email=None)
    alone = api.file(identity={"mode": "named", "name": "Siti", "phone": "0812 3456 7890"}, channels=["sms"])
    assert entries(first)["contact_pk"] == entries(alone)["contact_pk"]
    correct(api, first, phone=None)
    assert "contact_pk" not in entries(first)


def test_the_same_key_corrects_once(api: Client) -> None:
    """Pressing twice is one correction; another correction under the same key is refused."""
    filed, key = api.file(), fresh_key()
    first, again = correct(api, filed, key, email=NEW), correct(api, filed, key, email=NEW)
    assert first.text == again.text
    assert wiring.complaints().get(filed.ticket).version == 2
    assert correct(api, filed, key, email="lain@warga.example.org").status == 409


def test_a_way_that_leads_nowhere_is_refused(api: Client) -> None:
    """Each fault stands at its field, and nothing is changed."""
    filed = api.file(identity={"mode": "anonymous"}, channels=[])
    assert correct(api, filed, channels=["email", "sms"]).faults == {
        "email": "contact_missing",
        "phone": "contact_missing",
    }
    assert correct(api, filed, email="siti@").faults == {"email": "email"}
    assert correct(api, filed, phone="12").faults == {"phone": "phone"}
    assert wiring.complaints().get(filed.ticket).version == 1


def test_nobody_is_bombed_by_corrections(api: Client) -> None:
    """After five corrections a day the next is refused until tomorrow; ways and language can still be changed."""
    filed = api.file()
    for number in range(5):
        assert correct(api, filed, email=f"orang{number}@lain.example.org").status == 200
    reply = correct(api, filed, email="orang6@lain.example.org")
    assert (reply.status, int(reply.headers["Retry-After"]) > 0) == (429, True)
    assert correct(api, filed, language="en").status == 200
    api.later(days=1)
    assert correct(api, filed, email="orang6@lain.example.org").status == 200


def test_officers_see_that_and_never_what(api: Client) -> None:
    """The timeline says that the contact changed; of a named person the office keeps seeing masked forms, of now."""
    filed = api.file()
    correct(api, filed, email="baru@lain.example.com")
    grant("budi")
    steps = api.see("budi", filed.ticket, "/steps").text
    assert '"step":"contact"' in steps
    assert "lain.example" not in steps
    assert api.see("budi", filed.ticket).json["complainant"]["email"] == "b•••@l•••.com"
    hidden = api.file(identity={"mode": "confidential", "name": "Siti", "email": NEW}, channels=["email"])
    correct(api, hidden, email="baru@lain.example.com")
    assert entries(hidden)["masked"] == {"M": {}}


def test_a_stranger_has_no_door(api: Client) -> None:
    """Without a session of this very complaint nothing is shown and nothing is changed."""
    filed, other = api.file(), api.file()
    path = f"/v1/complaints/{filed.ticket}/contact"
    assert api.call("GET", path, token=api.session(other)).status == 401
    assert api.call("PUT", path, {}, token=api.session(other), idempotency_key=fresh_key()).status == 401
