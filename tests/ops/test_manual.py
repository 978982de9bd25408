"""What operators read of the command line is what it does."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from botocore.exceptions import NoRegionError

from ops import __main__ as ops
from ops.cloud.account import FAILED, FOUND, NOT_AGREED, OK, UNREADABLE, WRONG
from tests.rules.tree import ROOT

MANUAL = (ROOT / "docs" / "operations.md").read_text()


def named(group: Any, before: str = "") -> Iterator[str]:
    """Name every command, those of a group with the group's name."""
    for name, command in group.commands.items():
        yield from named(command, f"{before}{name} ") if hasattr(command, "commands") else [f"{before}{name}"]


def test_the_manual_has_every_command() -> None:
    """An operator finds each command in docs/operations.md, by the name that is typed."""
    assert [name for name in named(typer.main.get_command(ops.app)) if name not in MANUAL] == []


def test_the_manual_has_every_end() -> None:
    """A script knows from docs/operations.md what each exit code means, and from the program's own words."""
    ends = re.search(r"Exit codes\*\*.*?: (.+?)\.\n", MANUAL, re.DOTALL)
    assert ends
    codes = [int(part.strip()[0]) for part in ends[1].split("·")]
    assert codes == [OK, FOUND, WRONG, UNREADABLE, FAILED, NOT_AGREED]
    assert [int(code) for code in re.findall(r"(?<![0-9])([0-5]) (?=[a-z])", str(ops.__doc__))] == codes


def test_whoever_names_no_stage_is_told_how(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command without a stage ends with its code and says where to look, instead of what a library missed."""

    def nowhere(**_: object) -> None:
        raise NoRegionError

    monkeypatch.setattr(ops, "app", nowhere)
    assert ops.main() == UNREADABLE
    assert "ops --stage dev" in " ".join(capsys.readouterr().err.split())
