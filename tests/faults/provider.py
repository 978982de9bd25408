"""SES, SNS and End User Messaging as far as a message needs them: they take it, and report if it carries our mark."""

import json
from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import parse_qs

from botocore.awsrequest import AWSResponse

from chalicelib.notify import marks
from tests.faults.gate import NOWHERE, answer

TWICE = 0.3
SERVICES = ("sesv2", "sns", "pinpoint-sms-voice-v2")


@dataclass(frozen=True)
class Taken:
    """One message that has left us for good; `mark` is ours, and empty where the service carries none."""

    service: str
    to: str
    subject: str
    body: str
    mark: str


class Provider:
    """Takes messages and keeps the reports that will follow."""

    def __init__(self) -> None:
        self.taken: list[Taken] = []
        self.reports: list[dict[str, Any]] = []

    def __call__(self, request: Any, event_name: str, **_: object) -> AWSResponse | None:
        """Answer in place of a service of ours; leave every other one alone."""
        service = event_name.split(".")[1]
        if service not in SERVICES or request.url == NOWHERE:
            return None
        number = f"id-{len(self.taken)}"
        message = READ[service](request.body.decode() if isinstance(request.body, bytes) else str(request.body))
        self.taken.append(message)
        self.reports += _reports(message)
        request.url = NOWHERE
        if service == "sns":
            body = f"<PublishResponse><PublishResult><MessageId>{number}</MessageId></PublishResult></PublishResponse>"
            return answer(request.url, 200, body, {"content-type": "text/xml"})
        return answer(request.url, 200, json.dumps({"MessageId": number}))

    def told(self) -> Counter[tuple[str, str, str]]:
        """Count what each receiver got by each service, word for word."""
        return Counter((one.service, one.to, f"{one.subject}\n{one.body}") for one in self.taken)

    def records(self, random: Random) -> list[dict[str, Any]]:
        """Give the new reports as a queue would: shuffled, and some twice."""
        again = [report for report in self.reports if random.random() < TWICE]
        bodies = [json.dumps({"Type": "Notification", "Message": json.dumps(one)}) for one in self.reports + again]
        self.reports = []
        random.shuffle(bodies)
        return [{"messageId": str(number), "body": body} for number, body in enumerate(bodies)]


def _email(body: str) -> Taken:
    asked = json.loads(body)
    content = asked["Content"]["Simple"]
    tags = {tag["Name"]: tag["Value"] for tag in asked["EmailTags"]}
    text = content["Body"]["Text"]["Data"]
    return Taken("sesv2", asked["Destination"]["ToAddresses"][0], content["Subject"]["Data"], text, tags[marks.NAME])


def _sns(body: str) -> Taken:
    form = parse_qs(body)
    return Taken("sns", form["PhoneNumber"][0], "", form["Message"][0], "")


def _messaging(body: str) -> Taken:
    asked = json.loads(body)
    return Taken(
        "pinpoint-sms-voice-v2", asked["DestinationPhoneNumber"], "", asked["MessageBody"], asked["Context"][marks.NAME]
    )


READ = {"sesv2": _email, "sns": _sns, "pinpoint-sms-voice-v2": _messaging}


def _reports(message: Taken) -> list[dict[str, Any]]:
    if message.service == "sesv2":
        mail = {"tags": {marks.NAME: [message.mark], "ses:configuration-set": ["aduan-test"]}}
        return [{"eventType": kind, "mail": mail} for kind in ("Send", "Delivery")]
    if message.service == "sns":
        return []
    return [{"eventType": kind, "context": {marks.NAME: message.mark}} for kind in ("TEXT_SENT", "TEXT_DELIVERED")]
