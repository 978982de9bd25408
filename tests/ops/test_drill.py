"""A drill that is interrupted leaves no copy of people's complaints behind unsaid."""

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib import wiring
from ops.data import drill
from tests.cloud import Cloud
from tests.ops.typed import run


@pytest.fixture
def kept(cloud: Cloud) -> Any:  # noqa: ARG001 - its tables are there
    """Tables with backups."""
    client = boto3.client("dynamodb")
    for name in drill.TABLES:
        client.update_continuous_backups(
            TableName=name, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
        )
    return client


def copies(client: Any) -> list[str]:
    return [name for name in client.list_tables()["TableNames"] if "-drill" in name]


def test_a_drill_that_is_stopped_takes_its_copies_away(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the tables come back leaves none of them."""

    def stopped(_made: dict[str, str], _began: float) -> None:
        assert len(copies(kept)) == 3
        raise KeyboardInterrupt

    monkeypatch.setattr(drill, "examine", stopped)
    assert run("drill", "restore").exit_code == 130
    assert copies(kept) == []


def test_a_copy_that_cannot_go_yet_is_named(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that is still being made cannot be deleted: whoever stopped the drill reads its name."""
    real = wiring.client

    class Making:
        def __getattr__(self, name: str) -> Any:
            return getattr(kept, name)

        def describe_table(self, **_asked: Any) -> Any:
            raise KeyboardInterrupt

        def update_table(self, **_asked: Any) -> Any:
            raise ClientError({"Error": {"Code": "ResourceInUseException", "Message": ""}}, "UpdateTable")

    monkeypatch.setattr(wiring, "client", lambda name: Making() if name == "dynamodb" else real(name))
    done = run("drill", "restore")
    left = copies(kept)
    assert (done.exit_code, len(left)) == (130, 3)
    assert all(name in done.output.replace("\n", "") for name in left)
    for name in left:
        kept.delete_table(TableName=name)
