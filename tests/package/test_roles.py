"""Who may do what: one role a Lambda, and nothing that its work does not need."""

import json
from typing import Any

import pytest

from tests.package.conftest import Resources, of_type
from tests.package.policies import NAMES, document, grants, short, statements
from tests.rules.test_chalice import names
from tests.rules.tree import ROOT

OPENERS = {"custodian", "on_change", "sweep"}
RECORDERS = {"api_handler", "custodian", "sweep"}
# SNS has no address for a telephone: AWS takes no other resource. Topics are denied by the statement after it.
ANYTHING = {("on_change", "sns:Publish"), ("sweep", "sns:Publish")}


def test_every_lambda_has_a_policy_and_every_policy_a_lambda() -> None:
    """A new Lambda starts with no rights at all, until somebody writes them down."""
    assert set(NAMES) == names()
    assert {path.name for path in (ROOT / ".chalice").glob("policy-*.json")} == {
        f"policy-{name}.json" for name in NAMES
    }


def test_every_lambda_has_a_role_of_its_own(deployed: Resources, functions: Resources) -> None:
    """What one Lambda may do, no other may because of it; and what is deployed is what was reviewed."""
    roles = {name: function["Role"]["Fn::GetAtt"][0] for name, function in functions.items()}
    assert set(roles) == set(NAMES)
    assert len(set(roles.values())) == len(NAMES)
    for name, role in roles.items():
        properties = deployed[role]["Properties"]
        assert [each["PolicyDocument"] for each in properties["Policies"]] == [document(name)]
        assert not properties.get("ManagedPolicyArns")
    assert set(of_type(deployed, "AWS::IAM::Role")) == set(roles.values())


def test_roles_are_lambdas_alone(deployed: Resources) -> None:
    """Nobody but Lambda can put a role on."""
    for role in of_type(deployed, "AWS::IAM::Role").values():
        (statement,) = role["Properties"]["AssumeRolePolicyDocument"]["Statement"]
        assert statement["Principal"] == {"Service": "lambda.amazonaws.com"}


@pytest.mark.parametrize("name", NAMES)
def test_no_right_is_a_wildcard(name: str) -> None:
    """No Lambda may do anything to everything."""
    found = grants(name)
    assert [action for action, _ in found if "*" in action] == []
    wide = {(name, action) for action, resource in found if resource == "*"}
    assert wide <= ANYTHING
    starred = {resource for _, resource in found if "*" in resource} - {"*"}
    unknown = {"CasesTable/stream/*", "QuarantineBucket/*", "CleanBucket/*"}
    assert starred <= unknown, "only streams and files have names that nobody knows beforehand"


@pytest.mark.parametrize("name", sorted(name for name, _ in ANYTHING))
def test_text_messages_go_to_telephones_alone(name: str) -> None:
    """The right to send text messages is not the right to publish to anybody's topic."""
    (denied,) = statements(name, "Deny")
    assert denied["Action"] == ["sns:Publish"]
    assert denied["Resource"] == {"Fn::Sub": "arn:${AWS::Partition}:sns:*:*:*"}


def test_only_notifier_and_custodian_open_identities() -> None:
    """The API can seal a name and cannot open it again."""
    openers = {name for name in NAMES if ("kms:Decrypt", "IdentityKey") in grants(name)}
    assert openers == OPENERS
    assert {action for action, key in grants("api_handler") if key == "IdentityKey"} == {"kms:GenerateDataKey"}
    assert [name for name in NAMES for action, key in grants(name) if key == "IdentityKey" and name not in OPENERS] == [
        "api_handler"
    ]


@pytest.mark.parametrize("name", sorted(OPENERS | {"api_handler"}))
def test_identity_keys_are_used_for_identities(name: str) -> None:
    """The key of identities answers only where an identity is spoken of."""
    (statement,) = [each for each in statements(name) if short(each["Resource"]) == "IdentityKey"]
    assert statement["Condition"] == {"StringEquals": {"kms:EncryptionContext:part": "identity"}}


def test_only_the_api_opens_words() -> None:
    """Neither the notifier nor the custodian can read what a citizen wrote; the sweep only destroys keys."""
    assert {name for name in NAMES if any(key == "DataKey" for _, key in grants(name))} == {"api_handler"}
    found = {name: {action for action, table in grants(name) if table == "KeysTable"} for name in NAMES}
    assert {name for name, actions in found.items() if actions} == {"api_handler", "sweep"}
    assert found["sweep"] == {"dynamodb:DeleteItem"}


def test_records_of_who_looked_are_put_and_never_touched_again() -> None:
    """Nobody who looks can rewrite the list of who looked; the API alone reads it, to citizens about their own file."""
    found = {name: {action for action, table in grants(name) if table == "AuditTable"} for name in NAMES}
    assert {name: actions for name, actions in found.items() if actions} == {
        name: {"dynamodb:PutItem"} | ({"dynamodb:Query"} if name == "api_handler" else set()) for name in RECORDERS
    }


def test_storage_is_read_through_its_services_alone() -> None:
    """The key of the disks opens nothing by itself."""
    for name in NAMES:
        for statement in statements(name):
            if short(statement["Resource"]) == "StorageKey":
                assert statement["Condition"]["StringEquals"]["kms:ViaService"]


def test_mail_goes_out_under_our_own_address() -> None:
    """A Lambda that may send cannot send as somebody else."""
    for name in ("on_change", "sweep"):
        (mail,) = [each for each in statements(name) if each["Sid"] == "SendMail"]
        assert mail["Condition"] == {"StringEquals": {"ses:FromAddress": {"Ref": "MailSender"}}}


def test_nobody_may_change_what_we_are_made_of() -> None:
    """No Lambda can make, change or delete a table, a key, a function or a right."""
    services = {action.partition(":")[0] for name in NAMES for action, _ in grants(name)}
    assert services == {
        *("dynamodb", "kms", "lambda", "logs", "s3", "secretsmanager", "ses", "sms-voice", "sns", "sqs"),
    }
    verbs = {action.partition(":")[2] for name in NAMES for action, _ in grants(name)}
    makers = ("CreateT", "CreateF", "CreateK", "DeleteT", "DeleteF", "UpdateT", "UpdateF", "Tag", "Schedule", "Put")
    assert {verb for verb in verbs if verb.startswith(makers)} == {"PutItem", "PutLogEvents", "PutObject"}


def test_policies_say_why() -> None:
    """Every right has a name that says what it is for, and docs/iam.md names it."""
    explained = (ROOT / "docs" / "iam.md").read_text()
    for name in NAMES:
        sids: list[Any] = [each["Sid"] for each in document(name)["Statement"]]
        assert len(set(sids)) == len(sids)
        for action in sorted({action for action, _ in grants(name)}):
            assert f"`{action}`" in explained, f"{name}: {action} is not in docs/iam.md"
        assert f"`{name}`" in explained
        assert json.dumps(document(name), indent=2) + "\n" == (ROOT / ".chalice" / f"policy-{name}.json").read_text()
