"""SMS by SNS. It carries no mark of ours and reports nothing: a crash between call and record may double one."""

from typing import TYPE_CHECKING, Any

from chalicelib.domain.caps import PRICE
from chalicelib.domain.sending import Posted
from chalicelib.notify.errors import translated
from chalicelib.notify.message import Message

if TYPE_CHECKING:
    from mypy_boto3_sns import SNSClient

PROVIDER = "sns"
MAX_PRICE = f"{PRICE / 100:.2f}"
"""US dollars a message; what costs more is not sent. An Indonesian mobile number costs less, a premium one more."""


class Sms:
    """Sends by one call, which the client must not repeat by itself."""

    def __init__(self, client: "SNSClient", sender: str) -> None:
        self._client = client
        given = {"SMSType": "Transactional", "MaxPrice": MAX_PRICE} | ({"SenderID": sender} if sender else {})
        self._attributes: Any = {f"AWS.SNS.SMS.{name}": _attribute(name, value) for name, value in given.items()}

    def send(self, message: Message) -> Posted:
        """Give SNS's id. Raises Permanent, Throttled or Temporary."""
        with translated():
            answer = self._client.publish(
                PhoneNumber=message.to, Message=message.text, MessageAttributes=self._attributes
            )
        return Posted(PROVIDER, answer["MessageId"])


def _attribute(name: str, value: str) -> dict[str, str]:
    return {"DataType": "Number" if name == "MaxPrice" else "String", "StringValue": value}
