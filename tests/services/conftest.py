"""A house for each test."""

import pytest

from tests.cloud import Cloud
from tests.services.house import House


@pytest.fixture
def house(tables: Cloud) -> House:
    """An office that has no complaint yet."""
    return House(tables)
