"""What holds state is encrypted under our keys, can be brought back, and cannot be deleted by mistake."""

import pytest

from tests.package.conftest import Resources, of_type

STORAGE = {"Fn::GetAtt": ["StorageKey", "Arn"]}
TABLES = ("CasesTable", "KeysTable", "AuditTable")
KEPT = ("AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::S3::Bucket", "AWS::SecretsManager::Secret", "AWS::SQS::Queue")


def test_every_table_is_known(deployed: Resources) -> None:
    """A new table is put under these promises before it holds anything."""
    assert set(of_type(deployed, "AWS::DynamoDB::Table")) == set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_encrypted_and_can_be_brought_back(deployed: Resources, name: str) -> None:
    """A table is encrypted under a key of ours, can be restored to any second, and refuses to be deleted."""
    table = deployed[name]["Properties"]
    assert table["SSESpecification"] == {"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": STORAGE}
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["DeletionProtectionEnabled"] is True
    assert table["BillingMode"] == "PAY_PER_REQUEST"


def test_what_has_an_end_goes(deployed: Resources) -> None:
    """Rows of the table of cases that have an end are taken away after it; nothing else ever is."""
    given = {name: deployed[name]["Properties"].get("TimeToLiveSpecification") for name in TABLES}
    assert given == {
        "CasesTable": {"AttributeName": "expires", "Enabled": True},
        "KeysTable": None,
        "AuditTable": None,
    }


def test_nothing_that_holds_state_goes_with_its_stack(deployed: Resources) -> None:
    """Deleting a stage leaves its cases, keys, secrets, pages and letters behind."""
    for kind in KEPT:
        for name, resource in of_type(deployed, kind).items():
            assert (resource.get("DeletionPolicy"), resource.get("UpdateReplacePolicy")) == ("Retain", "Retain"), name


def test_keys_are_renewed(deployed: Resources) -> None:
    """Every key that can be is renewed each year, and none is gone in less than a month."""
    for name, key in of_type(deployed, "AWS::KMS::Key").items():
        assert key["Properties"]["PendingWindowInDays"] == 30, name
        assert key["Properties"].get("EnableKeyRotation", False) is (name != "ReceiptKey"), name


def test_the_secret_is_made_by_aws_and_known_to_nobody(deployed: Resources) -> None:
    """No person has ever seen the secret from which keys are derived."""
    secret = deployed["Secret"]["Properties"]
    assert secret["KmsKeyId"] == STORAGE
    assert secret["GenerateSecretString"]["PasswordLength"] == 64
    assert "SecretString" not in secret


def test_queues_are_encrypted(deployed: Resources) -> None:
    """What waits in a queue is encrypted there."""
    for name, queue in of_type(deployed, "AWS::SQS::Queue").items():
        assert queue["Properties"]["SqsManagedSseEnabled"] is True, name


def test_queues_take_from_one_sender_and_never_in_clear(deployed: Resources) -> None:
    """Nobody outside can put a report, or a letter, into our queues."""
    policies = of_type(deployed, "AWS::SQS::QueuePolicy").values()
    covered = {queue["Ref"] for policy in policies for queue in policy["Properties"]["Queues"]}
    assert covered == set(of_type(deployed, "AWS::SQS::Queue"))
    for policy in policies:
        said = policy["Properties"]["PolicyDocument"]["Statement"]
        allowed = [each["Condition"] for each in said if each["Effect"] == "Allow"]
        denied = [each["Condition"] for each in said if each["Effect"] == "Deny"]
        assert all("aws:SourceArn" in condition["ArnEquals"] for condition in allowed)
        assert denied == [{"Bool": {"aws:SecureTransport": "false"}}]


def test_topics_take_from_our_own_services(deployed: Resources) -> None:
    """Nobody outside can make a report or an alarm."""
    for policy in of_type(deployed, "AWS::SNS::TopicPolicy").values():
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
            assert "Service" in statement["Principal"]
            assert statement["Condition"]["StringEquals"]["aws:SourceAccount"] == {"Ref": "AWS::AccountId"}


def test_pages_are_nobodys_to_change(deployed: Resources) -> None:
    """The bucket of pages is closed to the public, encrypted, and keeps what was there before."""
    for bucket in of_type(deployed, "AWS::S3::Bucket").values():
        properties = bucket["Properties"]
        assert all(properties["PublicAccessBlockConfiguration"].values())
        assert properties["VersioningConfiguration"] == {"Status": "Enabled"}
        assert properties["BucketEncryption"]
