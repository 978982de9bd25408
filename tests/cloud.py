"""A pretended AWS that has what infra/resources.yaml declares, as far as a test in one process needs it."""

import os
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import yaml
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends

from tests.hastened import hasten

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

RESOURCES = Path(__file__).parent.parent / "infra" / "resources.yaml"
REGION = "ap-southeast-3"
SENDER = "aduan@imigrasi.example"
QUARANTINE, CLEAN = "quarantine", "clean-copies"


@dataclass(frozen=True)
class Tables:
    """The names that tests give to the three tables."""

    cases: str = "cases"
    keys: str = "keys"
    audit: str = "audit"


@dataclass(frozen=True)
class Cloud:
    """Where things are: ARNs of the three keys, the secret's ARN, the tables' names."""

    data_key: str
    identity_key: str
    receipt_key: str
    secret: str
    tables: Tables = field(default_factory=Tables)


class Template(yaml.SafeLoader):
    """Reads a template's YAML; !Ref, !Sub and the like become their argument, since no test here follows them."""


def _argument(loader: yaml.SafeLoader, _tag: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    assert isinstance(node, yaml.MappingNode)
    return loader.construct_mapping(node, deep=True)


Template.add_multi_constructor("!", _argument)


def forget_the_real_one(environment: MutableMapping[str, str]) -> None:
    """Take away every credential and address of a real account, and of a developer's own settings."""
    for name in [name for name in environment if name.startswith(("AWS_", "ADUAN_")) and name != "AWS_CA_BUNDLE"]:
        del environment[name]
    environment.update(
        {
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": REGION,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
        }
    )


def make() -> Cloud:
    """Make the keys, the secret and the sender; the tables come a test at a time."""
    hasten()
    kms = boto3.client("kms")
    made = Cloud(
        data_key=kms.create_key()["KeyMetadata"]["Arn"],
        identity_key=kms.create_key()["KeyMetadata"]["Arn"],
        receipt_key=kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"],
        secret=boto3.client("secretsmanager").create_secret(Name="aduan", SecretString="0" * 64)["ARN"],
    )
    for bucket in (QUARANTINE, CLEAN):
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "ap-southeast-3"})
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    boto3.client("sesv2").create_email_identity(EmailIdentity=SENDER.partition("@")[2])
    return made


def settings(made: Cloud) -> dict[str, str]:
    """Give the environment that a deployed function would have."""
    return {
        "ADUAN_STAGE": "test",
        "ADUAN_CASES_TABLE": made.tables.cases,
        "ADUAN_KEYS_TABLE": made.tables.keys,
        "ADUAN_AUDIT_TABLE": made.tables.audit,
        "ADUAN_DATA_KEY": made.data_key,
        "ADUAN_IDENTITY_KEY": made.identity_key,
        "ADUAN_RECEIPT_KEY": made.receipt_key,
        "ADUAN_SECRET": made.secret,
        "ADUAN_SITE_URL": "https://aduan.example",
        "ADUAN_OIDC_ISSUER": "https://issuer.example",
        "ADUAN_OIDC_AUDIENCE": "aduan-console",
        "ADUAN_MAIL_SENDER": SENDER,
        "ADUAN_CONFIGURATION_SET": "aduan-test",
        "ADUAN_SMS_PROVIDER": "sns",
        "ADUAN_SMS_SENDER": "IMIGRASI",
        "ADUAN_SHARDS": "4",
        "ADUAN_PREFIX": "IMI",
        "ADUAN_GUESTS": "",
        "ADUAN_AGENCIES": "ombudsman=rujukan@ombudsman.example",
        "ADUAN_CUSTODIAN": "",
        "ADUAN_QUARANTINE_BUCKET": QUARANTINE,
        "ADUAN_CLEAN_BUCKET": CLEAN,
        "ADUAN_LOG_LEVEL": "INFO",
    }


@cache
def declared() -> dict[str, dict[str, Any]]:
    """Give each table's own properties, by the name tests give it, as DynamoDB's CreateTable takes them."""
    resources = yaml.load(RESOURCES.read_text(), Template)["Resources"]  # noqa: S506 - Template is a SafeLoader
    made = {}
    for name, resource in (("cases", "CasesTable"), ("keys", "KeysTable"), ("audit", "AuditTable")):
        properties = resources[resource]["Properties"]
        wanted = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "StreamSpecification", "BillingMode")
        made[name] = {key: properties[key] for key in wanted if key in properties}
        if stream := made[name].get("StreamSpecification"):
            made[name]["StreamSpecification"] = stream | {"StreamEnabled": True}
    return made


def make_tables(client: "DynamoDBClient") -> None:
    """Empty the three tables; make them where they are not there yet."""
    there = _behind()
    if there.keys() != declared().keys():
        for name in client.list_tables()["TableNames"]:
            client.delete_table(TableName=name)
        for name, properties in declared().items():
            client.create_table(TableName=name, **properties)
    # Behind the API's back: to make the tables again through it would cost a fifth of every test.
    for table in there.values():
        table.items.clear()
        if table.stream_shard:
            table.stream_shard.items.clear()


def most_rows() -> int:
    """Count the rows of the fullest table."""
    return max(sum(1 for _ in table.all_items()) for table in _behind().values())


def said() -> int:
    """Count what the stream of the cases has told since the tables were emptied."""
    return len(_behind()["cases"].stream_shard.items)


def _behind() -> dict[str, Any]:
    """Give the tables as the pretended DynamoDB keeps them."""
    found: dict[str, Any] = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables
    return found
