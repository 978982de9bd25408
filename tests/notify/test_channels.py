"""Each provider: what it is asked, and which of three kinds every failure is."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import (
    ConnectionClosedError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
    ReadTimeoutError,
)
from botocore.stub import ANY, Stubber

from chalicelib.domain.sending import Key, Permanent, Posted, SendingFailed, Spent, Temporary, Throttled, UnknownMessage
from chalicelib.notify import marks
from chalicelib.notify.email import Email
from chalicelib.notify.errors import translated
from chalicelib.notify.message import Message
from chalicelib.notify.messaging import Messaging
from chalicelib.notify.post import Post
from chalicelib.notify.sms import Sms
from tests.notify.letters import SITE, letter, places

KEY = Key("C#IMI-K7QF-2M9X-C", "N#000001#received#citizen#email")
MAIL = Message(KEY, "siti@warga.example.org", "Teks", "Judul", "<p>Teks</p>")
TEXT = Message(KEY, "+6281234567890", "Teks")


def stubbed(name: str) -> tuple[Any, Stubber]:
    client = boto3.client(name, config=Config(retries={"total_max_attempts": 1}))  # type: ignore[call-overload]
    stub = Stubber(client)
    stub.activate()
    return client, stub


@pytest.fixture
def ses() -> Iterator[tuple[Email, Stubber]]:
    client, stub = stubbed("sesv2")
    yield Email(client, "aduan@imigrasi.example", "aduan-test"), stub
    stub.assert_no_pending_responses()


def test_email_carries_our_mark(ses: tuple[Email, Stubber]) -> None:
    """An e-mail goes out once, in text and HTML, with a mark that comes back with every report."""
    email, stub = ses
    content = {"Simple": {"Subject": ANY, "Body": {"Text": ANY, "Html": ANY}}}
    asked = {
        "FromEmailAddress": "aduan@imigrasi.example",
        "Destination": {"ToAddresses": ["siti@warga.example.org"]},
        "Content": content,
        "EmailTags": [{"Name": marks.NAME, "Value": marks.mark(KEY)}],
        "ConfigurationSetName": "aduan-test",
    }
    stub.add_response("send_email", {"MessageId": "m-1"}, asked)
    assert email.send(MAIL) == Posted("ses", "m-1")


def test_what_is_not_essential_can_be_left_in_one_click(ses: tuple[Email, Stubber]) -> None:
    """A mail program shows its own button to leave, and needs no login for it (RFC 8058)."""
    email, stub = ses
    address = f"{SITE}/id/pesan/IMI-K7QF-2M9X-C/{'0' * 32}"
    headers = [
        {"Name": "List-Unsubscribe", "Value": f"<{address}>"},
        {"Name": "List-Unsubscribe-Post", "Value": "List-Unsubscribe=One-Click"},
    ]
    content = {"Simple": {"Subject": ANY, "Body": ANY, "Headers": headers}}
    asked = dict.fromkeys(("FromEmailAddress", "Destination", "EmailTags", "ConfigurationSetName"), ANY)
    stub.add_response("send_email", {"MessageId": "m-1"}, asked | {"Content": content})
    assert email.send(replace(MAIL, leave=address)) == Posted("ses", "m-1")


def test_sms_has_type_price_and_sender() -> None:
    """A text message is transactional, bears our name, and is not sent at any price."""
    client, stub = stubbed("sns")
    attributes = {
        "AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"},
        "AWS.SNS.SMS.MaxPrice": {"DataType": "Number", "StringValue": "0.60"},
        "AWS.SNS.SMS.SenderID": {"DataType": "String", "StringValue": "IMIGRASI"},
    }
    asked = {"PhoneNumber": "+6281234567890", "Message": "Teks", "MessageAttributes": attributes}
    stub.add_response("publish", {"MessageId": "m-2"}, asked)
    assert Sms(client, "IMIGRASI").send(TEXT) == Posted("sns", "m-2")


def test_messaging_carries_our_mark() -> None:
    """End User Messaging gets our mark as context, a price, and a time after which it is no longer worth sending."""
    client, stub = stubbed("pinpoint-sms-voice-v2")
    asked = {
        "DestinationPhoneNumber": "+6281234567890",
        "MessageBody": "Teks",
        "MessageType": "TRANSACTIONAL",
        "MaxPrice": "0.60",
        "TimeToLive": 86400,
        "Context": {marks.NAME: marks.mark(KEY)},
        "ConfigurationSetName": "aduan-test",
    }
    stub.add_response("send_text_message", {"MessageId": "m-3"}, asked)
    stub.add_response("send_text_message", {"MessageId": "m-3"}, asked | {"ProtectConfigurationId": "protect-1"})
    assert Messaging(client, "", "aduan-test").send(TEXT) == Posted("messaging", "m-3")
    assert Messaging(client, "", "aduan-test", "protect-1").send(TEXT) == Posted("messaging", "m-3")
    code = Key(KEY.pk, "N#1767578400#one_time_code#citizen#sms")
    stub.add_response(
        "send_text_message",
        {"MessageId": "m-4"},
        asked | {"TimeToLive": 600, "Context": {marks.NAME: marks.mark(code, 3)}},
    )
    assert Messaging(client, "", "aduan-test").send(replace(TEXT, key=code, since=3)).reference == "m-4"


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("TooManyRequestsException", 429, Throttled),
        ("LimitExceededException", 400, Throttled),
        ("AccountSuspendedException", 400, Throttled),
        ("AccessDeniedException", 403, Throttled),
        ("MessageRejected", 400, Permanent),
        ("BadRequestException", 400, Permanent),
        ("InternalFailure", 500, Temporary),
        ("ServiceUnavailable", 503, Temporary),
    ],
)
def test_answers_are_of_three_kinds(
    ses: tuple[Email, Stubber], code: str, status: int, kind: type[SendingFailed]
) -> None:
    """What is certain to be refused is told apart from what may have gone; our own mistakes wait for an operator."""
    email, stub = ses
    stub.add_client_error("send_email", code, http_status_code=status)
    with pytest.raises(kind, match=code):
        email.send(MAIL)


@pytest.mark.parametrize(
    ("reason", "kind"),
    [("MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT", Spent), ("DAILY_NOTIFY_TIER_MESSAGE_LIMIT", Throttled)],
)
def test_no_more_money_is_told_from_too_many(reason: str, kind: type[SendingFailed]) -> None:
    """Where the account may spend no more, waiting does not help: another way is taken, and somebody is called."""
    client, stub = stubbed("pinpoint-sms-voice-v2")
    code = "ServiceQuotaExceededException"
    stub.add_client_error("send_text_message", code, http_status_code=402, modeled_fields={"Reason": reason})
    with pytest.raises(kind, match=code):
        Messaging(client, "", "").send(TEXT)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ReadTimeoutError(endpoint_url="https://ses"), Temporary),
        (ConnectionClosedError(endpoint_url="https://ses"), Temporary),
        (EndpointConnectionError(endpoint_url="https://ses"), Throttled),
        (NoCredentialsError(), Throttled),
        (ParamValidationError(report="siti@warga.example.org"), Permanent),
    ],
    ids=lambda value: type(value).__name__,
)
def test_broken_lines_are_of_three_kinds(error: Exception, kind: type[SendingFailed]) -> None:
    """A line that broke before anything was handed over is no doubt; and no address is in what is logged."""
    with pytest.raises(kind) as raised, translated():
        raise error
    assert "warga" not in str(raised.value)


def test_marks_travel() -> None:
    """What SES allows in a tag is enough for every key of ours, there and back."""
    assert marks.read(marks.mark(KEY)) == (KEY, 0)
    assert marks.read(marks.mark(KEY, 12)) == (KEY, 12)
    assert set(marks.mark(KEY, 12)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert len(marks.mark(KEY, 999_999)) <= 256


@pytest.mark.parametrize("strange", ["", "a", "%%%", "YQ", "//79", "YQpiCmM", "YQpiCjEKMg"])
def test_strange_marks_are_unknown(strange: str) -> None:
    """A report with a mark that we never wrote is about no message of ours."""
    with pytest.raises(UnknownMessage):
        marks.read(strange)


class Kept:
    """A channel that keeps what it is given."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def send(self, message: Message) -> Posted:
        self.messages.append(message)
        return Posted("kept", "1")


def test_each_channel_gets_its_words() -> None:
    """A mailbox gets a subject, text and HTML; a phone gets its short text."""
    channels = {"email": Kept(), "sms": Kept()}
    post = Post(channels, SITE)
    for channel in channels:
        post.send(letter("received", "id", channel, next(places())))
    (mail,), (text,) = channels["email"].messages, channels["sms"].messages
    assert mail.subject
    assert mail.html
    assert (text.subject, text.html) == ("", "")


def test_only_guests_hear_from_a_trial() -> None:
    """A stage under test writes to nobody but its guests, whose addresses may carry a label after a plus."""
    channel = Kept()
    post = Post({"email": channel}, SITE, frozenset({"tester@imigrasi.example"}))
    with pytest.raises(Permanent, match="NotAGuest"):
        post.send(letter("received", "id", "email", next(places())))
    assert channel.messages == []
    labelled = replace(letter("received", "id", "email", next(places())), address="tester+9f3a@imigrasi.example")
    post.send(labelled)
    assert [message.to for message in channel.messages] == ["tester+9f3a@imigrasi.example"]
