"""One local cloud for all tests of this folder that only look at it."""

from collections.abc import Iterator

import pytest

from tests.local.running import Running, free_port, start


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Started once, ended as by Ctrl-C."""
    running = start(tmp_path_factory.mktemp("local"), free_port())
    try:
        yield running.wait()
    finally:
        running.end()
