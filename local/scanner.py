"""GuardDuty's part: what arrived in quarantine is scanned, and the word goes onto the same queue."""

import json
from collections.abc import Callable
from typing import Any

from chalicelib.domain.attachments import Scan
from chalicelib.examiner.looking import EICAR
from local.context import Context

Handler = Callable[[dict[str, Any], Context], Any]


class Scanner:
    """Stands before on_upload and sees what it sees; it knows one virus, the harmless one that is made for tests."""

    def __init__(self, s3: Any, sqs: Any, queue: str, handler: Handler) -> None:
        self._s3, self._sqs, self._queue, self._handler = s3, sqs, queue, handler

    def __call__(self, event: dict[str, Any], context: Context) -> Any:
        reports = [json.loads(record["body"]) for record in event["Records"]]
        arrived = [one["detail"] for one in reports if one["detail-type"] == "Object Created"]
        for detail in arrived:
            self._complete(detail)
        words = [self._word(detail) for detail in arrived]
        records = [
            {**record, "body": json.dumps(report)} for record, report in zip(event["Records"], reports, strict=True)
        ]
        answer = self._handler({"Records": records}, context)
        for word in words:
            self._sqs.send_message(QueueUrl=self._queue, MessageBody=json.dumps(word))
        return answer

    def _complete(self, detail: dict[str, Any]) -> None:
        """Say which version it was, as EventBridge does in AWS; the emulator leaves it out."""
        about = detail["object"]
        if "version-id" not in about:
            found = self._s3.head_object(Bucket=detail["bucket"]["name"], Key=about["key"])
            about["version-id"] = found["VersionId"]

    def _word(self, detail: dict[str, Any]) -> dict[str, Any]:
        """Scan one version, and say it as GuardDuty does."""
        bucket, about = detail["bucket"]["name"], detail["object"]
        found = {"bucketName": bucket, "objectKey": about["key"], "versionId": about["version-id"]}
        status = Scan.THREATS_FOUND if EICAR in self._content(found) else Scan.NO_THREATS_FOUND
        return {
            "source": "aws.guardduty",
            "detail-type": "GuardDuty Malware Protection Object Scan Result",
            "detail": {"s3ObjectDetails": found, "scanResultDetails": {"scanResultStatus": status}},
        }

    def _content(self, found: dict[str, str]) -> bytes:
        asked = {"Bucket": found["bucketName"], "Key": found["objectKey"], "VersionId": found["versionId"]}
        content: bytes = self._s3.get_object(**asked)["Body"].read()
        return content
