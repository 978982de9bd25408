"""The packed archive answers under Lambda's own runtime client, and what that takes is measured."""

import platform
from pathlib import Path
from zipfile import ZipFile

from bench import lambdas, starts
from infra.package import package
from infra.stages import LAMBDAS


def test_every_lambda_has_its_numbers() -> None:
    """A new Lambda is measured like the others, with the clients that it makes."""
    assert set(starts.CLIENTS) == set(LAMBDAS)
    assert set(lambdas.EVENTS) <= set(LAMBDAS)


def test_a_packed_lambda_answers(tmp_path: Path) -> None:
    """What is packed starts as it would in Lambda, answers twice, and stays within its memory."""
    made = package("dev", tmp_path / "packed", platform.machine())
    with ZipFile(made.folder / "deployment.zip") as archive:
        archive.extractall(tmp_path / "task")
    cold, first, second, most = lambdas.measured("api_handler", tmp_path / "task")
    assert min(cold, first, second) > 0
    assert most < LAMBDAS["api_handler"]["lambda_memory_size"]
