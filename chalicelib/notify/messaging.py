"""SMS by AWS End User Messaging; our mark travels as context and comes back with every event."""

from typing import Any

from chalicelib.domain.sending import CODE_LIFE, ONE_TIME_CODE, Posted
from chalicelib.notify import marks
from chalicelib.notify.errors import translated
from chalicelib.notify.message import Message
from chalicelib.notify.sms import MAX_PRICE

PROVIDER = "messaging"
LIVES = 24 * 3600
"""Seconds that a carrier may try: what has not arrived in a day is reported as expired. A code is worth less time."""


class Messaging:
    """Sends by one call, which the client must not repeat by itself."""

    def __init__(self, client: Any, sender: str, configuration_set: str, protection: str = "") -> None:
        self._client = client
        optional = {"OriginationIdentity": sender, "ConfigurationSetName": configuration_set}
        optional |= {"ProtectConfigurationId": protection}
        self._optional = {name: value for name, value in optional.items() if value}

    def send(self, message: Message) -> Posted:
        """Give the service's id. Raises Permanent, Throttled or Temporary."""
        with translated():
            answer = self._client.send_text_message(
                DestinationPhoneNumber=message.to,
                MessageBody=message.text,
                MessageType="TRANSACTIONAL",
                MaxPrice=MAX_PRICE,
                TimeToLive=_lives(message),
                Context={marks.NAME: marks.mark(message.key, message.since)},
                **self._optional,
            )
        return Posted(PROVIDER, answer["MessageId"])


def _lives(message: Message) -> int:
    return int(CODE_LIFE.total_seconds()) if message.key.notice == ONE_TIME_CODE else LIVES
