"""What app.py's `on_upload` calls: the queue of what S3 and the malware scanner report of uploads."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from chalicelib import telemetry, wiring
from chalicelib.domain.attachments import Scan
from chalicelib.domain.uploads import Heard
from chalicelib.services import attachments

if TYPE_CHECKING:
    from chalicelib.handlers.events import Context, Event, Failures

MARGIN_MS = 45_000
"""An examination may take 30 seconds, and its copy must still be put away; none is begun with less than this left."""

_KEY = re.compile(r"([A-Z]{2,4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z])/([0-9a-f]{32})")


class UnknownReport(Exception):
    """Neither an upload of ours nor a scan of one; it becomes a dead letter, for somebody to look at."""


def on_upload(event: Event, context: Context) -> Failures:
    """Take in reports, each by itself; what fails, or for which there is no time, comes again."""
    wiring.current()
    desk, left = wiring.registry(), []
    for record in event["Records"]:
        if context.get_remaining_time_in_millis() < MARGIN_MS:
            left.append({"itemIdentifier": str(record["messageId"])})
            continue
        try:
            became = attachments.hear(heard(json.loads(record["body"])), desk)
            telemetry.counted("on_upload", {f"document_{became}": 1})
        except Exception as error:  # noqa: BLE001 - one bad report must not take the batch with it; it is logged
            telemetry.failed("on_upload", error)
            left.append({"itemIdentifier": str(record["messageId"])})
    return {"batchItemFailures": left}


def heard(report: Event) -> Heard:
    """Read an EventBridge event of S3 or of GuardDuty. Raises UnknownReport."""
    detail: Any = report["detail"]
    match report["source"], report["detail-type"]:
        case "aws.s3", "Object Created":
            return _about(detail["object"]["key"], detail["object"].get("version-id", "null"))
        case "aws.guardduty", "GuardDuty Malware Protection Object Scan Result":
            found, said = detail["s3ObjectDetails"], detail.get("scanResultDetails") or {}
            word = said.get("scanResultStatus", "FAILED")
            scan = word if word in set(Scan) else Scan.FAILED.value
            return _about(found["objectKey"], found.get("versionId") or "null", scan)
        case _:
            raise UnknownReport(report["detail-type"])


def _about(key: str, version: str, scan: str = "") -> Heard:
    found = _KEY.fullmatch(key)
    if found is None:
        raise UnknownReport("key")
    return Heard(found[1], found[2], version, scan)
