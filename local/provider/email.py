"""SES version 2, SendEmail: what it takes, what it refuses, what it answers."""

import base64
import email
import json
import re
import uuid
from email.message import EmailMessage
from email.policy import default
from typing import Any

from werkzeug.wrappers import Request, Response

from local.outbox import Message, Outbox

_TAG = re.compile(r"[A-Za-z0-9_-]{1,256}")
# SES also takes these in a tag's value, though not in its name.
_VALUE = re.compile(r"[A-Za-z0-9_.@-]{1,256}")


class Bad(Exception):
    """SES's own word for a request that will never be accepted."""


def error(status: int, kind: str, words: str) -> Response:
    return Response(json.dumps({"message": words}), status, {"x-amzn-ErrorType": kind}, content_type="application/json")


def read(request: Request, outbox: Outbox) -> tuple[Message, str]:
    """Give the message and its configuration set. Raise Bad as SES would."""
    try:
        asked = json.loads(request.get_data())
        to = asked["Destination"]["ToAddresses"]
        subject, text, html = _content(asked["Content"])
        tags = {tag["Name"]: tag["Value"] for tag in asked.get("EmailTags", [])}
    except (ValueError, KeyError, TypeError) as problem:
        raise Bad(f"The request misses {problem}") from problem
    if len(to) != 1 or "@" not in to[0] or re.search(r"[\s,]", to[0]):
        raise Bad("Illegal address")
    for name, value in tags.items():
        if not _TAG.fullmatch(name) or not _VALUE.fullmatch(value):
            raise Bad(f"Illegal characters in the tag {name!r}: {value!r}")
    number = str(uuid.uuid4())
    sender = asked.get("FromEmailAddress", "")
    return Message(number, "email", to[0], subject, text, html, outbox.stamp(), sender, tags), asked.get(
        "ConfigurationSetName", ""
    )


def _content(content: dict[str, Any]) -> tuple[str, str, str]:
    if "Raw" in content:
        return _raw(base64.b64decode(content["Raw"]["Data"]))
    simple = content["Simple"]
    subject = simple["Subject"]["Data"]
    if re.search(r"[\r\n]", subject):
        raise Bad("Subject contains a control character")
    body = simple["Body"]
    return subject, body.get("Text", {}).get("Data", ""), body.get("Html", {}).get("Data", "")


def _raw(content: bytes) -> tuple[str, str, str]:
    parsed = email.message_from_bytes(content, _class=EmailMessage, policy=default)
    text, html = parsed.get_body(("plain",)), parsed.get_body(("html",))
    return str(parsed["Subject"]), text.get_content() if text else "", html.get_content() if html else ""
