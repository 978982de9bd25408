"""A gate before every AWS call, on botocore's public events: it numbers the calls and does to some what was ordered."""

import io
import json
import os
from collections.abc import Iterator
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ReadTimeoutError

KINDS = ("crash_before", "crash_after", "throttle_once", "throttle_hard", "lost_response")
NOWHERE = "http://nowhere.invalid/"
Faults = dict[int, str]


class ProcessDied(BaseException):
    """The machine has gone. No `except Exception` sees it."""


class Raw(io.BytesIO):
    """A body as urllib3 gives it."""

    def stream(self, **_: object) -> Iterator[bytes]:
        """Give the body in pieces."""
        yield self.read()


def answer(url: str, status: int, body: str, headers: dict[str, str] | None = None) -> AWSResponse:
    """Make the answer that botocore would have read from the wire."""
    given: Any = headers or {}
    return AWSResponse(url, status, given, Raw(body.encode()))


class Gate:
    """`faults` says which numbered call meets what; `calls` are the names of all calls so far, `fired` what was done.

    `plan` lists, by call, the faults of runs that part from this one there: each goes on in a process of its own.
    """

    def __init__(self, faults: Faults, plan: dict[int, list[Faults]] | None = None) -> None:
        self.faults, self.plan, self.calls, self.fired = faults, plan or {}, list[str](), list[str]()
        self.dead = self.parted = False
        self._attempt = 0

    def watch(self, client: Any, *between: Any) -> None:
        """Stand before and after every call of this client; `between` answer requests in place of a service."""
        on = client.meta.events
        on.register_first("before-call", self.enter)
        on.register_first("before-send", self.outbound)
        for handler in between:
            on.register_first("before-send", handler)
        on.register_last("before-send", self.inbound)
        on.register_first("after-call", self.leave)

    def enter(self, event_name: str, **_: object) -> None:
        """Number the call; after a death nothing acts any more, not even a `finally`."""
        if self.dead:
            raise ProcessDied
        self.calls.append(event_name.removeprefix("before-call."))
        self._attempt = 0
        self._part()
        if self._meets("crash_before"):
            self._die()

    def outbound(self, request: Any, **_: object) -> AWSResponse | None:
        """Refuse for certain: the service never sees the request."""
        self._attempt += 1
        if self._meets("throttle_hard") or (self._attempt == 1 and self._meets("throttle_once")):
            request.url = NOWHERE
            return throttled(self.calls[-1])
        return None

    def inbound(self, request: Any, **_: object) -> None:
        """Lose the answer to what the service has already done."""
        if self._attempt == 1 and self._meets("lost_response"):
            raise ReadTimeoutError(endpoint_url=request.url)

    def leave(self, **_: object) -> None:
        """Die with the answer in hand."""
        if not self.dead and self._meets("crash_after"):
            self._die()

    def revive(self) -> None:
        """Start another process."""
        self.dead = False

    def _part(self) -> None:
        """Let each planned run go on from here in a copy of this process, one after the other."""
        for faults in self.plan.pop(len(self.calls), []):
            child = os.fork()
            if child == 0:
                self.faults, self.plan, self.parted = faults, {}, True
                return
            os.waitpid(child, 0)

    def _meets(self, kind: str) -> bool:
        met = self.faults.get(len(self.calls)) == kind
        if met:
            self.fired.append(f"{len(self.calls)} {kind} {self.calls[-1]}")
        return met

    def _die(self) -> None:
        self.dead = True
        raise ProcessDied


def throttled(call: str) -> AWSResponse:
    """Say `too many requests` as that service says it."""
    service = call.partition(".")[0]
    if service == "sns":
        body = "<ErrorResponse><Error><Type>Sender</Type><Code>Throttled</Code></Error></ErrorResponse>"
        return answer(NOWHERE, 429, body, {"content-type": "text/xml"})
    if service == "s3":
        body = "<Error><Code>SlowDown</Code><Message>slow</Message></Error>"
        return answer(NOWHERE, 503, body, {"content-type": "application/xml"})
    code = {"dynamodb": "ThrottlingException", "sesv2": "TooManyRequestsException"}.get(service, "ThrottlingException")
    body = json.dumps({"__type": code, "message": "slow"})
    return answer(NOWHERE, 429 if service == "sesv2" else 400, body, {"x-amzn-errortype": code})
