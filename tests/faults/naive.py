"""The usual tutorial, kept to show that the harness finds what is wrong with it: put, send, put.

Its callers repeat what failed, as ours do; its client of SES retries by itself, as a client does by default.
"""

import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import boto3
import pytest

from chalicelib.notify import marks
from tests import cloud
from tests.faults.gate import Faults, Gate, ProcessDied
from tests.faults.provider import Provider

STEPS = ("received", "verified", "answered")


@dataclass
class Found:
    """How often a run shows each failure."""

    fired: bool
    calls: int
    duplicate_cases: bool
    wrong_versions: bool
    lost: bool
    doubled: bool

    @property
    def wrong(self) -> bool:
        """Whether anything at all is wrong."""
        return self.duplicate_cases or self.wrong_versions or self.lost or self.doubled


class Naive:
    """Complaints as a beginner's handler keeps them."""

    def __init__(self, gate: Gate, provider: Provider) -> None:
        self.db, self.ses = boto3.client("dynamodb"), boto3.client("sesv2")
        for client in (self.db, self.ses):
            gate.watch(client, provider)

    def submit(self) -> str:
        """Put the case, send the mail, put that it was sent."""
        ticket = uuid.uuid4().hex
        self._put(ticket, 1, "received", notified=False)
        self._send(ticket, "received")
        self._put(ticket, 1, "received", notified=True)
        return ticket

    def change(self, ticket: str, status: str) -> None:
        """Read the case, put it with its new status, send the mail, put that it was sent."""
        case = self.db.get_item(TableName="cases", Key={"pk": {"S": ticket}, "sk": {"S": "STATE"}})["Item"]
        version = int(case["version"]["N"]) + 1
        self._put(ticket, version, status, notified=False)
        self._send(ticket, status)
        self._put(ticket, version, status, notified=True)

    def _put(self, ticket: str, version: int, status: str, *, notified: bool) -> None:
        row: dict[str, Any] = {
            "pk": {"S": ticket},
            "sk": {"S": "STATE"},
            "version": {"N": str(version)},
            "status": {"S": status},
            "notified": {"BOOL": notified},
        }
        self.db.put_item(TableName="cases", Item=row)

    def _send(self, ticket: str, status: str) -> None:
        body: Any = {"Text": {"Data": ticket}}
        self.ses.send_email(
            FromEmailAddress=cloud.SENDER,
            Destination={"ToAddresses": ["warga@example.id"]},
            Content={"Simple": {"Subject": {"Data": status}, "Body": body}},
            EmailTags=[{"Name": marks.NAME, "Value": "none"}],
        )


def run(faults: Faults) -> Found:
    """Submit and change twice, each repeated until it goes through once; then count."""
    plain = boto3.client("dynamodb")
    cloud.make_tables(plain)
    gate, provider = Gate(faults), Provider()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "sleep", lambda _: None)
        system = Naive(gate, provider)
        ticket = _repeated(system.submit, gate)
        for status in STEPS[1:]:
            _repeated(partial(system.change, ticket, status), gate)
    cases = plain.scan(TableName="cases")["Items"]
    told = Counter(message.subject for message in provider.taken)
    version = next(case["version"]["N"] for case in cases if case["pk"]["S"] == ticket)
    return Found(
        fired=bool(gate.fired),
        calls=len(gate.calls),
        duplicate_cases=len(cases) != 1,
        wrong_versions=version != str(len(STEPS)),
        lost=any(told[status] < 1 for status in STEPS),
        doubled=any(told[status] > 1 for status in STEPS),
    )


def _repeated(step: Callable[[], Any], gate: Gate) -> Any:
    while True:
        try:
            return step()
        except (ProcessDied, Exception):  # noqa: BLE001 - a caller repeats whatever failed
            gate.revive()
