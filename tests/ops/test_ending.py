"""The end of a stage: nothing of it is forgotten, and nothing that somebody could miss is overlooked."""

import json

import pytest

from ops.cloud import ending
from ops.cloud.account import GLOBAL, Account, Refusal
from ops.cloud.deploy import Deployment
from ops.cloud.releases import Shelf
from ops.cloud.stacks import Stack
from tests.ops.test_stages_kept import SMALL, silent

BESIDE = {"Resources": {"Alarms": {"Type": "AWS::SNS::Topic", "Properties": {}}}}


@pytest.fixture
def stack(where: Account) -> Stack:
    """A small stage that was deployed, with what lives in us-east-1."""
    where.client("cloudformation").create_stack(StackName=where.stack, TemplateBody=json.dumps(SMALL))
    where.client("cloudformation", GLOBAL).create_stack(StackName=where.beside, TemplateBody=json.dumps(BESIDE))
    Shelf(where).make()
    return Stack(where.client("cloudformation"), where.stack, pause=0)


def test_what_lives_in_us_east_1_goes_too(where: Account, stack: Stack) -> None:
    """No budget of a stage that is gone goes on calling people; its releases stay, and are named."""
    beside = Stack(where.client("cloudformation", GLOBAL), where.beside, pause=0)
    assert f"AWS::S3::Bucket {Shelf(where).bucket}" in ending.destroy(where, stack, silent, dry_run=True)
    assert beside.described() is not None
    assert f"AWS::S3::Bucket {Shelf(where).bucket}" in ending.destroy(where, stack, silent)
    assert beside.described() is None


def test_a_complaint_behind_the_rows_of_the_sweep_is_found(where: Account, stack: Stack) -> None:
    """However many rows the sweep has left, one complaint behind them keeps the stage."""
    table, client = stack.outputs()["CasesTableName"], where.client("dynamodb")
    for number in range(6):
        client.put_item(TableName=table, Item={"pk": {"S": "PULSE"}, "sk": {"S": str(number)}})
    outputs = {"CasesTableName": table, "KeysTableName": f"{table}-keys", "AuditTableName": f"{table}-audit"}
    for name in (outputs["KeysTableName"], outputs["AuditTableName"]):
        client.create_table(TableName=name, **SMALL["Resources"]["Cases"]["Properties"])
    assert ending.holds(where, outputs) == []
    client.put_item(TableName=table, Item={"pk": {"S": "C#IMI-1"}, "sk": {"S": "STATE"}})
    assert ending.holds(where, outputs) == [f"the table {table} has rows"]


@pytest.mark.usefixtures("stack")
@pytest.mark.parametrize(("what", "said"), [("receipts", "ReceiptKey2"), ("house", "is no key")])
def test_a_rotation_that_cannot_be_is_refused_when_only_asked_for(where: Account, what: str, said: str) -> None:
    """Whoever tries a rotation out learns what the rotation itself would say."""
    with pytest.raises(Refusal, match=said):
        ending.rotate(Deployment(where, silent, pause=0), what, dry_run=True)
