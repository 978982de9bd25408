"""New keys for old, while nobody waits."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from ops.cloud import ending
from ops.cloud.account import Account
from ops.cloud.deploy import Deployment
from ops.cloud.stacks import Stack

EDGE: dict[str, Any] = {
    "Parameters": {name: {"Type": "String", "Default": "1"} for name in ("EdgeTurn", "Certificate")},
    "Resources": {
        "Reads": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Ref": "EdgeTurn"}}},
    },
    "Outputs": {"EdgeSecretArn": {"Value": {"Ref": "AWS::StackName"}}},
}


class Seeing(Stack):
    """A stack whose cloud, unlike the pretended one, sees that a parameter alone has changed."""

    def _changes(self, mark: str) -> list[Any]:
        assert mark
        return [
            {"ResourceChange": {"ResourceType": "AWS::SNS::Topic", "Action": "Modify", "LogicalResourceId": "Reads"}}
        ]


class Turning(Deployment):
    """A deployment of such a stack."""

    @property
    def stack(self) -> Stack:
        return Seeing(self.account.client("cloudformation"), self.account.stack, pause=0)


def edge(where: Account, tmp_path: Path) -> tuple[Turning, Any]:
    """Give a stage that was deployed once, and where its secrets are."""
    (tmp_path / "deployment.zip").write_bytes(b"code")
    deployment = Turning(where, lambda _name, _status: None, pause=0)
    deployment.shelf.make()
    template, _ = deployment.shelf.template(EDGE)
    deployment.shelf.remember(deployment.shelf.archive(tmp_path / "deployment.zip"), template, "pages")
    where.client("cloudformation").create_stack(StackName=where.stack, TemplateBody=json.dumps(EDGE))
    secrets = where.client("secretsmanager")
    secrets.create_secret(Name=where.stack, SecretString=json.dumps({"now": "first", "before": "none"}))
    return deployment, secrets


def test_a_new_secret_of_the_edge_lets_nobody_wait(where: Account, tmp_path: Path) -> None:
    """The edge gets a new secret, which everybody reads, while the one before is still believed; and once more."""
    deployment, secrets = edge(where, tmp_path)
    shown = "first"
    for turn in ("2", "3"):
        assert "one before is believed" in ending.rotate(deployment, "edge")
        held = json.loads(secrets.get_secret_value(SecretId=where.stack)["SecretString"])
        assert held["before"] == shown
        assert len(held["now"]) == 48
        assert deployment.stack.parameter("EdgeTurn", "1") == turn
        shown = held["now"]


class Deaf(Stack):
    """A stack to which the line breaks before anybody could read the new secret."""

    def turn(self, parameters: Mapping[str, str], mark: str, stage: str) -> list[Any]:
        raise ConnectionError(parameters, mark, stage)


class CutOff(Deployment):
    """A deployment of such a stack."""

    @property
    def stack(self) -> Stack:
        return Deaf(self.account.client("cloudformation"), self.account.stack, pause=0)


def test_a_rotation_that_was_cut_off_goes_on_with_the_same_secret(where: Account, tmp_path: Path) -> None:
    """What CloudFront still shows is believed all the time: no second new secret pushes it out of the two."""
    deployment, secrets = edge(where, tmp_path)
    with pytest.raises(ConnectionError):
        ending.rotate(CutOff(where, deployment.told, pause=0), "edge")
    made = json.loads(secrets.get_secret_value(SecretId=where.stack)["SecretString"])
    assert (made["before"], made["turn"]) == ("first", "2")
    ending.rotate(deployment, "edge")
    assert json.loads(secrets.get_secret_value(SecretId=where.stack)["SecretString"]) == made
    assert deployment.stack.parameter("EdgeTurn", "1") == "2"


def test_a_rotation_brings_no_older_release_back(where: Account, tmp_path: Path) -> None:
    """After a deployment that was cut off before its pages, a new secret changes nothing but the secret."""
    deployment, _ = edge(where, tmp_path)
    client, newer = where.client("cloudformation"), EDGE | {"Description": "A deployment that was cut off."}
    given = [{"ParameterKey": "Certificate", "ParameterValue": "arn:new"}]
    client.update_stack(StackName=where.stack, TemplateBody=json.dumps(newer), Parameters=given)
    ending.rotate(deployment, "edge")
    assert client.get_template(StackName=where.stack)["TemplateBody"] == newer
    assert deployment.stack.parameter("Certificate", "none") == "arn:new"
    assert deployment.stack.parameter("EdgeTurn", "1") == "2"
