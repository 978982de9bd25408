"""The provider takes what boto3 sends, and what it took is in the outbox."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from tests.local.running import Running, ask


def client(cloud: Running, service: Any) -> Any:
    return boto3.client(
        service,
        region_name="ap-southeast-3",
        endpoint_url=f"{cloud.site}/_local/provider/aws",
        aws_access_key_id="x",
        aws_secret_access_key="x",
        config=Config(retries={"total_max_attempts": 1}),
    )


def mail(to: str, **other: Any) -> dict[str, Any]:
    body = {"Text": {"Data": "Halo"}, "Html": {"Data": "<p>Halo"}}
    asked = {
        "FromEmailAddress": "aduan@imigrasi.example",
        "Destination": {"ToAddresses": [to]},
        "Content": {"Simple": {"Subject": {"Data": "Laporan Anda"}, "Body": body}},
        "EmailTags": [{"Name": "intent", "Value": "abc-1"}],
    }
    return asked | other


def sent(cloud: Running, to: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(f"{cloud.site}/_local/outbox?to={to.replace('+', '%2B')}").json
    return found


@pytest.fixture
def mended(cloud: Running) -> Iterator[Running]:
    yield cloud
    ask(f"{cloud.site}/_local/provider", {"email": "ok", "sms": "ok"})


def test_an_email_is_in_the_outbox(cloud: Running) -> None:
    """Each e-mail is kept with its subject, both bodies and its time, and can be looked at as its receiver sees it."""
    number = client(cloud, "sesv2").send_email(**mail("a@warga.example"))["MessageId"]
    (message,) = sent(cloud, "a@warga.example")
    assert (message["id"], message["channel"], message["subject"]) == (number, "email", "Laporan Anda")
    assert (message["text"], message["html"]) == ("Halo", "<p>Halo")
    assert message["at"].endswith("Z")
    shown = ask(f"{cloud.site}/_local/outbox/{number}/html")
    assert shown.text == "<p>Halo"
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert number in ask(f"{cloud.site}/_local/outbox/view?to=a@warga.example").text


def test_many_messages_are_turned_over_page_by_page(cloud: Running) -> None:
    """Whoever looks at hundreds of messages gets the newest in seconds, and turns to the older ones."""
    ses = client(cloud, "sesv2")
    first, *_, last = (ses.send_email(**mail("many@warga.example"))["MessageId"] for _ in range(26))
    newest, oldest = (ask(f"{cloud.site}/_local/outbox/view?to=many@warga.example&page={at}").text for at in (1, 2))
    assert (last in newest, first in newest, first in oldest) == (True, False, True)
    assert "Page 1 of 2" in newest
    assert 'page=2&amp;to=many%40warga.example">older' in newest


def test_an_sms_is_in_the_outbox(cloud: Running) -> None:
    """Each SMS is kept, whichever of the two services carried it."""
    client(cloud, "sns").publish(PhoneNumber="+6281210000009", Message="Halo & salam")
    client(cloud, "pinpoint-sms-voice-v2").send_text_message(
        DestinationPhoneNumber="+6281210000009", MessageBody="Lagi", Context={"intent": "abc"}
    )
    assert [message["text"] for message in sent(cloud, "+6281210000009")] == ["Halo & salam", "Lagi"]
    assert "1 segment" in ask(f"{cloud.site}/_local/outbox/view?to=%2B6281210000009").text


@pytest.mark.parametrize(
    ("mode", "status", "code"), [("throttle", 429, "TooManyRequestsException"), ("down", 503, "ServiceUnavailable")]
)
def test_a_broken_provider_refuses(mended: Running, mode: str, status: int, code: str) -> None:
    """A person can break the provider and see what happens to messages."""
    ask(f"{mended.site}/_local/provider", {"email": mode, "sms": mode})
    with pytest.raises(ClientError) as refused:
        client(mended, "sesv2").send_email(**mail("b@warga.example"))
    assert refused.value.response["Error"]["Code"] == code
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
    with pytest.raises(ClientError):
        client(mended, "sns").publish(PhoneNumber="+6281210000008", Message="x")
    assert sent(mended, "b@warga.example") == sent(mended, "+6281210000008") == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"EmailTags": [{"Name": "intent", "Value": "N#1#received"}]},
        {"Destination": {"ToAddresses": ["a@b.example\r\nBcc: c@d.example"]}},
        {"Destination": {"ToAddresses": []}},
    ],
)
def test_what_ses_refuses_is_refused(cloud: Running, wrong: dict[str, Any]) -> None:
    """A message that SES would never take fails here first."""
    with pytest.raises(ClientError, match="BadRequest"):
        client(cloud, "sesv2").send_email(**mail("c@warga.example", **wrong))


def test_a_strange_state_is_refused_by_name(cloud: Running) -> None:
    """Whoever sets a state that does not exist is told which do."""
    answer = ask(f"{cloud.site}/_local/provider", {"email": "slow"})
    assert answer.status == 422
    assert "throttle" in answer.json["title"]
