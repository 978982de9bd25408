"""What operators read of the command line is what it does."""

import re
import shlex
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import typer
from botocore.exceptions import NoRegionError

from infra import dashboard
from infra.joined import INFRA, parse
from ops import __main__ as ops
from ops.cloud.account import FAILED, FOUND, NOT_AGREED, OK, UNREADABLE, WRONG
from ops.data import letters
from tests.rules.tree import ROOT

MANUAL = (ROOT / "docs" / "operations.md").read_text()
RUNBOOKS = sorted((ROOT / "docs" / "runbooks").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
TYPED = re.compile(r"(?:python -m ops|make ops ARGS=\"|(?<=`)ops) ([^`\n]*)")
TARGET = re.compile(r"(?<=`)make ([a-z-]+)|^    make ([a-z-]+)", re.MULTILINE)


def named(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Give every command by its name, those of a group with the group's name."""
    for name, command in group.commands.items():
        inside = hasattr(command, "commands")
        yield from named(command, f"{before}{name} ") if inside else [(f"{before}{name}", command)]


@cache
def program() -> Any:
    return typer.main.get_command(ops.app)


def commands() -> Iterator[tuple[str, Any]]:
    return named(program())


def test_the_manual_has_every_command() -> None:
    """An operator finds each command in docs/operations.md, by the name that is typed."""
    assert [name for name, _ in commands() if name not in MANUAL] == []


def misread(typed: str) -> str:
    """Say what the program does not understand of a line; empty where it does. A mere name of a command is no line."""
    words = shlex.split(typed.partition("  ")[0].replace('"', "").rstrip("."))
    here = program()
    given, words, _ = parsed(here, words)
    alone = not given and len(words) < len(("a group", "its command", "an argument"))
    while words and hasattr(here, "commands"):
        if words[0] not in here.commands:
            return f"{typed}: no command {words[0]}"
        here, words = here.commands[words[0]], words[1:]
        some, words, _ = parsed(here, words)
        given |= some
    if words:
        return f"{typed}: {words} is too much"
    needed = [one.name for one in here.params if one.required and given.get(one.name) is None]
    return "" if alone or not needed else f"{typed}: {needed} missing, or in another place"


def parsed(command: Any, words: list[str]) -> Any:
    return command.make_parser(command.context_class(command)).parse_args(words)


def test_what_a_page_says_to_type_is_understood() -> None:
    """Whoever was woken types what the page says, and the program knows command, options and their places."""
    found = {(path.name, line) for path in PAGES for line in TYPED.findall(path.read_text())}
    assert len(found) > len(RUNBOOKS)
    wrong = []
    for name, line in sorted(found):
        try:
            wrong += [(name, said)] if (said := misread(line)) else []
        except Exception as error:  # noqa: BLE001 - whatever the parser says of it
            wrong.append((name, f"{line}: {error}"))
    assert wrong == []


def test_what_a_page_has_somebody_make_is_there() -> None:
    """Every `make …` of the pages is a target."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    asked = {(path.name, one or other) for path in PAGES for one, other in TARGET.findall(path.read_text())}
    assert {(name, target) for name, target in asked if target not in targets} == set()


def test_every_queue_of_dead_letters_can_be_emptied() -> None:
    """The name in an alarm about dead letters, and in its page, is one that `ops redrive` knows."""
    outputs: dict[str, str] = {}
    for name in ("resources.yaml", "functions.yaml"):
        outputs |= dict.fromkeys(parse((INFRA / name).read_text())["Outputs"], "url")
    known = {f"dead-letters-{name}" for name in letters.queues(outputs)}
    assert known == {path.stem for path in RUNBOOKS if path.stem.startswith("dead-letters-")}
    assert {f"dead-letters-{name}" for name in letters.AGAIN} <= known
    told = {(path.stem, each) for path in RUNBOOKS for each in re.findall(r"ops redrive STAGE (\S+)", path.read_text())}
    assert {f"dead-letters-{queue}" for _, queue in told} == known


def test_a_page_sends_nobody_to_a_picture_that_is_not_there() -> None:
    """Each part of the dashboard that a page names is on it."""
    shown = {*dashboard.ROWS} | {title for pictures in dashboard.ROWS.values() for title in pictures}
    shown |= {title.rpartition(",")[0] for title in shown}
    asked = {(path.name, each) for path in RUNBOOKS for each in re.findall(r"ashboard, \*([^*]+)\*", path.read_text())}
    assert {(name, title) for name, title in asked if title not in shown} == set()


def test_every_command_speaks_to_machines() -> None:
    """A script asks any command for JSON by the same word, and the manual says so."""
    found = {name: {each for one in command.params for each in one.opts} for name, command in commands()}
    assert [name for name, words in found.items() if "--json" not in words] == []
    assert "every command takes `--json`" in MANUAL


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
