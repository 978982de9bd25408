"""What was deployed before, kept beside the stage: archives, templates and pages by their hash, releases by time."""

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from botocore.exceptions import ClientError

from ops.cloud.account import Account, Refusal

KEPT = 20
"""Releases that a list shows."""


@dataclass(frozen=True, slots=True)
class Release:
    """One deployment that went through: its time, its template, the hash of its archive, and its pages."""

    name: str
    archive: str
    template: str
    pages: str


@dataclass(frozen=True)
class Shelf:
    """The bucket of a stage's releases. It holds code and pages, and nothing of anybody's."""

    account: Account

    @property
    def bucket(self) -> str:
        """Its name, which no other account has."""
        return f"{self.account.stack}-releases-{self.account.number()}"

    def there(self) -> bool:
        """Tell whether the bucket was made."""
        try:
            self.account.client("s3").head_bucket(Bucket=self.bucket)
        except ClientError:
            return False
        return True

    def make(self) -> None:
        """Make the bucket, closed and versioned, where there is none yet; and let nobody read or write it in clear."""
        client, region = self.account.client("s3"), self.account.stage.region
        if not self.there():
            client.create_bucket(Bucket=self.bucket, CreateBucketConfiguration={"LocationConstraint": region})
            closed = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
            client.put_public_access_block(
                Bucket=self.bucket, PublicAccessBlockConfiguration=dict.fromkeys(closed, True)
            )
            client.put_bucket_versioning(Bucket=self.bucket, VersioningConfiguration={"Status": "Enabled"})
        if self.address("").startswith("https:"):  # the emulator of a rehearsal speaks in clear alone
            client.put_bucket_policy(Bucket=self.bucket, Policy=json.dumps(never_in_clear(self.bucket)))

    def archive(self, path: Path) -> str:
        """Bring an archive here under its hash, once; give its key."""
        client, key = self.account.client("s3"), f"archives/{hashlib.sha256(path.read_bytes()).hexdigest()}.zip"
        try:
            client.head_object(Bucket=self.bucket, Key=key)
        except ClientError:
            client.upload_file(str(path), self.bucket, key)
        return key

    def template(self, template: Mapping[str, Any]) -> tuple[str, str]:
        """Bring a template here under its hash; give its key and the address by which CloudFormation reads it."""
        body = json.dumps(template, sort_keys=True).encode()
        key = f"templates/{hashlib.sha256(body).hexdigest()}.json"
        self.account.client("s3").put_object(Bucket=self.bucket, Key=key, Body=body)
        return key, self.address(key)

    def address(self, key: str) -> str:
        """Give the address of an object."""
        endpoint = str(self.account.client("s3").meta.endpoint_url).rstrip("/")
        return f"{endpoint}/{self.bucket}/{key}"

    def pages(self, folder: Path) -> str:
        """Keep the pages as they go out, so that a rollback brings them back too; give their key."""
        packed = io.BytesIO()
        with ZipFile(packed, "w", ZIP_DEFLATED) as made:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                made.writestr(path.relative_to(folder).as_posix(), path.read_bytes())
        key = f"pages/{hashlib.sha256(packed.getvalue()).hexdigest()}.zip"
        self.account.client("s3").put_object(Bucket=self.bucket, Key=key, Body=packed.getvalue())
        return key

    def unpack(self, key: str, folder: Path) -> Path:
        """Lay kept pages out again."""
        body = self.account.client("s3").get_object(Bucket=self.bucket, Key=key)["Body"].read()
        with ZipFile(io.BytesIO(body)) as kept:
            kept.extractall(folder)
        return folder

    def remember(self, archive: str, template: str, pages: str) -> Release:
        """Note that a deployment went through."""
        made = Release(f"{self.account.now():%Y-%m-%dT%H-%M-%S}Z", archive, template, pages)
        said = json.dumps({"archive": archive, "template": template, "pages": pages}).encode()
        self.account.client("s3").put_object(Bucket=self.bucket, Key=f"releases/{made.name}.json", Body=said)
        return made

    def all(self) -> list[Release]:
        """Give the releases, newest first. Raises Refusal where there was none."""
        client = self.account.client("s3")
        try:
            pages = client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix="releases/")
            keys = sorted((each["Key"] for page in pages for each in page.get("Contents", ())), reverse=True)[:KEPT]
        except ClientError as error:
            raise Refusal(f"{self.account.stage.name} has no releases yet.") from error
        found = [(key, json.load(client.get_object(Bucket=self.bucket, Key=key)["Body"])) for key in keys]
        return [Release(key.removeprefix("releases/").removesuffix(".json"), **said) for key, said in found]


def never_in_clear(bucket: str) -> dict[str, Any]:
    """Give a bucket's policy, the same as the stage's own buckets have."""
    denied = {"Sid": "NeverInClear", "Effect": "Deny", "Principal": "*", "Action": "s3:*"}
    where = {"Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]}
    when = {"Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    return {"Version": "2012-10-17", "Statement": [denied | where | when]}
