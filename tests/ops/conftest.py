"""A stage of nobody else's, in an account as far as one process can pretend it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from secrets import token_hex
from unittest.mock import patch

import boto3
import pytest
from moto import mock_aws
from moto.iam.access_control import PermissionResult
from moto.s3.models import FakeBucket

from chalicelib import wiring
from infra import stages
from ops.cloud.account import Account
from tests.cloud import Cloud

DEV = stages.read(stages.STAGES.read_text())["dev"]
NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def platform(aws: Cloud) -> Cloud:
    """There is one, whichever test of the commands begins."""
    return aws


@pytest.fixture
def where() -> Iterator[Account]:
    """A stage that nobody else has, in an account of AWS as far as one process can pretend it."""
    mine = replace(DEV, name=f"dev-{token_hex(4)}")
    # The pretended S3 reads no conditions: what is denied in clear would be denied for good.
    with mock_aws(), patch.object(FakeBucket, "get_permission", lambda *_: PermissionResult.NEUTRAL):
        yield Account(mine, lambda name, region: boto3.client(name, region_name=region), lambda: NOW)  # type: ignore[call-overload]


@pytest.fixture
def cloud(tables: Cloud) -> Cloud:
    """Empty tables, where the settings say."""
    wiring.reset()
    return tables
