"""What is around a deployment: releases on their shelf, pages in their bucket, a stage that refuses to go."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from infra import stages
from ops import __main__ as ops
from ops.cloud import commands, ending, site, telling
from ops.cloud.account import NOT_AGREED, WRONG, Account, Refusal, account
from ops.cloud.changes import Change
from ops.cloud.deploy import Deployment, Proposal
from ops.cloud.releases import Release, Shelf
from ops.cloud.stacks import Failed, Stack

DEV = stages.read(stages.STAGES.read_text())["dev"]


def silent(_name: str, _status: str) -> None:
    pass


def test_an_unknown_stage_is_refused_with_the_known_ones() -> None:
    """Who mistypes a stage is told which there are, and nothing is asked of AWS."""
    done = CliRunner().invoke(ops.app, ["doctor", "production"])
    assert done.exit_code == WRONG
    assert "prod-jakarta" in done.output
    with pytest.raises(Refusal, match="outside Indonesia"):
        account("dr-singapore")


def test_releases_are_kept_and_found_newest_first(where: Account, tmp_path: Path) -> None:
    """What was deployed can be brought back: archive, template and pages are still there."""
    shelf = Shelf(where)
    with pytest.raises(Refusal, match="no releases yet"):
        shelf.all()
    shelf.make()
    shelf.make()
    (tmp_path / "deployment.zip").write_bytes(b"code")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("page")
    archive = shelf.archive(tmp_path / "deployment.zip")
    assert archive == shelf.archive(tmp_path / "deployment.zip")
    template, address = shelf.template({"Resources": {}})
    first = shelf.remember(archive, template, shelf.pages(tmp_path / "site"))
    assert shelf.all() == [first]
    assert address.endswith(template)
    assert (shelf.unpack(first.pages, tmp_path / "back") / "index.html").read_text() == "page"


def test_a_rollback_goes_to_the_one_before() -> None:
    """Without a name a rollback goes one release back; an unknown one is refused."""
    releases = [Release(name, "a", "t", "p") for name in ("3", "2", "1")]
    assert commands.earlier(releases, "").name == "2"
    assert commands.earlier(releases, "1").name == "1"
    for wrong in ("3", "9"):
        with pytest.raises(Refusal, match=f"no earlier release {wrong}"):
            commands.earlier(releases, wrong)


def test_pages_never_name_what_is_not_there_yet(where: Account, tmp_path: Path) -> None:
    """Styles and scripts go out before the pages that name them, for good; pages are asked for anew each time."""
    for name in ("index.html", "assets/form.02174c0d.js", "id/offices.24a2b6cb.json", "id/manifest.webmanifest"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    client = where.client("s3")
    client.create_bucket(Bucket=where.stack, CreateBucketConfiguration={"LocationConstraint": DEV.region})
    origin = {
        "Items": [
            {
                "Id": "s3",
                "DomainName": f"{where.stack}.s3.amazonaws.com",
                "S3OriginConfig": {"OriginAccessIdentity": ""},
            }
        ]
    }
    made = where.client("cloudfront").create_distribution(DistributionConfig=_distribution(origin | {"Quantity": 1}))
    outputs = {"SiteBucketName": where.stack, "DistributionId": made["Distribution"]["Id"], "OfficersPoolId": "pool"}
    told: list[str] = []
    assert site.publish(where, outputs | {"ConsoleClientId": "console"}, tmp_path, told.append) == 5
    assert told[:2] == ["assets/form.02174c0d.js", "id/offices.24a2b6cb.json"]
    kept = {name: client.get_object(Bucket=where.stack, Key=name)["CacheControl"] for name in told}
    assert kept["assets/form.02174c0d.js"] == site.YEAR
    assert kept["index.html"] == "no-cache"
    config = json.load(client.get_object(Bucket=where.stack, Key="config.json")["Body"])
    assert config == {"issuer": "https://cognito-idp.ap-southeast-3.amazonaws.com/pool", "client_id": "console"}


def _distribution(origins: dict[str, Any]) -> dict[str, Any]:
    behaviour = {"TargetOriginId": "s3", "ViewerProtocolPolicy": "https-only", "MinTTL": 0}
    forwarded = {"ForwardedValues": {"QueryString": False, "Cookies": {"Forward": "none"}}}
    made = {"CallerReference": "1", "Comment": "", "Enabled": True, "Origins": origins}
    return made | {"DefaultCacheBehavior": behaviour | forwarded}


def test_a_stage_that_was_never_deployed_says_so(where: Account) -> None:
    """Who looks after a stage that is not there is told how to make it."""
    with pytest.raises(Refusal, match="ops deploy"):
        Stack(where.client("cloudformation"), where.stack).outputs()


SMALL: dict[str, Any] = {
    "Resources": {
        "Cases": {
            "Type": "AWS::DynamoDB::Table",
            "DeletionPolicy": "Retain",
            "Properties": {
                "BillingMode": "PAY_PER_REQUEST",
                "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
                "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            },
        },
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {}},
    },
    "Outputs": {name: {"Value": {"Ref": "Cases"}} for name in ("CasesTableName", "KeysTableName", "AuditTableName")},
}


@pytest.fixture
def stack(where: Account) -> Stack:
    """A small stage that was deployed."""
    where.client("cloudformation").create_stack(StackName=where.stack, TemplateBody=json.dumps(SMALL))
    return Stack(where.client("cloudformation"), where.stack, pause=0)


def test_a_stage_with_data_refuses_to_go(where: Account, stack: Stack) -> None:
    """One complaint is enough: the stage stays, and whoever asked is told why."""
    table = stack.outputs()["CasesTableName"]
    where.client("dynamodb").put_item(TableName=table, Item={"pk": {"S": "C#IMI-1"}, "sk": {"S": "STATE"}})
    with pytest.raises(Refusal, match="holds data"):
        ending.destroy(where, stack, silent)
    assert stack.described() is not None


def test_what_only_a_check_left_keeps_no_stage(where: Account, stack: Stack) -> None:
    """A stage that was tried and never used can go: what its checks filed goes away by itself."""
    table = stack.outputs()["CasesTableName"]
    passing = {"pk": {"S": "C#IMI-1"}, "sk": {"S": "STATE"}, "expires": {"N": "1795552920"}}
    for row in (passing, {"pk": {"S": "PULSE"}, "sk": {"S": "SWEEP"}}):
        where.client("dynamodb").put_item(TableName=table, Item=row)
    assert ending.holds(where, stack.outputs()) == []


def test_destroying_can_be_tried_out(where: Account, stack: Stack) -> None:
    """Whoever only asks is told what would stay, and the stage is there afterwards."""
    kept = ending.destroy(where, stack, silent, dry_run=True)
    assert kept == [f"AWS::DynamoDB::Table {stack.outputs()['CasesTableName']}"]
    assert stack.described() is not None


def test_an_empty_stage_goes_and_leaves_its_tables(where: Account, stack: Stack) -> None:
    """A stage that holds nothing goes; what could have held data is named, for it is still there."""
    table = stack.outputs()["CasesTableName"]
    kept = ending.destroy(where, stack, silent)
    assert stack.described() is None
    assert kept == [f"AWS::DynamoDB::Table {table}"]


def test_what_is_proposed_is_done_and_told(where: Account) -> None:
    """Whoever deploys hears of each resource as it is made."""
    made, told = Stack(where.client("cloudformation"), where.stack, pause=0), []
    assert len(made.propose({"TemplateBody": json.dumps(SMALL)}, {}, "one", "dev")) == 2
    made.execute("one", lambda name, status: told.append((name, status)))
    assert (where.stack, "CREATE_COMPLETE") in told
    assert made.described() is not None


def test_a_proposal_that_nobody_wants_leaves_nothing(where: Account) -> None:
    """A change set that was only looked at is gone afterwards, and so is the shell of its stack."""
    made = Stack(where.client("cloudformation"), where.stack, pause=0)
    made.propose({"TemplateBody": json.dumps(SMALL)}, {}, "one", "dev")
    made.drop("one")
    assert made.described() is None


def test_red_is_agreed_to_by_typing_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--yes` does not agree to a red mark: the stage's name does."""
    red = Proposal("m", "t", "a", (Change("replace", "CasesTable", "AWS::DynamoDB::Table", red=True, why="lost"),))
    monkeypatch.setattr("typer.prompt", lambda _asked: "yes")
    with pytest.raises(typer.Exit) as ended:
        telling.agreed(red, "dev", yes=True)
    assert ended.value.exit_code == NOT_AGREED
    monkeypatch.setattr("typer.prompt", lambda _asked: "dev")
    telling.agreed(red, "dev", yes=False)


def test_destroying_wants_the_name_twice() -> None:
    """Nobody takes a stage away by a slip of the keyboard."""
    done = CliRunner().invoke(ops.app, ["destroy", "dev"])
    assert done.exit_code == WRONG
    assert "--really dev" in done.output


def test_failures_have_a_code_of_their_own() -> None:
    """A script can tell a refusal from a deployment that was taken back."""
    assert telling.refused(Refusal("no")).exit_code == WRONG
    assert telling.refused(Failed("no")).exit_code == 4


def test_receipts_are_not_rotated_by_a_command(where: Account, stack: Stack) -> None:
    """Who asks for what KMS cannot do is told how it is done."""
    deployment = Deployment(where, silent, pause=0)
    assert stack.name == where.stack
    with pytest.raises(Refusal, match="ReceiptKey2"):
        ending.rotate(deployment, "receipts")
    with pytest.raises(Refusal, match="is no key"):
        ending.rotate(deployment, "house")
