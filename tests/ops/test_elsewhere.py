"""The operators' command line, when nothing answers where it looks."""

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
