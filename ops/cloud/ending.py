"""The end of a stage, which is refused while it holds anything; and new keys for old."""

import json
from collections.abc import Callable

from ops.cloud import changes
from ops.cloud.account import GLOBAL, Account, Refusal
from ops.cloud.changes import HOLDS_DATA
from ops.cloud.deploy import Deployment, Proposal
from ops.cloud.releases import Shelf
from ops.cloud.stacks import Stack

OURS = frozenset({"PULSE"})
"""Rows that the sweep writes by itself, into an empty stage too."""
STAYS = frozenset({*HOLDS_DATA, "AWS::CertificateManager::Certificate"})
SYMMETRIC = {"data": "DataKeyArn", "identity": "IdentityKeyArn"}
RECEIPTS = (
    "The receipt key is asymmetric, and KMS renews none of those. A new one is a new resource: add ReceiptKey2 to "
    "infra/resources.yaml, point ADUAN_RECEIPT_KEY at it, keep the old key so that /v1/keys still shows it, and deploy."
)


def holds(account: Account, outputs: dict[str, str]) -> list[str]:
    """Name what a stage holds that somebody could miss; one complaint is enough.

    What goes away by itself is nobody's, as the complaints of a check are; and a key without its case opens nothing.
    """
    tables = (outputs[name] for name in ("CasesTableName", "AuditTableName"))
    found = [f"the table {name} has rows" for name in tables if lasting(account, name)]
    buckets = [outputs[name] for name in outputs if name.endswith("BucketName") and name != "SiteBucketName"]
    listed = {name: account.client("s3").list_objects_v2(Bucket=name, MaxKeys=1) for name in buckets}
    return found + [f"the bucket {name} has objects" for name, one in listed.items() if one.get("KeyCount")]


def lasting(account: Account, table: str) -> bool:
    """Tell whether a table has a row that stays, beside those that the sweep writes by itself."""
    scan = account.client("dynamodb").get_paginator("scan")
    pages = scan.paginate(
        TableName=table,
        ConsistentRead=True,
        FilterExpression="attribute_not_exists(expires)",
        ProjectionExpression="pk",
    )
    return any(row["pk"]["S"] not in OURS for page in pages for row in page["Items"])


def destroy(account: Account, stack: Stack, told: Callable[[str, str], None], *, dry_run: bool = False) -> list[str]:
    """Take an empty stage away with its small stack in us-east-1, or only look; give what stays.

    Nothing that could hold data goes with a stack, nor do the releases, from which the stage could be made again.
    """
    outputs = stack.outputs()
    if held := holds(account, outputs):
        raise Refusal(
            f"{account.stage.name} holds data: {'; '.join(held)}. Nothing was done. A stage with data is taken away by "
            "no command: archive it first, and delete its tables by hand with a second person."
        )
    beside = Stack(account.client("cloudformation", GLOBAL), account.beside, stack.pause)
    both = [one for one in (stack, beside) if one.described() is not None]
    resources = [each for one in both for each in one.resources()]
    shelf = Shelf(account)
    releases = [f"AWS::S3::Bucket {shelf.bucket}"] if shelf.there() else []
    for one in () if dry_run else both:
        one.delete(told)
    return [f"{kind} {name}" for kind, name in resources if kind in STAYS] + releases


def rotate(deployment: Deployment, what: str, *, dry_run: bool = False) -> str:
    """Renew a key at once, beside the yearly renewal, or only look. Raises Refusal for one that cannot be."""
    account, outputs = deployment.account, deployment.stack.outputs()
    if what == "receipts":
        raise Refusal(RECEIPTS)
    if what not in {*SYMMETRIC, "edge"}:
        raise Refusal(f"{what} is no key; there are data, identity, receipts, edge.")
    if dry_run:
        return f"{what} would be renewed."
    if what in SYMMETRIC:
        account.client("kms").rotate_key_on_demand(KeyId=outputs[SYMMETRIC[what]])
        return "KMS has made new material; what was wrapped before is still opened, by its id."
    proposal = _next_turn(deployment, outputs["EdgeSecretArn"])
    if proposal.red:
        deployment.stack.drop(proposal.mark)
        raise Refusal(f"More than the secret would change: {changes.sentence(proposal.changes)}. `ops deploy` first.")
    if not proposal.changes:
        raise Refusal(
            "The new secret is made, and CloudFormation sees nothing that would read it: deploy, then ask again."
        )
    deployment.execute(proposal)
    return "The edge shows a new secret; the one before is believed until the next change."


def _next_turn(deployment: Deployment, secret: str) -> Proposal:
    """Make a new secret, keep the one before beside it, and have everybody read both.

    A secret that nobody reads yet, since the command was cut off behind it, is not replaced by a newer one: CloudFront
    still shows the one before it, which must stay among the two that are believed. The template is the one that the
    stack has, which is newer than the newest release where a deployment was cut off before it was noted.
    """
    client, mark = deployment.account.client("secretsmanager"), deployment.mark
    held = json.loads(client.get_secret_value(SecretId=secret)["SecretString"])
    turn = int(deployment.stack.parameter("EdgeTurn", "1"))
    if int(held.get("turn", turn)) <= turn:
        fresh = client.get_random_password(PasswordLength=48, ExcludePunctuation=True)["RandomPassword"]
        held = {"now": fresh, "before": held["now"], "turn": str(turn + 1)}
        client.put_secret_value(SecretId=secret, SecretString=json.dumps(held))
    found = deployment.stack.turn({"EdgeTurn": held["turn"]}, mark, deployment.account.stage.name)
    return Proposal(mark, "", "", changes.read(found))
