"""What a deployment would do is said in words, and what may cost data is red."""

from typing import Any

import pytest

from ops.cloud import changes


def one(action: str, kind: str, **more: Any) -> dict[str, Any]:
    given = {"Action": action, "ResourceType": kind, "LogicalResourceId": "Thing", **more}
    return {"Type": "Resource", "ResourceChange": given}


def test_an_ordinary_change_is_not_red() -> None:
    """A new alarm, a changed function and a table with one index more frighten nobody."""
    index = one("Modify", "AWS::DynamoDB::Table", Replacement="False", Details=[{"Target": {"Name": "Indexes"}}])
    found = changes.read([one("Add", "AWS::CloudWatch::Alarm"), one("Modify", "AWS::Lambda::Function"), index])
    assert not any(each.red for each in found)
    assert changes.sentence(found) == "change 2, make 1"
    assert found[0].details == ("Indexes",) or found[1].details == ("Indexes",)


@pytest.mark.parametrize("replacement", ["True", "Conditional"])
@pytest.mark.parametrize("kind", sorted(changes.HOLDS_DATA))
def test_replacing_what_holds_data_is_red(kind: str, replacement: str) -> None:
    """Whoever would replace a table, a key or a bucket is told what would be lost, first of all."""
    found = changes.read([one("Add", "AWS::Lambda::Function"), one("Modify", kind, Replacement=replacement)])
    assert (found[0].red, "WHICH WOULD BE LOST" in found[0].why) == (True, True)
    assert "replace" in found[0].verb


def test_taking_away_what_holds_data_is_red() -> None:
    """A table that would go is red, also where it stays in the account and only the stage loses sight of it."""
    (gone,) = changes.read([one("Remove", "AWS::DynamoDB::Table")])
    assert (gone.red, gone.verb) == (True, "take away")
    (unsure,) = changes.read([one("Dynamic", "AWS::DynamoDB::Table")])
    assert (unsure.red, unsure.verb) == (True, "perhaps change")
    (kept,) = changes.read([one("Remove", "AWS::DynamoDB::Table", PolicyAction="Retain")])
    assert "stays in the account" in kept.why


def test_nothing_to_do_is_said() -> None:
    """A deployment that would change nothing says so."""
    assert changes.sentence(()) == "nothing to do"
