"""The end of a stage, which is refused while it holds anything; and new keys for old."""

import json
from collections.abc import Callable

from ops.cloud.account import Account, Refusal
from ops.cloud.changes import HOLDS_DATA
from ops.cloud.deploy import Deployment, Proposal
from ops.cloud.stacks import Stack

SYMMETRIC = {"data": "DataKeyArn", "identity": "IdentityKeyArn"}
PULSES = frozenset({"PULSE", "SWEEP"})
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
    """Tell whether a table has a row that stays, beside those by which a sweep is known to run."""
    pages = (
        account.client("dynamodb")
        .get_paginator("scan")
        .paginate(TableName=table, FilterExpression="attribute_not_exists(expires)", ProjectionExpression="pk")
    )
    return any(row["pk"]["S"].partition("#")[0] not in PULSES for page in pages for row in page["Items"])


def destroy(account: Account, stack: Stack, told: Callable[[str, str], None], *, dry_run: bool = False) -> list[str]:
    """Take an empty stage away, or only look; give what stays: nothing that could hold data goes with a stack."""
    outputs = stack.outputs()
    if held := holds(account, outputs):
        raise Refusal(
            f"{account.stage.name} holds data: {'; '.join(held)}. Nothing was done. A stage with data is taken away by "
            "no command: archive it first, and delete its tables by hand with a second person."
        )
    client = account.client("cloudformation")
    listed = client.get_paginator("list_stack_resources").paginate(StackName=stack.name)
    resources = [each for page in listed for each in page["StackResourceSummaries"]]
    if not dry_run:
        stack.delete(told)
    stay = [each for each in resources if each["ResourceType"] in HOLDS_DATA]
    return [f"{each['ResourceType']} {each['PhysicalResourceId']}" for each in stay]


def rotate(deployment: Deployment, what: str) -> str:
    """Renew a key at once, beside the yearly renewal. Raises Refusal for one that cannot be."""
    account, outputs = deployment.account, deployment.stack.outputs()
    if what in SYMMETRIC:
        account.client("kms").rotate_key_on_demand(KeyId=outputs[SYMMETRIC[what]])
        return "KMS has made new material; what was wrapped before is still opened, by its id."
    if what == "receipts":
        raise Refusal(RECEIPTS)
    if what != "edge":
        raise Refusal(f"{what} is no key; there are data, identity, receipts, edge.")
    proposal = _next_turn(deployment, outputs["EdgeSecretArn"])
    if not proposal.changes:
        raise Refusal(
            "The new secret is made, and CloudFormation sees nothing that would read it: deploy, then ask again."
        )
    deployment.execute(proposal)
    return "The edge shows a new secret; the one before is believed until the next change."


def _next_turn(deployment: Deployment, secret: str) -> Proposal:
    """Make a new secret, keep the one before beside it, and have everybody read both."""
    client, release = deployment.account.client("secretsmanager"), deployment.shelf.all()[0]
    now = json.loads(client.get_secret_value(SecretId=secret)["SecretString"])["now"]
    fresh = client.get_random_password(PasswordLength=48, ExcludePunctuation=True)["RandomPassword"]
    client.put_secret_value(SecretId=secret, SecretString=json.dumps({"now": fresh, "before": now}))
    turn = str(int(deployment.stack.parameter("EdgeTurn", "1")) + 1)
    return deployment.again(release.template, release.archive, turn)
