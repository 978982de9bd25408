"""What Lambda hands over: a bad record takes no other with it, and what there is no time for comes again."""

import json
from typing import Any

import pytest

from chalicelib import telemetry, wiring
from chalicelib.domain.intents import Sending
from chalicelib.domain.sending import Key, UnknownMessage
from chalicelib.handlers import events
from chalicelib.notify import marks

KEY = Key("C#IMI-K7QF-2M9X-C", "N#000001#received#citizen#email")


class Context:
    """A Lambda with so many milliseconds left."""

    def __init__(self, left: int = 60_000) -> None:
        self.left = left

    def get_remaining_time_in_millis(self) -> int:
        return self.left


@pytest.fixture(autouse=True)
def no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read here are reports; no calendar is asked for."""
    monkeypatch.setattr(wiring, "current", lambda: None)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """Collect what the verbs are asked; the ticket `bad` fails."""
    found: list[tuple[str, Any]] = []

    def hear(key: Key, status: Sending, _desk: object, *, hard: bool = False, since: int = 0) -> None:
        if "bad" in key.pk:
            raise UnknownMessage
        found.append((f"{key.pk}{'!' if hard else ''}{since or ''}", status))

    monkeypatch.setattr(wiring, "delivery", lambda: None)
    monkeypatch.setattr(events, "hear", hear)
    monkeypatch.setattr(telemetry, "counted", lambda *_: None)
    return found


def record(number: int, report: dict[str, Any], *, wrapped: bool = True) -> dict[str, str]:
    body = {"Type": "Notification", "Message": json.dumps(report)} if wrapped else report
    return {"messageId": str(number), "body": json.dumps(body)}


def mail(kind: str, pk: str = KEY.pk) -> dict[str, Any]:
    return {"eventType": kind, "mail": {"tags": {marks.NAME: [marks.mark(Key(pk, KEY.sk))]}}}


def text(kind: str) -> dict[str, Any]:
    return {"eventType": kind, "context": {marks.NAME: marks.mark(KEY)}}


def test_reports_of_both_services(heard: list[tuple[str, Any]]) -> None:
    """E-mail and text messages report in their own ways and mean the same."""
    records = [record(1, mail("Send")), record(2, mail("Bounce"), wrapped=False), record(3, text("TEXT_DELIVERED"))]
    assert events.on_provider_event({"Records": records}, Context()) == {"batchItemFailures": []}
    assert [status for _, status in heard] == [Sending.SENT, Sending.BOUNCED, Sending.DELIVERED]


@pytest.mark.parametrize(
    ("report", "hard"),
    [
        (mail("Bounce") | {"bounce": {"bounceType": "Permanent"}}, True),
        (mail("Bounce") | {"bounce": {"bounceType": "Transient"}}, False),
        (text("TEXT_INVALID"), True),
        (text("TEXT_UNREACHABLE"), False),
    ],
    ids=["no such mailbox", "full mailbox", "no such number", "phone is off"],
)
def test_a_wrong_address_is_told_from_a_full_one(
    heard: list[tuple[str, Any]], report: dict[str, Any], hard: bool
) -> None:
    """Only an address that will never take anything is given up; a full mailbox or a phone that is off is not."""
    events.on_provider_event({"Records": [record(1, report)]}, Context())
    assert [pk.endswith("!") for pk, _ in heard] == [hard]


def back(*said: tuple[str, str], kind: str = "Transient") -> dict[str, Any]:
    """A bounce, with what the other side said of each receiver."""
    to = [{"status": status, "diagnosticCode": words} for status, words in said]
    return mail("Bounce") | {"bounce": {"bounceType": kind, "bouncedRecipients": to}}


@pytest.mark.parametrize(
    ("report", "status"),
    [
        (mail("DeliveryDelay"), Sending.SENT),
        (back(("4.4.7", "smtp; 550 4.4.7 Message expired")), Sending.EXPIRED),
        (back(("", "smtp; 554 4.4.7 Message expired: unable to deliver in 840 minutes.")), Sending.EXPIRED),
        (back(("4.2.2", "smtp; 452 4.2.2 mailbox full")), Sending.BOUNCED),
        (back(), Sending.BOUNCED),
        (back(("5.4.7", "smtp; 554 5.4.7 expired"), kind="Permanent"), Sending.BOUNCED),
        (mail("Complaint"), Sending.COMPLAINED),
        (mail("Complaint") | {"complaint": {"complaintSubType": "OnAccountSuppressionList"}}, Sending.BOUNCED),
        (text("TEXT_TTL_EXPIRED"), Sending.EXPIRED),
        (text("TEXT_PROTECT_BLOCKED"), Sending.REFUSED),
        (text("TEXT_UNREACHABLE") | {"isFinal": True}, Sending.BOUNCED),
        (text("TEXT_UNREACHABLE") | {"isFinal": False}, Sending.SENT),
        (text("TEXT_DELIVERED") | {"isFinal": False}, Sending.DELIVERED),
    ],
)
def test_each_report_means_one_thing(heard: list[tuple[str, Any]], report: dict[str, Any], status: Sending) -> None:
    """Late is not refused, refused is not come back, and what is still on its way has not failed."""
    assert events.on_provider_event({"Records": [record(1, report)]}, Context()) == {"batchItemFailures": []}
    assert [one for _, one in heard] == [status]


@pytest.mark.parametrize(
    "strange",
    [
        mail("Send", "C#bad"),
        mail("Surprise"),
        {"eventType": "Send", "mail": {"tags": {}}},
        {"eventType": "TEXT_SENT", "context": {}},
        {"nothing": 1},
    ],
    ids=["unknown", "new kind", "no tag", "no context", "no event"],
)
def test_strange_reports_come_again(heard: list[tuple[str, Any]], strange: dict[str, Any]) -> None:
    """A report that we cannot place comes again and is parked in the end; the others are taken in."""
    records = [record(1, strange), record(2, mail("Send"))]
    failures = events.on_provider_event({"Records": records}, Context())
    assert failures == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    assert len(heard) == 1


def test_nothing_is_begun_without_time(heard: list[tuple[str, Any]]) -> None:
    """With too little time left nothing is begun, and all of it comes again."""
    failures = events.on_provider_event({"Records": [record(1, mail("Send"))]}, Context(events.MARGIN_MS))
    assert failures == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    assert heard == []


def test_a_broken_body_is_not_swallowed(heard: list[tuple[str, Any]]) -> None:
    """What is no JSON at all is parked too."""
    failures = events.on_provider_event({"Records": [{"messageId": "1", "body": "{"}]}, Context())
    assert failures == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    assert heard == []
