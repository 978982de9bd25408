"""What a deployment would do, in both regions, before anything is done."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer

from infra.stages import NO_CERTIFICATE
from ops.cloud import commands
from ops.cloud.account import NOT_AGREED, Account
from ops.cloud.deploy import Deployment, Proposal

NAMES = ("Stage", "Domain", "AlarmsTo", "BudgetDollars", "Certificate", "EdgeTurn")
SMALL: dict[str, Any] = {
    "Parameters": {name: {"Type": "String", "Default": "-"} for name in NAMES},
    "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Ref": "Certificate"}}}},
}


class Certified(Deployment):
    """A deployment whose cloud, the pretended one, forgets what a change set puts out."""

    def _certificate(self) -> str:
        return "arn:certificate" if self.beside.described() else NO_CERTIFICATE


@pytest.fixture
def deployment(where: Account, tmp_path: Path) -> Deployment:
    """A stage that was never deployed, with little in it."""
    (tmp_path / "deployment.zip").write_bytes(b"code")
    (tmp_path / "sam.json").write_text(json.dumps(SMALL))
    return Certified(where, lambda _name, _status: None, lambda _template: SMALL, pause=0)


def proposed(deployment: Deployment, folder: Path) -> tuple[Proposal, Proposal]:
    return deployment.beforehand(), deployment.propose(folder)


def test_what_would_change_in_both_regions_is_shown_at_once(deployment: Deployment, tmp_path: Path) -> None:
    """An operator sees what lives in us-east-1 before it is made, and whoever only looks leaves nothing there."""
    before, proposal = proposed(deployment, tmp_path)
    assert [one.verb for one in proposal.after(before).changes] == ["make", "make"]
    deployment.drop(before, proposal)
    assert (deployment.beside.described(), deployment.stack.described()) == (None, None)


def test_who_says_no_leaves_nothing_behind(
    deployment: Deployment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A deployment that was not agreed to has made nothing in either region."""
    monkeypatch.setattr("typer.confirm", lambda _asked: False)
    with pytest.raises(typer.Exit) as ended:
        commands.settled(deployment, *proposed(deployment, tmp_path), yes=False)
    assert ended.value.exit_code == NOT_AGREED
    assert (deployment.beside.described(), deployment.stack.described()) == (None, None)


def test_the_certificate_that_was_made_is_the_one_that_is_used(deployment: Deployment, tmp_path: Path) -> None:
    """A first deployment, looked at before there was a certificate, is done with the one that us-east-1 has made."""
    before, proposal = proposed(deployment, tmp_path)
    deployment.global_stack(before)
    deployment.execute(deployment.certified(proposal, before))
    assert deployment.stack.parameter("Certificate", "none") == "arn:certificate"
    again, proposal = proposed(deployment, tmp_path)
    assert proposal.after(again).changes == ()
    assert deployment.certified(proposal, again) is proposal
