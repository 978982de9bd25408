"""What operators are told in the log, by the level that their stage has."""

import os
import subprocess
import sys

import pytest

from tests.cloud import Cloud, settings
from tests.rules.tree import ROOT

SAID = (
    "from chalicelib import telemetry, wiring; "
    "telemetry.answered('a_view', 200); telemetry.failed('a_view', ValueError('Siti Aminah'))"
)
STAGE = settings(Cloud("arn:aws:kms:x:0:key/d", "arn:aws:kms:x:0:key/i", "arn:aws:kms:x:0:key/r", "secret"))


@pytest.mark.parametrize(("level", "answered"), [("DEBUG", True), ("INFO", True), ("WARNING", False), ("", True)])
def test_a_stage_logs_as_much_as_it_says(level: str, answered: bool) -> None:
    """What went well is left out where a stage wants warnings alone; what failed never is, even without settings."""
    environment = STAGE | {"ADUAN_LOG_LEVEL": level} if level else {}
    done = subprocess.run(
        [sys.executable, "-c", SAID],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], **environment},
    )
    assert ('"answered"' in done.stdout) == answered
    assert '"failed"' in done.stdout
    assert "Siti" not in done.stdout
