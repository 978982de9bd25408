"""What the provider says of a message afterwards."""

from datetime import UTC, datetime

import pytest

from local.outbox import Message
from local.provider.events import email_events, text_events

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def message(to: str) -> Message:
    return Message("m1", "email", to, "s", "t", "h", "2026-11-22T00:00:00.000Z", "x@y.example", {"intent": "i1"})


@pytest.mark.parametrize(
    ("to", "kinds"),
    [
        ("siti@warga.example", ["Send", "Delivery"]),
        ("bounce@warga.example", ["Send", "Bounce"]),
        ("expire@warga.example", ["Send", "DeliveryDelay", "Bounce"]),
        ("complain@warga.example", ["Send", "Delivery", "Complaint"]),
    ],
)
def test_an_address_has_its_way(to: str, kinds: list[str]) -> None:
    """A tester chooses by the address what becomes of a message."""
    events = list(email_events(message(to), "aduan-local", NOW))
    assert [event["eventType"] for event in events] == kinds
    for event in events:
        assert event["mail"]["tags"]["intent"] == ["i1"]
        assert event["mail"]["messageId"] == "m1"


def test_a_text_brings_its_context_back() -> None:
    """An SMS that went through End User Messaging can be told delivered."""
    events = list(text_events(message("+62812"), NOW))
    assert [event["eventType"] for event in events] == ["TEXT_SENT", "TEXT_DELIVERED"]
    assert all(event["context"] == {"intent": "i1"} for event in events)


@pytest.mark.parametrize(("to", "last"), [("+628120408", "TEXT_TTL_EXPIRED"), ("+628120404", "TEXT_INVALID")])
def test_a_number_has_its_way(to: str, last: str) -> None:
    """A tester chooses by the end of a number what becomes of a text message."""
    assert [(event["eventType"], event["isFinal"]) for event in text_events(message(to), NOW)][-1] == (last, True)
