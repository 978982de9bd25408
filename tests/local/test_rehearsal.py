"""A packed release into the emulator: the whole evening is `make rehearse`; here a stage is made, and lives."""

from pathlib import Path

import pytest

from local.rehearsal import NotAsExpected, Rehearsal, cloud, must
from tests.local.running import free_port


@pytest.mark.proof
def test_a_release_lives(tmp_path: Path) -> None:
    """What is packed is deployed by the operators' own commands, and a citizen files, follows and is told."""
    page = tmp_path / "pages" / "id" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<html lang='id'>")
    with cloud(tmp_path / "home", free_port()) as places:
        rehearsal = Rehearsal(places, tmp_path, tmp_path / "pages", hurried=True)
        rehearsal.made(rehearsal.stage("dev"), tmp_path / "one")
    assert [what for what, _, _ in rehearsal.seen] == ["made", "dev is alive", "deployed again"]


def test_what_goes_wrong_is_said() -> None:
    """A rehearsal that goes otherwise than it must ends there, with what was seen."""
    with pytest.raises(NotAsExpected, match="no page"):
        must(right=False, what="no page")
