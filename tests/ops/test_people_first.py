"""Who may work at a stage: grants from a file, and the first administrator by two people."""

import json
from pathlib import Path

import boto3
import pytest

from chalicelib import wiring
from chalicelib.domain.people import Role
from ops.cloud.account import FOUND, WRONG
from ops.data import first, kept
from tests.ops.typed import run

GRANTS = """
[[grant]]
person = "siti"
role = "officer"
office = "jakarta-utara"
name = "Siti"
email = "siti@imigrasi.example"
"""


@pytest.mark.usefixtures("cloud")
def test_grants_are_shown_then_written_then_left_alone(tmp_path: Path) -> None:
    """The first run shows, the second writes, the third finds nothing to do."""
    (tmp_path / "grants.toml").write_text(GRANTS)
    shown = run("seed", str(tmp_path / "grants.toml"), "--json")
    assert (shown.exit_code, json.loads(shown.stdout)[0]["change"]) == (FOUND, "new")
    assert wiring.grants().get("siti") is None
    assert run("seed", str(tmp_path / "grants.toml"), "--yes").exit_code == 0
    assert run("seed", str(tmp_path / "grants.toml")).exit_code == 0
    (tmp_path / "grants.toml").write_text(GRANTS.replace("officer", "supervisor"))
    changed = run("seed", str(tmp_path / "grants.toml"), "--json")
    assert json.loads(changed.stdout)[0]["change"] == "role"


@pytest.mark.usefixtures("cloud")
@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("officer", "boss", "boss is no role"),
        ("jakarta-utara", "atlantis", "no office atlantis"),
        ('name = "Siti"', "", "name missing"),
        ('name = "Siti"', 'name = "Siti"\nage = 3', "unknown age"),
        ("[[grant]]", "[[grants]]", "alone"),
        ("officer", "admin", "whom two people make"),
        ("[[grant]]", "[[", "not TOML"),
    ],
)
def test_a_seed_that_is_wrong_is_refused_by_name(tmp_path: Path, before: str, after: str, said: str) -> None:
    """A slip in the file is named, and nothing of it is written."""
    (tmp_path / "grants.toml").write_text(GRANTS.replace(before, after))
    done = run("seed", str(tmp_path / "grants.toml"), "--yes")
    assert done.exit_code == WRONG
    assert said in done.output
    assert wiring.grants().get("siti") is None


@pytest.mark.usefixtures("cloud")
def test_the_first_administrator_needs_two_people() -> None:
    """Nobody makes themselves the first administrator; and what was done is kept with who did it."""
    first.propose("siti", "Siti", "siti@imigrasi.example", "arn:a")
    with pytest.raises(first.NotFirst, match="within a day"):
        first.propose("budi", "Budi", "budi@imigrasi.example", "arn:b")
    with pytest.raises(first.NotFirst, match="two people"):
        first.confirm("siti", "arn:a")
    with pytest.raises(first.NotFirst, match="Somebody else"):
        first.confirm("budi", "arn:b")
    assert first.confirm("siti", "arn:b").role is Role.ADMIN
    with pytest.raises(first.NotFirst, match="administrator already"):
        first.propose("budi", "Budi", "budi@imigrasi.example", "arn:b")
    with pytest.raises(first.NotFirst, match="Nobody is proposed"):
        first.confirm("siti", "arn:b")
    kept = boto3.client("dynamodb").scan(TableName="audit")["Items"]
    assert {row["actor"]["S"] for row in kept} == {"arn:a", "arn:b"}


@pytest.mark.usefixtures("cloud")
def test_the_first_administrator_by_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands say what comes next, and refuse in words."""
    monkeypatch.setattr(kept, "caller", lambda: "arn:a")
    assert run("grant-first", "siti").exit_code == WRONG
    assert run("grant-first", "siti", "--name", "Siti", "--email", "s@imigrasi.example").exit_code == 0
    assert run("grant-first", "siti", "--confirm").exit_code == WRONG
    monkeypatch.setattr(kept, "caller", lambda: "arn:b")
    assert run("grant-first", "siti", "--confirm").exit_code == 0
