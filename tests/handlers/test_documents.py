"""Documents with a complaint: what may be sent, who may open what and when, and what happens to everything else."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib import wiring
from chalicelib.domain.people import Role
from chalicelib.examiner import apart, looking
from chalicelib.services import attachments
from chalicelib.store import book_documents
from chalicelib.store.audit import AuditStore
from tests.cloud import CLEAN, QUARANTINE
from tests.examiner import corpus
from tests.handlers.client import Client, fresh_key, grant, token
from tests.handlers.uploading import PHOTO, Sender, hear, kept, policy, served

JPEG = "image/jpeg"


@pytest.fixture
def sender(api: Client, monkeypatch: pytest.MonkeyPatch) -> Sender:
    """A citizen; the examiner works in this process, since that it can work apart is another test's."""
    monkeypatch.setattr(apart, "examine", looking.examine)
    return Sender.of(api)


def test_an_upload_is_pinned_by_its_policy(sender: Sender) -> None:
    """A signed form takes this one file: its place, its type, its very size, and only for a quarter of an hour."""
    upload = sender.begin(type=JPEG, size=12345).json["upload"]
    said = policy(upload)
    document = sender.one()["id"]
    wanted = [
        {"Content-Type": JPEG},
        {"success_action_status": "201"},
        ["content-length-range", 12345, 12345],
        {"bucket": QUARANTINE},
        {"key": f"{sender.filed.ticket}/{document}"},
    ]
    assert all(each in said["conditions"] for each in wanted)
    signed = {"x-amz-algorithm", "x-amz-credential", "x-amz-date"}
    assert {name for each in said["conditions"] if isinstance(each, dict) for name in each} - signed == {
        *("Content-Type", "success_action_status", "bucket", "key")
    }
    life = datetime.fromisoformat(said["expiration"]) - datetime.now(UTC)
    assert 0 < life.total_seconds() <= 900 == upload["seconds"]
    assert upload["url"].startswith("https://quarantine.s3.")


def test_an_upload_that_was_not_announced_is_pinned_to_a_size_and_no_type(sender: Sender) -> None:
    """A form without a script cannot know what will be picked: at most the largest, and never a page."""
    said = policy(sender.begin().json["upload"])
    assert {"Content-Type": "application/octet-stream"} in said["conditions"]
    assert ["content-length-range", 1, 10_000_000] in said["conditions"]


@pytest.mark.parametrize(
    ("body", "field", "words"),
    [
        ({"type": "text/html"}, "type", "Send a photo"),
        ({"type": "image/svg+xml"}, "type", "Send a photo"),
        ({"type": JPEG, "size": 10_000_001}, "size", "at most 10 MB"),
        ({"size": 0}, "size", ""),
        ({"name": "KTP Siti.jpg"}, "name", ""),
    ],
)
def test_what_may_not_come_is_refused_before_it_is_sent(
    sender: Sender, body: dict[str, Any], field: str, words: str
) -> None:
    """A type or size that cannot be taken is refused with the limit in words, and no name of a file is wanted."""
    reply = sender.begin(**body)
    assert reply.status == 422
    assert field in reply.faults
    assert words in reply.text


def test_from_the_telephone_to_the_officer(sender: Sender) -> None:
    """A photo is sent, examined and accepted; citizen and officer save a copy without its traces, as a download."""
    grant("budi")
    assert sender.begin(type=JPEG, size=len(PHOTO)).json["state"] == "requested"
    document = sender.one()["id"]
    assert sender.open(document).status == 404
    assert hear(sender.put(document, PHOTO)) == []
    found = sender.one()
    assert (found["state"], found["type"], found["reason"]) == ("clean", JPEG, None)
    link = sender.open(document).json["url"]
    asked = parse_qs(urlsplit(link).query)
    assert asked["response-content-disposition"] == [f'attachment; filename="{sender.filed.ticket}-1.jpg"']
    assert asked["response-content-type"] == [JPEG]
    assert asked["X-Amz-Expires"] == ["120"]
    assert urlsplit(link).hostname == f"{CLEAN}.s3.ap-southeast-3.amazonaws.com"
    assert corpus.SECRET.encode() not in served(sender.filed.ticket, document)
    assert [one["id"] for one in sender.api.see("budi", sender.filed.ticket, "/attachments").json["items"]] == [
        document
    ]
    assert sender.api.see("budi", sender.filed.ticket, f"/attachments/{document}").status == 200


def test_the_timeline_says_what_became_of_it_and_names_nothing(sender: Sender) -> None:
    """Receipt, refusal with its reason, and removal are lines of the record, with a number and no name."""
    sender.send()
    sender.send(corpus.locked(), type="application/pdf")
    sender.remove(sender.all()["items"][0]["id"])
    told = [(one["step"], one["by"], one["document"], one["reason"]) for one in sender.steps()[1:]]
    assert told == [
        ("document_kept", "system", 1, None),
        ("document_refused", "system", 2, "encrypted"),
        ("document_removed", "citizen", 1, None),
    ]
    owed = [row for row in sender.api.stored() if "#document_refused#citizen#email" in row.get("sk", {"S": ""})["S"]]
    assert [row["ticket"]["S"] for row in owed] == [sender.filed.ticket]
    assert "encrypted" not in str(owed)


def told(sender: Sender) -> int:
    """How many e-mails about refused documents are owed."""
    return sum("#document_refused#citizen#email" in row.get("sk", {"S": ""})["S"] for row in sender.api.stored())


def test_documents_refused_together_are_one_message(sender: Sender) -> None:
    """Two that were sent together owe one e-mail, the page names both; one that is sent after it owes another."""
    first, second = (sender.begin().json["id"] for _ in range(2))
    hear(sender.put(first, corpus.SCRIPT))
    sender.api.later(seconds=30)
    hear(sender.put(second, corpus.locked()))
    refused = {first, second, sender.send(corpus.SCRIPT)}
    assert told(sender) == 1
    assert {one["id"] for one in sender.all()["items"] if one["state"] == "refused"} == refused
    sender.api.later(minutes=2)
    sender.send(corpus.SCRIPT)
    assert told(sender) == 2


def test_a_document_that_is_refused_much_later_is_told(sender: Sender) -> None:
    """Whoever read that one was refused while another was being examined hears of that one too."""
    for document in [sender.begin().json["id"] for _ in range(2)]:
        hear(sender.put(document, corpus.SCRIPT))
        sender.api.later(minutes=10)
    assert told(sender) == 2


def test_a_repeated_key_is_the_same_document(sender: Sender) -> None:
    """Whoever lost the answer asks again, and goes on with the same document under a fresh form."""
    key = fresh_key()
    first, again = sender.begin(key, type=JPEG, size=9), sender.begin(key, type=JPEG, size=9)
    assert first.json["id"] == again.json["id"]
    assert again.json["upload"]
    assert sender.begin(key, type=JPEG, size=10).status == 409
    assert len(sender.all()["items"]) == 1
    hear(sender.put(first.json["id"], PHOTO))
    assert sender.begin(key, type=JPEG, size=9).json["upload"] is None


def test_a_case_takes_ten(sender: Sender) -> None:
    """The eleventh is refused with words; what is taken away, or refused, gives its place back."""
    held = [sender.begin().json["id"] for _ in range(10)]
    assert sender.all()["may_add"] == 0
    full = sender.begin()
    assert (full.status, full.json["type"]) == (409, "urn:aduan:problem:too_many_documents")
    sender.remove(held[0])
    hear(sender.put(held[1], corpus.SCRIPT))
    assert sender.all()["may_add"] == 2
    assert [sender.begin().status for _ in range(3)] == [201, 201, 409]


def test_a_case_begins_so_many_and_no_more(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    """Adding and removing for ever is not possible."""
    small = replace(book_documents.read(), asked=2)
    monkeypatch.setattr(book_documents, "read", lambda: small)
    for _ in range(2):
        sender.remove(sender.begin().json["id"])
    assert sender.begin().status == 409


def test_a_case_that_is_over_takes_none(sender: Sender) -> None:
    """After the end nothing is added, and what is there can still be opened."""
    document = sender.send()
    sender.api.say(sender.filed, "withdraw")
    assert sender.begin().status == 409
    assert sender.all()["may_add"] == 0
    assert sender.open(document).status == 200


def test_strangers_see_nothing(sender: Sender) -> None:
    """No other complaint's citizen, no officer elsewhere and no auditor sees that there is a document."""
    document = sender.send()
    other = Sender(sender.api, sender.api.file())
    assert other.open(document).status == 404
    assert other.remove(document).status == 404
    assert sender.api.call("GET", sender.path).status == 401
    assert sender.api.call("GET", sender.path, token=sender.api.session(other.filed)).status == 401
    grant("jauh", office="surabaya")
    grant("periksa", Role.AUDITOR, "pusat")
    for person in ("jauh", "periksa"):
        for part in ("/attachments", f"/attachments/{document}"):
            assert sender.api.see(person, sender.filed.ticket, part).status == 404, (person, part)


def test_officers_open_only_what_was_accepted(sender: Sender) -> None:
    """What waits, was refused or was taken away cannot be opened by anybody, nor is it listed."""
    grant("budi")
    waiting, refused, gone = sender.begin().json["id"], sender.send(corpus.SCRIPT), sender.send()
    sender.remove(gone)
    assert sender.api.see("budi", sender.filed.ticket, "/attachments").json["items"] == []
    for document in (waiting, refused, gone, "0" * 32):
        assert sender.api.see("budi", sender.filed.ticket, f"/attachments/{document}").status == 404
        assert sender.open(document).status == 404


def test_who_opened_which_document_is_on_record(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    """The look is recorded before the link leaves, and where it cannot be recorded there is no link."""
    grant("budi")
    document = sender.send()
    path = f"/v1/staff/complaints/{sender.filed.ticket}/attachments/{document}"
    sender.api.call("GET", path, token=token("budi"))
    looks = [row["what"]["S"] for row in sender.api.stored() if row.get("actor") == {"S": "budi"}]
    assert looks == ["document 1"]

    def broken(*_: object) -> None:
        raise ClientError({"Error": {"Code": "InternalServerError"}}, "PutItem")

    monkeypatch.setattr(AuditStore, "record", broken)
    assert sender.api.call("GET", path, token=token("budi")).status == 503


def test_nothing_stored_or_reported_names_the_file(sender: Sender) -> None:
    """Rows hold no name of a file, and events nothing but a number and a salted hash."""
    sender.send()
    (event,) = [row["body"]["S"] for row in sender.api.stored() if "document_kept" in str(row.get("body"))]
    assert set(json.loads(event)["data"]) == {"document", "digest"}


def test_all_of_a_case_can_be_forgotten(sender: Sender) -> None:
    """Erasure finds one door: after it no version of any file is left, and no row about one."""
    ticket = sender.filed.ticket
    sender.send()
    sender.begin()
    attachments.forget(ticket, wiring.registry())
    assert kept(CLEAN, ticket) == kept(QUARANTINE, ticket) == []
    assert [
        row for row in sender.api.stored() if str(row.get("sk", {}).get("S")).startswith("A") and ticket in str(row)
    ] == []
    assert sender.all()["items"] == []
    assert boto3.client("s3").list_objects_v2(Bucket=CLEAN, Prefix=ticket)["KeyCount"] == 0
