"""E-mail by SES version 2; our mark travels as a tag and comes back with every event of the configuration set."""

from typing import TYPE_CHECKING, Any

from chalicelib.domain.sending import Posted
from chalicelib.notify import marks
from chalicelib.notify.errors import translated
from chalicelib.notify.message import Message

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

PROVIDER = "ses"


class Email:
    """Sends by one call, which the client must not repeat by itself."""

    def __init__(self, client: "SESV2Client", sender: str, configuration_set: str) -> None:
        self._client, self._sender = client, sender
        self._optional: Any = {"ConfigurationSetName": configuration_set} if configuration_set else {}

    def send(self, message: Message) -> Posted:
        """Give SES's id. Raises Permanent, Throttled or Temporary."""
        body = {"Text": _utf8(message.text), "Html": _utf8(message.html)}
        content: Any = {"Simple": {"Subject": _utf8(message.subject), "Body": body} | _leaving(message.leave)}
        with translated():
            answer = self._client.send_email(
                FromEmailAddress=self._sender,
                Destination={"ToAddresses": [message.to]},
                Content=content,
                EmailTags=[{"Name": marks.NAME, "Value": marks.mark(message.key, message.since)}],
                **self._optional,
            )
        return Posted(PROVIDER, answer["MessageId"])


def _leaving(address: str) -> dict[str, list[dict[str, str]]]:
    """RFC 8058: one click in the mail program, without a login; nothing where there is nothing to leave."""
    if not address:
        return {}
    said = {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return {"Headers": [{"Name": name, "Value": value} for name, value in said.items()]}


def _utf8(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}
