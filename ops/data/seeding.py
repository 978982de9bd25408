"""`ops seed` and `ops grant-first`: what a stage holds before anybody files, shown first, written once."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from chalicelib import wiring
from ops.cloud.account import FOUND, Account, Refusal, account
from ops.cloud.releases import Shelf
from ops.cloud.telling import errors, refused, show
from ops.data import drafts, first, kept, seeds, shipped
from ops.data.shipped import Difference

app = typer.Typer()
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a machine.")]
LOCAL = "local"


@app.command()
def seed(
    file: Annotated[
        Path | None, typer.Argument(help="Grants and calendars; without it, what a release brings.", exists=True)
    ] = None,
    *,
    administrator: Annotated[str, typer.Option("--as", help="In whose name calendars are drawn up.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without it, only show.")] = False,
    as_json: Json = False,
) -> None:
    """Show how a stage differs from a file, or, without one, from what this checkout would bring; write a file.

    Grants are written; calendars are drawn up, and another administrator signs them off in the console.
    Exit codes: 0 nothing differs, or it was written; 1 something differs; 2 a slip, and nothing was written.
    """
    try:
        if file is None:
            _released(yes=yes, as_json=as_json)
        else:
            _file(file, administrator, yes=yes, as_json=as_json)
    except (kept.BadSeed, Refusal) as why:
        raise refused(why) from why


def _file(file: Path, administrator: str, *, yes: bool, as_json: bool) -> None:
    wanted = seeds.read(file.read_text(encoding="utf-8"), wiring.book().offices)
    grants = tuple(seeds.differences(wanted.grants))
    seeds.second(grants)
    drawings = tuple(drafts.compared(wanted.calendars))
    staff = drafts.administrator(administrator, drawings) if yes else None
    show(_rows(grants, drawings), as_json=as_json)
    new = len(grants) + sum(not one.waits for one in drawings)
    if yes and new:
        by = kept.caller()
        given, drawn = seeds.apply(grants, by), drafts.draw_up(staff, drawings, by)
        errors.print(f"{given} grants written, {drawn} calendars drawn up.")
    asked = len(wanted.grants) + len(wanted.calendars)
    errors.print(f"{asked - new} of {asked} entries were as they should be." + _second(drawings), markup=False)
    raise typer.Exit(FOUND if new and not yes else 0)


def _second(drawings: tuple[drafts.Drawing, ...]) -> str:
    return " A drawn-up calendar changes nothing until another administrator signs it off." if drawings else ""


def _rows(grants: Iterable[seeds.Difference], drawings: Iterable[drafts.Drawing]) -> Iterator[dict[str, Any]]:
    for change in grants:
        yield {"entry": "grant", "name": change.after.id, "change": change.said}
    for one in drawings:
        yield {"entry": "calendar", "name": one.wanted.office, "change": one.said}


def _released(*, yes: bool, as_json: bool) -> None:
    """Compare what the stage runs with this checkout. A release is the only way in which these change."""
    stage = wiring.settings().stage
    if stage == LOCAL:
        errors.print("The cloud on this machine reads the files of this checkout itself: there is nothing to compare.")
        show([], as_json=as_json)
        raise typer.Exit(0)
    if yes:
        raise Refusal(f"Offices, rules and words come with a release alone: `ops deploy {stage}`. --yes wants a file.")
    found = tuple(shipped.differences(running(account(stage)), shipped.here()))
    if as_json:
        sys.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False) + "\n")
    else:
        show(_lines(found), as_json=False)
    errors.print(f"`ops deploy {stage}` brings it." if found else f"{stage} runs what this checkout has.", markup=False)
    raise typer.Exit(FOUND if found else 0)


def running(where: Account) -> shipped.Files:
    """Read the archive that the stage was last brought to. Raises Refusal where it never was."""
    shelf = Shelf(where)
    releases = shelf.all()
    if not releases:
        raise Refusal(f"{where.stage.name} has no releases yet.")
    with TemporaryDirectory() as scratch:
        archive = Path(scratch) / "archive.zip"
        where.client("s3").download_file(shelf.bucket, releases[0].archive, str(archive))
        return shipped.packed(archive)


def _lines(found: Iterable[Difference]) -> Iterator[dict[str, Any]]:
    """Put each part into a line with its sum, and each entry into one; of texts only their keys."""
    for part, each in groupby(found, lambda one: one.part):
        mine = list(each)
        counted = Counter(one.what for one in mine)
        said = ", ".join(f"{number} {what}" for what, number in counted.items())
        yield {"part": part, "what": said, "of it": ""}
        for one in mine:
            yield {"part": "", "what": f"{one.what} {one.name}", "of it": _fields(one)}


def _fields(one: Difference) -> str:
    if one.what != "changed" or one.part.startswith("words "):
        return ""
    return "; ".join(f"{name}: {was or 'nothing'} → {now or 'nothing'}" for name, (was, now) in one.fields.items())


@app.command("grant-first")
def grant_first(
    person: Annotated[str, typer.Argument(help="The `sub` of the account in the pool of officers.")],
    name: Annotated[str, typer.Option(help="Proposing: the name that colleagues read.")] = "",
    email: Annotated[str, typer.Option(help="Proposing: where alerts go.")] = "",
    *,
    confirm: Annotated[bool, typer.Option("--confirm", help="The second person: it is so.")] = False,
    as_json: Json = False,
) -> None:
    """Make the first administrator: one person proposes, another one confirms within a day.

    Exit codes: 0 proposed, or confirmed; 2 refused; 3 the cloud cannot be read.
    """
    try:
        said = _confirmed(person) if confirm else _proposed(person, name, email)
    except first.NotFirst as why:
        raise refused(why) from why
    if as_json:
        show([said], as_json=True)


def _confirmed(person: str) -> dict[str, str]:
    first.confirm(person, by := kept.caller())
    errors.print(f"{person} is the first administrator, by two hands.", markup=False)
    return {"person": person, "what": "confirmed", "by": by}


def _proposed(person: str, name: str, email: str) -> dict[str, str]:
    if not name or not email:
        raise first.NotFirst("Proposing needs --name and --email.")
    made = first.propose(person, name, email, kept.caller())
    errors.print(
        f"Proposed until {made.until}. Somebody else confirms: ops grant-first {person} --confirm", markup=False
    )
    return {"person": person, "what": "proposed", "by": made.by, "until": made.until}
