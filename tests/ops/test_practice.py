"""A cloud to practise in: the operators' own commands, led to this machine."""

import json
import os
import platform
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from local import cloud, emulator, practice
from local.places import ROOT
from ops import __main__ as ops
from ops.cloud import commands
from ops.cloud.account import Account
from ops.cloud.ground import AWS

PORT = 9000
STACK = {
    "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {}}},
    "Outputs": {name: {"Value": name.lower()} for name in ("RestAPIId", "SiteBucketName", "CasesTableName")},
}


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A port where nothing is, and an environment and a ground that are put back."""
    before = dict(os.environ)
    monkeypatch.setattr(commands, "ground", AWS)
    os.environ["PRACTICE_PORT"] = str(PORT)
    yield PORT
    os.environ.clear()
    os.environ.update(before)


def test_who_practises_where_nothing_runs_is_told_what_to_start(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """An operator who forgot the first terminal reads the command that belongs into it, and AWS was not asked."""
    monkeypatch.setattr(emulator, "answers", lambda _places: False)
    done = CliRunner().invoke(ops.app, ["--practice", "diff", "dev"])
    assert isinstance(done.exception, ops.NotRunning)
    assert "make practice" in str(done.exception)
    assert str(port + 1) in str(done.exception)
    assert commands.ground is AWS


def test_practice_leads_every_command_to_this_machine(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is practised can reach somebody's account: their credentials are forgotten."""
    monkeypatch.setattr(emulator, "answers", lambda _places: True)
    os.environ["AWS_PROFILE"] = "mine"
    ground = ops.emulated()
    assert os.environ["AWS_ENDPOINT_URL"] == f"http://127.0.0.1:{port + 1}"
    assert "AWS_PROFILE" not in os.environ
    assert ground.machine == platform.machine()
    assert ground.out != AWS.out


def test_practice_leaves_the_local_cloud_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside `make run`, wherever that runs and remembers, practice has another address and another folder to empty."""
    monkeypatch.delenv("PRACTICE_PORT", raising=False)
    monkeypatch.setenv("PORT", "8000")
    monkeypatch.setenv("LOCAL_HOME", "/var/lib/aduan")
    here, local = practice.places(), cloud.places()
    assert here.emulator_port not in {local.port, local.emulator_port}
    assert here.home != local.home
    assert here.home.is_relative_to(ROOT)


def test_a_practised_stage_is_visited_where_it_answers(where: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name leads nowhere, so the checks go to the emulator's own addresses, and the operator reads them."""
    where.client("cloudformation").create_stack(StackName=where.stack, TemplateBody=json.dumps(STACK))
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    deployment = AWS.deployment(where)
    visit = practice.visit(deployment, "")
    assert visit.site == "http://127.0.0.1:9/restapis/restapiid/api/_user_request_"
    assert visit.pages == "http://127.0.0.1:9/sitebucketname"
    assert practice.visit(deployment, "https://elsewhere.example").site == "https://elsewhere.example"
    assert f"{visit.pages}/id/index.html" in practice.about(deployment)
