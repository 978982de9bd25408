"""What the provider says afterwards, in the shapes that SES and End User Messaging publish, through topic and queue."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import boto3

from local.emulator import REGION
from local.outbox import Message
from local.places import Places

# Long enough that our own SENT usually comes first, as in AWS; either order must work.
PAUSE_SECONDS = 0.25

GONE = ("5.1.1", "smtp; 550 user unknown")
TOO_LATE = ("4.4.7", "smtp; 554 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.4.1 Unable to connect>")
ENDS = {"0404": "TEXT_INVALID", "0408": "TEXT_TTL_EXPIRED"}

Publish = Callable[[dict[str, Any]], None]


def publisher(places: Places, topic: str) -> Publish:
    """Publish one event at a time on the emulator's topic; its subscription carries it into the queue."""
    client = boto3.client("sns", region_name=REGION, endpoint_url=places.emulator)

    def publish(event: dict[str, Any]) -> None:
        client.publish(TopicArn=topic, Message=json.dumps(event), Subject="Amazon SES Email Event Notification")

    return publish


class Reports:
    """What is still to be said, off the caller's thread."""

    def __init__(self, publish: Publish) -> None:
        self._publish = publish
        self._turn = threading.Lock()
        self._waiting: set[threading.Timer] = set()

    def later(self, events: Iterator[dict[str, Any]]) -> None:
        """Publish after a pause."""
        timer = threading.Timer(PAUSE_SECONDS, self._all, (list(events),))
        timer.daemon = True
        with self._turn:
            timer.start()
            self._waiting = {one for one in self._waiting if one.is_alive()} | {timer}

    def finish(self) -> None:
        """Return when all is said: an answer whose delivery is never reported would never be proved."""
        for timer in tuple(self._waiting):
            timer.join()

    def _all(self, events: list[dict[str, Any]]) -> None:
        for event in events:
            self._publish(event)


def email_events(message: Message, configuration_set: str, now: datetime) -> Iterator[dict[str, Any]]:
    """Send, and then what the address asks for: `bounce`, `expire` or `complain` in it; all else is delivered."""
    mail = _mail(message, configuration_set)
    at = message.at
    yield {"eventType": "Send", "mail": mail, "send": {}}
    if "bounce" in message.to:
        yield {"eventType": "Bounce", "mail": mail, "bounce": _bounce(message, "Permanent", *GONE)}
        return
    if "expire" in message.to:
        yield {"eventType": "DeliveryDelay", "mail": mail, "deliveryDelay": _delay(message)}
        yield {"eventType": "Bounce", "mail": mail, "bounce": _bounce(message, "Transient", *TOO_LATE)}
        return
    delivery = {"timestamp": at, "recipients": [message.to], "processingTimeMillis": 250, "smtpResponse": "250 ok"}
    yield {"eventType": "Delivery", "mail": mail, "delivery": delivery}
    if "complain" in message.to:
        complaint = {
            "timestamp": at,
            "feedbackId": f"complaint-{message.id}",
            "complaintFeedbackType": "abuse",
            "complainedRecipients": [{"emailAddress": message.to}],
            "arrivalDate": now.isoformat(),
        }
        yield {"eventType": "Complaint", "mail": mail, "complaint": complaint}


def _mail(message: Message, configuration_set: str) -> dict[str, Any]:
    own = {"ses:configuration-set": [configuration_set], "ses:source-ip": ["127.0.0.1"]}
    return {
        "timestamp": message.at,
        "messageId": message.id,
        "source": message.sender,
        "sendingAccountId": "000000000000",
        "destination": [message.to],
        "headersTruncated": False,
        "tags": own | {name: [value] for name, value in message.tags.items()},
    }


def _delay(message: Message) -> dict[str, Any]:
    late = {"emailAddress": message.to, "status": "4.4.1", "diagnosticCode": "smtp; 421 4.4.1 Unable to connect"}
    return {
        "timestamp": message.at,
        "delayType": "TransientCommunicationFailure",
        "expirationTime": message.at,
        "delayedRecipients": [late],
    }


def _bounce(message: Message, kind: str, status: str, words: str) -> dict[str, Any]:
    back = {"emailAddress": message.to, "action": "failed", "status": status, "diagnosticCode": words}
    return {
        "timestamp": message.at,
        "feedbackId": f"bounce-{message.id}",
        "bounceType": kind,
        "bounceSubType": "General",
        "bouncedRecipients": [back],
    }


def text_events(message: Message, now: datetime) -> Iterator[dict[str, Any]]:
    """Accepted by the carrier, then what the number's end asks for; the context that came with it goes back."""
    moment = int(now.timestamp() * 1000)
    last = next((kind for end, kind in ENDS.items() if message.to.endswith(end)), "TEXT_DELIVERED")
    for kind, final in (("TEXT_SENT", False), (last, True)):
        yield {
            "eventType": kind,
            "eventVersion": "1.0",
            "eventTimestamp": moment,
            "isFinal": final,
            "messageId": message.id,
            "messageType": "TRANSACTIONAL",
            "messageStatus": kind.removeprefix("TEXT_"),
            "messageRequestTimestamp": moment,
            "originationPhoneNumber": message.sender,
            "destinationPhoneNumber": message.to,
            "isoCountryCode": "ID",
            "context": dict(message.tags),
        }
