"""What commands print can be copied, and what cannot be reached is said in words."""

import subprocess
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest

from ops.cloud import site, telling
from ops.cloud.account import Refusal
from ops.cloud.deploy import Proposal
from ops.cloud.smoke import Visit

LONG = "AWS::S3::Bucket aduan-staging-quarantinebucket-4a9be69d42624-and-some-more-letters-than-a-narrow-terminal-has"


@pytest.mark.parametrize("columns", ["60", "80"])
def test_a_name_is_never_cut(columns: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever must delete a table by hand reads all of its name, however narrow the terminal."""
    monkeypatch.setenv("COLUMNS", columns)
    telling.show([{"stays": LONG}], as_json=False)
    printed = capsys.readouterr().out
    assert "…" not in printed
    assert LONG.replace(" ", "") in "".join(letter for letter in printed if letter not in "│┃ \n")


def test_nothing_to_do_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """A deployment that changes nothing shows no empty table."""
    telling.printed(Proposal("m", "t", "a", ()), as_json=False)
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "Nothing to do.\n")


def test_a_stage_that_cannot_be_reached_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each check names the address that did not answer, and no class of Python."""

    def nobody(*_asked: object, **_named: object) -> None:
        raise URLError(OSError("Name or service not known"))

    monkeypatch.setattr("ops.cloud.smoke.urlopen", nobody)
    seen = list(Visit("https://dev.example", lambda _ticket: False).checks())
    assert [one.name for one in seen] == ["page", "sweep", "file"]
    assert all("https://dev.example cannot be reached: Name or" in one.seen and "Error" not in one.seen for one in seen)


def test_pages_that_cannot_be_built_stop_a_deployment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nobody gets new code with the old pages because the builder failed half-way."""

    def failed(command: list[str], **_given: Any) -> "subprocess.CompletedProcess[str]":
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr(subprocess, "run", failed)
    with pytest.raises(Refusal, match="nothing was deployed"):
        site.build("https://example.test", tmp_path)


def test_a_step_that_is_refused_says_by_whom() -> None:
    """Whoever looks into a failed check reads the answer itself: a 404 of the gateway is not one of ours."""

    class Refusing(Visit):
        def ask(self, *_asked: Any, **_named: Any) -> tuple[int, Any]:
            return 404, {"type": "urn:aduan:problem:not_found"}

    visit = Refusing("https://dev.example", lambda _ticket: True)
    visit.filed = {"ticket": "IMI-0000-0000-0"}
    assert visit.withdraw().seen == "404: {'type': 'urn:aduan:problem:not_found'}"
