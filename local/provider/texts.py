"""SMS by SNS Publish (query protocol) and by End User Messaging's SendTextMessage (JSON 1.0)."""

import json
import re
import uuid
from xml.sax.saxutils import escape

from werkzeug.wrappers import Request, Response

from local.outbox import Message, Outbox

_NUMBER = re.compile(r"\+[1-9]\d{6,14}")
_SPACE = 'xmlns="http://sns.amazonaws.com/doc/2010-03-31/"'


def sns_message(request: Request, outbox: Outbox) -> Message | None:
    """None when the action or the number is not one that SNS would send an SMS for."""
    form = request.form
    if form.get("Action") != "Publish" or not _NUMBER.fullmatch(form.get("PhoneNumber", "")) or not form.get("Message"):
        return None
    return _message(form["PhoneNumber"], form["Message"], outbox, {}, "")


def messaging_message(request: Request, outbox: Outbox) -> Message | None:
    """None when the request is not one that End User Messaging would take."""
    asked = json.loads(request.get_data() or b"{}")
    number, text = asked.get("DestinationPhoneNumber", ""), asked.get("MessageBody", "")
    target = request.headers.get("X-Amz-Target", "")
    if not target.endswith(".SendTextMessage") or not _NUMBER.fullmatch(number) or not text:
        return None
    return _message(number, text, outbox, asked.get("Context", {}), asked.get("OriginationIdentity", ""))


def _message(to: str, text: str, outbox: Outbox, tags: dict[str, str], sender: str) -> Message:
    return Message(str(uuid.uuid4()), "sms", to, "", text, "", outbox.stamp(), sender, tags)


def sns_answer(number: str) -> Response:
    body = (
        f"<PublishResponse {_SPACE}><PublishResult><MessageId>{number}</MessageId></PublishResult>"
        f"<ResponseMetadata><RequestId>{uuid.uuid4()}</RequestId></ResponseMetadata></PublishResponse>"
    )
    return Response(body, 200, content_type="text/xml")


def sns_error(status: int, code: str, words: str) -> Response:
    body = (
        f"<ErrorResponse {_SPACE}><Error><Type>Sender</Type><Code>{code}</Code>"
        f"<Message>{escape(words)}</Message></Error>"
        f"<RequestId>{uuid.uuid4()}</RequestId></ErrorResponse>"
    )
    return Response(body, status, content_type="text/xml")


def messaging_error(status: int, kind: str, words: str) -> Response:
    body = json.dumps({"__type": kind, "Message": words})
    return Response(body, status, content_type="application/x-amz-json-1.0")
