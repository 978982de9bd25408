"""Which of the three services a request is meant for, and the one path that each takes."""

import json

from werkzeug.wrappers import Request, Response

from local.outbox import Outbox
from local.provider import email, texts
from local.provider.events import Reports, email_events, text_events
from local.provider.state import State

_BUSY, _DOWN = "Too many requests", (503, "ServiceUnavailable", "down")
_EMAIL = {"throttle": (429, "TooManyRequestsException", _BUSY), "down": _DOWN}
_SNS = {"throttle": (429, "Throttled", _BUSY), "down": _DOWN}
_MESSAGING = {"throttle": (400, "ThrottlingException", _BUSY), "down": _DOWN}


class Provider:
    def __init__(self, outbox: Outbox, reports: Reports, state: State) -> None:
        self._outbox, self.reports, self.state = outbox, reports, state

    def __call__(self, request: Request) -> Response:
        if request.path.endswith("/v2/email/outbound-emails"):
            return self._email(request)
        if "X-Amz-Target" in request.headers:
            return self._messaging(request)
        return self._sns(request)

    def _email(self, request: Request) -> Response:
        if refusal := _EMAIL.get(self.state.modes()["email"]):
            return email.error(*refusal)
        try:
            message, configuration_set = email.read(request, self._outbox)
        except email.Bad as bad:
            return email.error(400, "BadRequestException", str(bad))
        self._outbox.add(message)
        if configuration_set:
            self.reports.later(email_events(message, configuration_set, self._outbox.now()))
        return Response(json.dumps({"MessageId": message.id}), 200, content_type="application/json")

    def _sns(self, request: Request) -> Response:
        if refusal := _SNS.get(self.state.modes()["sms"]):
            return texts.sns_error(*refusal)
        message = texts.sns_message(request, self._outbox)
        if message is None:
            return texts.sns_error(400, "InvalidParameter", "Publish a Message to a PhoneNumber in E.164")
        self._outbox.add(message)
        return texts.sns_answer(message.id)

    def _messaging(self, request: Request) -> Response:
        if refusal := _MESSAGING.get(self.state.modes()["sms"]):
            return texts.messaging_error(*refusal)
        message = texts.messaging_message(request, self._outbox)
        if message is None:
            return texts.messaging_error(400, "ValidationException", "SendTextMessage to a number in E.164")
        self._outbox.add(message)
        self.reports.later(text_events(message, self._outbox.now()))
        body = json.dumps({"MessageId": message.id})
        return Response(body, 200, content_type="application/x-amz-json-1.0")
