"""Complaints from elsewhere: tried first, filed once, and what was refused is named."""

import json
from pathlib import Path

import boto3
import pytest

from ops.cloud.account import FOUND, WRONG
from ops.data import imports
from tests.ops.typed import run

ROWS = [
    {
        "number": "L-1",
        "category": "passport-late",
        "office": "jakarta-utara",
        "narrative": "Belum jadi.",
        "mode": "anonim",
    },
    {"number": "L-2", "category": "nothing-like-it", "office": "jakarta-utara", "narrative": "Apa?", "mode": "anonim"},
    {"number": "L-3", "category": "passport-late", "office": "jakarta-utara", "narrative": "", "mode": "bernama"},
]


@pytest.mark.usefixtures("cloud")
def test_an_import_is_tried_then_done_then_done_no_more(tmp_path: Path) -> None:
    """A dry run writes nothing, a real one files what the form would take, and the next one doubles nothing."""
    (tmp_path / "rows.json").write_text(json.dumps(ROWS))
    asked = ("import", str(tmp_path / "rows.json"), "--source", "lapor", "--json")
    tried = json.loads(run(*asked).stdout)
    assert [row["what"] for row in tried] == ["would", "refused", "refused"]
    assert boto3.client("dynamodb").scan(TableName="cases")["Count"] == 0
    done = run(*asked, "--yes")
    found = json.loads(done.stdout)
    assert (done.exit_code, [row["what"] for row in found]) == (FOUND, ["filed", "refused", "refused"])
    assert [row["why"].partition(":")[0] for row in found[1:]] == ["category", "narrative"]
    assert found[1]["why"].startswith("category: Choose one of: app-account, ")
    again = json.loads(run(*asked, "--yes").stdout)
    assert [row["what"] for row in again] == ["there", "refused", "refused"]
    assert again[0]["ticket"] == found[0]["ticket"]


@pytest.mark.usefixtures("cloud")
def test_an_import_that_was_cut_off_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that died between filing and remembering files the same complaint again, and it is the same ticket."""
    rows = ROWS[:1]
    with monkeypatch.context() as patch:
        patch.setattr(imports, "_noted", lambda *_: None)
        (once,) = imports.run("lapor", rows, really=True)
    (again,) = imports.run("lapor", rows, really=True)
    assert (once.what, again.what, again.ticket) == ("filed", "filed", once.ticket)
    (tmp_path / "rows.csv").write_text("number,category\n,passport-late\n")
    assert run("import", str(tmp_path / "rows.csv"), "--source", "x").exit_code == WRONG


@pytest.mark.usefixtures("cloud")
def test_a_number_that_comes_again_in_a_file_is_refused() -> None:
    """Two rows of one number: the first is taken, of the second it is said that it was not."""
    rows = [ROWS[0], ROWS[0] | {"narrative": "Lain."}]
    for really in (False, True):
        assert [one.what for one in imports.run("lapor", rows, really=really)][1] == "refused"


def test_a_row_without_its_number_is_named() -> None:
    """Whoever has a long file learns which row to mend."""
    with pytest.raises(imports.Unreadable, match="row 2 has none"):
        imports.read("number,category\nL-1,passport-late\n,passport-late\n")


HEADING = "number,category,office,narrative,mode\n"
GOOD = "L-9,passport-late,jakarta-utara,Belum jadi.,anonim\n"


@pytest.mark.usefixtures("cloud")
@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"{HEADING}L-1,passport-late,jakarta-utara,Belum, jadi.,anonim\n{GOOD}", "more cells than the heading"),
        (f"{HEADING}L-1,passport-late,jakarta-utara,{'x' * 200_000},anonim\n{GOOD}", "too_large"),
        (json.dumps([ROWS[0] | {"category": ["passport-late"]}, ROWS[0] | {"number": "L-9"}]), "category"),
        (json.dumps([ROWS[0] | {"narrative": "\ud800"}, ROWS[0] | {"number": "L-9"}]), "not_utf8"),
    ],
    ids=["cells", "enormous", "list", "half"],
)
def test_a_broken_row_is_refused_and_the_others_go_on(text: str, why: str) -> None:
    """Whatever stands in one row, the file is read to its end, and whoever imports it learns which row it was."""
    bad, good = imports.run("lapor", imports.read(text), really=False)
    assert (bad.number, bad.what, good.what) == ("L-1", "refused", "would")
    assert why in bad.why


@pytest.mark.parametrize("text", ["[" * 100_000, '[{"number": "\\ud800"}]'])
def test_a_file_that_is_none_is_refused(text: str) -> None:
    """What nobody can read as a list is refused in words."""
    with pytest.raises(imports.Unreadable):
        imports.read(text)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_and_json_say_the_same(sign: str) -> None:
    """A spreadsheet's export, whatever it puts between its cells, and a list in JSON become the same rows."""
    text = "\ufeffnumber,category,office,narrative,mode\nL-1,passport-late,jakarta-utara,Belum jadi.,anonim\n"
    assert imports.read(text.replace(",", sign)) == ROWS[:1]
    assert imports.read("\ufeff" + json.dumps(ROWS[:1])) == ROWS[:1]
    assert imports.body(ROWS[0])["identity"] == {"mode": "anonymous"}
