"""The providers that a stage has chosen, one a channel."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chalicelib.notify.email import Email
from chalicelib.notify.messaging import Messaging
from chalicelib.notify.post import Channel
from chalicelib.notify.sms import Sms


@dataclass(frozen=True, slots=True)
class Sender:
    """In whose name messages go: `events` is the configuration set through which reports come back.

    `protection` closes countries to texts; what is empty is not used.
    """

    mail: str
    sms: str
    events: str
    protection: str


def carriers(client: Callable[[str], Any], provider: str, sender: Sender) -> dict[str, Channel]:
    """Join each channel to its client."""
    texts: Channel = (
        Sms(client("sns"), sender.sms)
        if provider == "sns"
        else Messaging(client("pinpoint-sms-voice-v2"), sender.sms, sender.events, sender.protection)
    )
    return {"email": Email(client("sesv2"), sender.mail, sender.events), "sms": texts}
