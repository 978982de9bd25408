"""The bucket of releases is as closed as those of a stage."""

import json

from infra.joined import INFRA, parse
from ops.cloud.account import Account
from ops.cloud.releases import Shelf


def test_no_release_travels_in_clear(where: Account) -> None:
    """Nobody reads or writes a release without TLS; a bucket that was made before this was asked for is mended, too."""
    shelf, client = Shelf(where), where.client("s3")
    shelf.make()
    client.delete_bucket_policy(Bucket=shelf.bucket)
    shelf.make()
    (said,) = json.loads(client.get_bucket_policy(Bucket=shelf.bucket)["Policy"])["Statement"]
    assert said["Resource"] == [f"arn:aws:s3:::{shelf.bucket}", f"arn:aws:s3:::{shelf.bucket}/*"]
    ours = parse((INFRA / "resources.yaml").read_text())["Resources"]["CleanBucketPolicy"]["Properties"]
    (like,) = ours["PolicyDocument"]["Statement"]
    assert said | {"Resource": like["Resource"]} == like
