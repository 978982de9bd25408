"""The operators' command line, when nothing answers where it looks."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from botocore.exceptions import BotoCoreError

from local.clock import FILE, Clock
from ops import __main__ as ops


def test_another_port_is_said_to_be_the_likely_cause(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever started the local cloud on another port learns that this command wants the same PORT."""
    monkeypatch.setenv("PORT", "9")
    monkeypatch.setattr("sys.argv", ["ops", "--local", "clocks", "replay"])

    def none_there(_places: object) -> dict[str, str]:
        raise BotoCoreError

    monkeypatch.setattr("local.stack.found", none_there)
    monkeypatch.setattr("local.environment.isolate", lambda: None)
    assert ops.main() == ops.UNREADABLE
    assert "PORT=9000 make run" in " ".join(capsys.readouterr().err.split())


def test_the_local_cloud_has_one_clock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An operator's command believes in the hour to which people moved the local cloud."""
    monkeypatch.setenv("LOCAL_HOME", str(tmp_path))
    Clock(tmp_path / FILE).advance(timedelta(days=30))
    assert ops.moved()() - datetime.now(UTC) > timedelta(days=29)


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (["--stage", "nope", "verify"], 2, "nope is no stage; infra/stages.toml has dev"),
        (["--stage", "dev", "--local", "verify"], 2, "--stage dev and --local are two places"),
    ],
)
def test_a_place_that_is_none_is_refused(
    typed: list[str], code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever names no stage, or two places at once, is told so, as a wrong command and not as a cloud in trouble."""
    monkeypatch.setattr("sys.argv", ["ops", *typed])
    assert ops.main() == code
    heard = " ".join(capsys.readouterr().err.split())
    assert said in heard
    assert "Cannot be read" not in heard


def test_whoever_stops_a_command_hears_what_that_means(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C ends with a sentence and a code of its own, not in silence."""

    def stopped(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.argv", ["ops", "verify"])
    monkeypatch.setattr("ops.data.chains.tickets", stopped)
    assert ops.main() == ops.STOPPED
    assert "What was done stays done" in " ".join(capsys.readouterr().err.split())


def test_a_command_that_fails_on_its_way_ends() -> None:
    """A fault between two complaints ends the command; nothing waits for ever behind it."""
    seen = "import ops.goes as goes; goes.errors._force_terminal = True"
    script = f"{seen}\nfor one in goes.through([1, 2], 'Looking'): raise OSError('fault')"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert "fault" in done.stderr
