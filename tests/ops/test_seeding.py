"""What a stage holds before anybody files: own days of offices from a file, and what a release would bring."""

import io
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import boto3
import pytest
from typer.testing import CliRunner, Result

from chalicelib import wiring
from chalicelib.domain.grants import Grant
from chalicelib.domain.people import Role
from chalicelib.handlers import admin
from chalicelib.services import calendars
from infra.stages import ROOT
from ops import __main__ as ops
from ops import calendars as people
from ops.cloud.account import FOUND, WRONG, Account
from ops.cloud.releases import Shelf
from ops.data import seeding, shipped
from tests.cloud import Cloud

FLOOD = """
[[calendar]]
office = "jakarta-utara"
reason = "calendar-closure"

[[calendar.closed]]
day = 2026-03-30
why = "disaster"
source = "SK Kakanim 12/2026"

[[calendar.open]]
day = 2026-04-11
hours = ["08:00-12:00"]
source = "SK Kakanim 13/2026"
"""


@pytest.fixture
def file(tables: Cloud, tmp_path: Path) -> Path:
    """A file with one office's own days, and two administrators of the centre who could see to it."""
    del tables
    wiring.reset()
    for name, scope in (("ani", "pusat"), ("budi", "pusat"), ("wayan", "pusat/wilayah-bali")):
        wiring.grants().put(Grant(name, Role.ADMIN, scope, f"{name}@imigrasi.example"))
    (tmp_path / "seed.toml").write_text(FLOOD)
    return tmp_path / "seed.toml"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(ops.app, ["seed", *map(str, arguments)])


def changes(file: Path) -> list[str]:
    return [row["change"] for row in json.loads(run(file, "--json").stdout)]


def test_a_calendar_is_drawn_up_and_somebody_else_signs_it(file: Path) -> None:
    """The first run shows the days, the second draws them up and no more, and a second person puts them in force."""
    shown = run(file)
    assert shown.exit_code == FOUND
    assert changes(file) == [
        "2026-03-30 closed (disaster; SK Kakanim 12/2026); 2026-04-11 open 08:00-12:00 (SK Kakanim 13/2026)"
    ]
    assert (run(file, "--yes", "--as", "ani").exit_code, wiring.overlays().newest) == (0, 0)
    assert changes(file) == ["version 1 waits in the console for a second person"]
    again = run(file, "--yes", "--as", "ani")
    assert (again.exit_code, len(wiring.overlays().versions("jakarta-utara"))) == (0, 1)
    assert "another administrator signs it off" in " ".join(again.output.split())
    calendars.sign_off(people.person("budi"), "jakarta-utara", 1, admin.desk())
    assert (changes(file), run(file).exit_code) == ([], 0)
    file.write_text(FLOOD.replace("2026-04-11", "2026-04-18"))
    assert changes(file) == [
        "2026-04-11 as in the edition again; 2026-04-18 open 08:00-12:00 (SK Kakanim 13/2026)",
    ]


def test_who_drew_a_calendar_up_is_kept_with_whose_name_they_gave(file: Path) -> None:
    """The record has the administrator in whose name it is, and beside it the credentials that did it."""
    run(file, "--yes", "--as", "ani")
    kept = {row["actor"]["S"]: row["what"]["S"] for row in boto3.client("dynamodb").scan(TableName="audit")["Items"]}
    assert kept.pop("ani") == "calendar 1 drawn up"
    assert [what for name, what in kept.items() if name.startswith("arn:")] == [
        "calendar 1 seeded in the name of ani",
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("jakarta-utara", "atlantis", "there is no office atlantis"),
        ("calendar-closure", "because", "reason: Choose one of: calendar-decree"),
        ("disaster", "rain", "closed 2026-03-30 why: Choose one of"),
        ('why = "disaster"', "", "closed 2026-03-30 why: Fill in"),
        ("2026-03-30", "2026-04-11", "day"),
        ("08:00-12:00", "12:00-08:00", "open 2026-04-11 hours"),
        ("day = 2026-03-30", "", "closed number 1 day: Fill in"),
        ('reason = "calendar-closure"', 'reason = "calendar-closure"\ncause = 1', "cause: This field is not known"),
        ('13/2026"', f'13/2026"{FLOOD}', "One office has two calendars"),
    ],
)
def test_a_slip_in_a_calendar_is_named_with_its_remedy(file: Path, before: str, after: str, said: str) -> None:
    """Whoever mistypes reads which office, which day and what to write instead, and nothing was drawn up."""
    file.write_text(FLOOD.replace(before, after))
    done = run(file, "--yes", "--as", "ani")
    assert (done.exit_code, wiring.overlays().waiting()) == (WRONG, ())
    assert said in " ".join(done.output.split())


@pytest.mark.parametrize("name", ["", "nobody", "wayan"])
def test_a_calendar_needs_an_administrator_of_its_office(file: Path, name: str) -> None:
    """Nothing is drawn up, and no grant written, in the name of nobody, a stranger or another region."""
    grant = '\n[[grant]]\nperson = "x"\nrole = "officer"\noffice = "pusat"\nname = "X"\nemail = "x@imigrasi.example"\n'
    file.write_text(FLOOD + grant)
    done = run(file, "--yes", *(("--as", name) if name else ()))
    assert (done.exit_code, wiring.overlays().waiting(), wiring.grants().get("x")) == (WRONG, (), None)
    assert "administrator" in done.output


def archive(changed: dict[str, bytes]) -> bytes:
    """Pack what this checkout would ship, with other contents for some files."""
    kept = [path for suffix in ("toml", "csv", "mo") for path in (ROOT / "chalicelib").rglob(f"*.{suffix}")]
    packed = io.BytesIO()
    with ZipFile(packed, "w") as made:
        for path in kept:
            name = path.relative_to(ROOT).as_posix()
            made.writestr(name, changed.get(name, path.read_bytes()))
    return packed.getvalue()


def released(where: Account, folder: Path, changed: dict[str, bytes]) -> None:
    (folder / "archive.zip").write_bytes(archive(changed))
    shelf = Shelf(where)
    shelf.make()
    shelf.remember(shelf.archive(folder / "archive.zip"), "templates/x.json", "pages/x.zip")


def told(where: Account, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.setattr(seeding, "account", lambda _name: where)
    return run(*arguments)


def test_a_stage_that_runs_this_checkout_differs_in_nothing(
    where: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a deployment there is nothing to bring: compiled words are the words that people wrote."""
    assert told(where, monkeypatch).exit_code == WRONG
    released(where, tmp_path, {})
    done = told(where, monkeypatch, "--json")
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])
    assert told(where, monkeypatch, "--yes").exit_code == WRONG


def test_what_a_release_would_bring_is_told_entry_by_entry(
    where: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An operator reads which office, day and text would be new, gone or changed, and by which command."""
    offices, days = "chalicelib/policy/offices.csv", "chalicelib/policy/calendars/2026-11-21/holidays.csv"
    was = (ROOT / offices).read_text().replace("pusat,Direktorat Jenderal", "pusat,Direktorat", 1).splitlines()
    gone = [line for line in (ROOT / days).read_text().splitlines() if "2027-01-01,new-year" not in line]
    mo = "chalicelib/locale/id/LC_MESSAGES/aduan.mo"
    other = (ROOT / mo).with_name("aduan.mo").read_bytes().replace(b"Bahasa Indonesia", b"Bahasa Nusantara", 1)
    old = {offices: "\n".join([*was[:-1], "dulu,Kantor Lama,kanim"]), days: "\n".join(gone)}
    released(where, tmp_path, {name: text.encode() for name, text in old.items()} | {mo: other})
    done = told(where, monkeypatch, "--json")
    found: list[dict[str, Any]] = json.loads(done.stdout)
    last = (ROOT / offices).read_text().splitlines()[-1].partition(",")[0]
    assert {(one["part"], one["name"], one["what"]) for one in found} >= {
        ("offices", "pusat", "changed"),
        ("offices", "dulu", "gone"),
        ("offices", last, "new"),
        ("calendars holidays", "id-national 2027-01-01", "new"),
    }
    (name,) = (one["fields"]["name"] for one in found if one["name"] == "pusat")
    assert name == ["Direktorat Imigrasi", "Direktorat Jenderal Imigrasi"]
    assert "words id" in {one["part"] for one in found}
    said = told(where, monkeypatch)
    assert said.exit_code == FOUND
    assert "ops deploy" in said.output


def test_an_edition_is_compared_with_the_one_before_it() -> None:
    """A new edition shows its own days and not all of them again, and an old one that somebody edited is found."""
    day = b"list,day,slug,estimate,source\nid,2027-01-01,new-year,no,SKB\n"
    more = day + b"id,2027-03-08,nyepi,no,SKB\n"
    folder = "chalicelib/policy/calendars"
    found = list(
        shipped.differences(
            {f"{folder}/2026/holidays.csv": day},
            {f"{folder}/2026/holidays.csv": b"list,day\n", f"{folder}/2027/holidays.csv": more},
        )
    )
    assert [(one.part, one.name, one.what) for one in found] == [
        ("calendars holidays", "id 2027-03-08", "new"),
        ("older calendars", "2026/holidays.csv", "new"),
    ]


def test_the_cloud_of_this_machine_has_nothing_to_compare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks about the local cloud is told that it reads the same files."""
    wiring.reset()
    monkeypatch.setenv("ADUAN_STAGE", "local")
    done = run("--json")
    monkeypatch.undo()
    wiring.reset()
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])
