"""The operators' command line, when nothing answers where it looks."""

import pytest
from botocore.exceptions import BotoCoreError

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
