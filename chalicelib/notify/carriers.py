"""The providers that a stage has chosen, one a channel."""

from collections.abc import Callable
from typing import Any

from chalicelib.notify.email import Email
from chalicelib.notify.messaging import Messaging
from chalicelib.notify.post import Channel
from chalicelib.notify.sms import Sms


def carriers(
    client: Callable[[str], Any], provider: str, sender: str, sms_sender: str, events: str
) -> dict[str, Channel]:
    """Join each channel to its client; `events` is the configuration set through which reports come back."""
    texts: Channel = (
        Sms(client("sns"), sms_sender)
        if provider == "sns"
        else Messaging(client("pinpoint-sms-voice-v2"), sms_sender, events)
    )
    return {"email": Email(client("sesv2"), sender, events), "sms": texts}
