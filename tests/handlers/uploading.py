"""A browser that uploads, S3 that keeps it and says so, a scanner that has its word: what surrounds documents."""

import base64
import json
from dataclasses import dataclass
from typing import Any

import boto3

import app
from chalicelib import wiring
from chalicelib.domain.attachments import Scan
from tests.cloud import CLEAN, QUARANTINE
from tests.examiner import corpus
from tests.handlers.client import Client, Filed, Reply, fresh_key

PHOTO = corpus.photo()


class Endless:
    """Lambda's word that there is time."""

    def __init__(self, left: int = 300_000) -> None:
        self.left = left

    def get_remaining_time_in_millis(self) -> int:
        return self.left


@dataclass
class Sender:
    """One citizen with a complaint and files."""

    api: Client
    filed: Filed

    @classmethod
    def of(cls, api: Client, **changes: Any) -> "Sender":
        wiring.reset()
        return cls(api, api.file(**changes))

    @property
    def path(self) -> str:
        return f"/v1/complaints/{self.filed.ticket}/attachments"

    def begin(self, key: str = "", **body: Any) -> Reply:
        token = self.api.session(self.filed)
        return self.api.call("POST", self.path, body, token=token, idempotency_key=key or fresh_key())

    def steps(self) -> list[dict[str, Any]]:
        """The timeline, as the citizen reads it."""
        path = f"/v1/complaints/{self.filed.ticket}/steps"
        return list(self.api.call("GET", path, token=self.api.session(self.filed)).json["items"])

    def all(self) -> Any:
        return self.api.call("GET", self.path, token=self.api.session(self.filed)).json

    def one(self) -> Any:
        """The document that there is."""
        (found,) = self.all()["items"]
        return found

    def open(self, document: str) -> Reply:
        return self.api.call("GET", f"{self.path}/{document}", token=self.api.session(self.filed))

    def remove(self, document: str) -> Reply:
        return self.api.call("DELETE", f"{self.path}/{document}", token=self.api.session(self.filed))

    def put(self, document: str, content: bytes) -> dict[str, Any]:
        """Do what S3 does with a form that its policy allows; give the report, which is not heard yet."""
        key = f"{self.filed.ticket}/{document}"
        version = boto3.client("s3").put_object(Bucket=QUARANTINE, Key=key, Body=content)["VersionId"]
        about = {"key": key, "size": len(content), "etag": "e", "version-id": version, "sequencer": "1"}
        return {
            "source": "aws.s3",
            "detail-type": "Object Created",
            "detail": {"bucket": {"name": QUARANTINE}, "object": about, "reason": "PostObject"},
        }

    def send(self, content: bytes = PHOTO, **body: Any) -> str:
        """Begin, upload and have it examined; give the document's id."""
        reply = self.begin(**body)
        assert reply.status == 201, reply.text
        hear(self.put(reply.json["id"], content))
        return str(reply.json["id"])


def scanned(created: dict[str, Any], word: str = Scan.NO_THREATS_FOUND) -> dict[str, Any]:
    """What the scanner reports of the same upload."""
    about = created["detail"]["object"]
    found = {
        "bucketName": QUARANTINE,
        "objectKey": about["key"],
        "eTag": about["etag"],
        "versionId": about["version-id"],
        "s3Throttled": False,
    }
    return {
        "source": "aws.guardduty",
        "detail-type": "GuardDuty Malware Protection Object Scan Result",
        "detail": {"s3ObjectDetails": found, "scanResultDetails": {"scanResultStatus": word, "threats": None}},
    }


def hear(*reports: Any, context: Endless | None = None) -> list[str]:
    """Bring reports to on_upload as the queue does; give which of them it wants again."""
    records = [{"messageId": str(number), "body": json.dumps(report)} for number, report in enumerate(reports)]
    answer = app.on_upload({"Records": records}, context or Endless())
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def policy(upload: dict[str, Any]) -> dict[str, Any]:
    """The signed policy of an upload, as S3 reads it."""
    return dict(json.loads(base64.b64decode(upload["fields"]["policy"])))


def kept(bucket: str, prefix: str) -> list[str]:
    """Every version and marker of what a bucket holds under a name."""
    found: Any = boto3.client("s3").list_object_versions(Bucket=bucket, Prefix=prefix)
    return [one["Key"] for part in ("Versions", "DeleteMarkers") for one in found.get(part, [])]


def served(ticket: str, document: str) -> bytes:
    """The copy that a link leads to."""
    return boto3.client("s3").get_object(Bucket=CLEAN, Key=f"{ticket}/{document}")["Body"].read()
