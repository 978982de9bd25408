"""The two buckets: quarantine, which browsers upload to and only the examination reads; clean, which is served."""

from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.attachments import Attachment
from chalicelib.domain.uploads import Upload

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

ANY_TYPE = "application/octet-stream"
"""What an upload is pinned to where its type was not announced: the examination finds out."""


class FileStore:
    """Objects under `<ticket>/<id>`. Both buckets keep versions, so that deleting is deleting each of them."""

    def __init__(self, client: "S3Client", quarantine: str, clean: str) -> None:
        self._client, self._quarantine, self._clean = client, quarantine, clean

    def upload(self, found: Attachment, most: int, life: timedelta, back: str = "") -> Upload:
        """Sign what a browser may send: this key, this type, this many bytes, and not after a short while.

        `back` is where S3 leads the browser after a form without a script; with one it answers 201.
        """
        ending = {"success_action_redirect": back} if back else {"success_action_status": "201"}
        fields = {"Content-Type": found.declared or ANY_TYPE} | ending
        sizes = ["content-length-range", found.size or 1, found.size or most]
        conditions = [{name: value} for name, value in fields.items()] + [sizes]
        made = self._client.generate_presigned_post(
            self._quarantine, found.key, Fields=fields, Conditions=conditions, ExpiresIn=int(life.total_seconds())
        )
        return Upload(made["url"], made["fields"])

    def link(self, found: Attachment, name: str, life: timedelta) -> str:
        """Sign a link that a browser saves under `name`, and opens nowhere."""
        asked = {
            "Bucket": self._clean,
            "Key": found.key,
            "ResponseContentDisposition": f'attachment; filename="{name}"',
            "ResponseContentType": found.kind,
            "ResponseCacheControl": "private, no-store",
        }
        return self._client.generate_presigned_url("get_object", Params=asked, ExpiresIn=int(life.total_seconds()))

    def fetch(self, key: str, version: str, most: int) -> bytes:
        """Read one version of an upload; of a larger one only so much that it is seen to be too large."""
        some = f"bytes=0-{most}"
        found = self._client.get_object(Bucket=self._quarantine, Key=key, VersionId=version, Range=some)
        return found["Body"].read(most + 1)

    def keep(self, found: Attachment, content: bytes) -> None:
        """Put the copy that is served. Made again from the same upload it is the same, byte for byte."""
        self._client.put_object(Bucket=self._clean, Key=found.key, Body=content, ContentType=found.kind)

    def discard(self, key: str, version: str) -> None:
        """Delete one version of an upload."""
        self._client.delete_object(Bucket=self._quarantine, Key=key, VersionId=version)

    def delete(self, prefix: str) -> None:
        """Delete every version of everything whose name begins so, in both buckets."""
        for bucket in (self._quarantine, self._clean):
            for page in self._client.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=prefix):
                for entry in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]:
                    self._client.delete_object(Bucket=bucket, Key=entry["Key"], VersionId=entry["VersionId"])
