"""What providers say of a message, in one form: events of SES's configuration set and of End User Messaging."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.intents import Sending
from chalicelib.domain.sending import Key, UnknownMessage
from chalicelib.notify import marks

MAILS = {
    "Send": Sending.SENT,
    "DeliveryDelay": Sending.SENT,
    "Delivery": Sending.DELIVERED,
    "Bounce": Sending.BOUNCED,
    "Complaint": Sending.COMPLAINED,
    "Reject": Sending.REFUSED,
    "Rendering Failure": Sending.REFUSED,
}
TEXTS = {
    "TEXT_SENT": Sending.SENT,
    "TEXT_QUEUED": Sending.SENT,
    "TEXT_PENDING": Sending.SENT,
    "TEXT_SUCCESSFUL": Sending.DELIVERED,
    "TEXT_DELIVERED": Sending.DELIVERED,
    "TEXT_INVALID": Sending.BOUNCED,
    "TEXT_INVALID_MESSAGE": Sending.BOUNCED,
    "TEXT_UNREACHABLE": Sending.BOUNCED,
    "TEXT_CARRIER_UNREACHABLE": Sending.BOUNCED,
    "TEXT_BLOCKED": Sending.BOUNCED,
    "TEXT_CARRIER_BLOCKED": Sending.BOUNCED,
    "TEXT_PROTECT_BLOCKED": Sending.REFUSED,
    "TEXT_SPAM": Sending.BOUNCED,
    "TEXT_TTL_EXPIRED": Sending.EXPIRED,
    "TEXT_UNKNOWN": Sending.BOUNCED,
}
"""TEXT_PROTECT_BLOCKED: our own protect configuration let nothing out to that country."""
UNWANTED = "OnAccountSuppressionList"
"""A complaint of SES itself, about a mail that it took and never sent: an earlier one was marked as unwanted."""
TOO_LATE = re.compile(r"\b[45]\.4\.7\b")
"""Delivery time expired (RFC 3463, 3.5): SES tried for hours, said DeliveryDelay, and gave up."""

Event = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """`hard`: the address itself takes nothing, for good. `since` as the mark has it."""

    key: Key
    status: Sending
    hard: bool
    since: int


def read(event: Event) -> Report:
    """Give what an event means. Raises UnknownMessage for a kind that we do not know, and a mark that is not ours."""
    kind = str(event["eventType"])
    if kind in TEXTS:
        mark, status, hard = event["context"].get(marks.NAME, ""), _text(event, TEXTS[kind]), kind == "TEXT_INVALID"
    elif kind in MAILS:
        mark, (status, hard) = next(iter(event["mail"]["tags"].get(marks.NAME, ())), ""), _mail(event, MAILS[kind])
    else:
        raise UnknownMessage(kind)
    key, since = marks.read(str(mark))
    return Report(key, status, hard, since)


def _text(event: Event, status: Sending) -> Sending:
    """A failure that is not the carrier's last word says no more than that the message is on its way."""
    return status if event.get("isFinal", True) or status is Sending.DELIVERED else Sending.SENT


def _mail(event: Event, status: Sending) -> tuple[Sending, bool]:
    """Tell a wrong address from a full one, and both from a mailbox that nobody could reach in time."""
    if event.get("complaint", {}).get("complaintSubType") == UNWANTED:
        return Sending.BOUNCED, True
    bounce = event.get("bounce", {})
    if bounce.get("bounceType") == "Permanent":
        return status, True
    said = [f"{one.get('status', '')} {one.get('diagnosticCode', '')}" for one in bounce.get("bouncedRecipients", ())]
    return (Sending.EXPIRED if said and all(map(TOO_LATE.search, said)) else status), False
