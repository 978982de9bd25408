"""`ops redrive`, `verify`, `rebuild`, `import`, `drill restore`, `erasures`; `seeding.py` has what comes before.

docs/operations.md has each.
"""

import time
from collections import Counter
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ops.cloud.account import FOUND, WRONG, Refusal
from ops.cloud.deploy import Deployment
from ops.cloud.telling import errors, found, progress, refused, show
from ops.data import chains, drill, erasures, imports, letters
from ops.goes import through

app = typer.Typer()
drills = typer.Typer(help="What must be practised before it is needed.", no_args_is_help=True)
app.add_typer(drills, name="drill")
forgotten = typer.Typer(help="Who was erased on their own wish.", no_args_is_help=True)
app.add_typer(forgotten, name="erasures")
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a machine.")]
Really = Annotated[bool, typer.Option("--yes", help="Do it; without it, only show.")]
Tickets = Annotated[list[str] | None, typer.Option("--ticket", help="Only this one; may be given more than once.")]
File = Annotated[Path, typer.Argument(help="The file.", exists=True, dir_okay=False)]


def wrong(why: Exception) -> typer.Exit:
    errors.print(str(why), style="red", markup=False, highlight=False)
    return typer.Exit(WRONG)


@app.command()
def redrive(
    stage: Annotated[str, typer.Argument(help="A stage of infra/stages.toml.")],
    queue: Annotated[str, typer.Argument(help="on-change, provider-events, sweep, uploads or custodian.")],
    *,
    yes: Really = False,
    as_json: Json = False,
) -> None:
    """Have dead letters read again, or taken away where that would do no good. 1: there are some, and they wait."""
    where = found(stage)
    try:
        outputs = Deployment(where, progress).stack.outputs()
        waiting = letters.look(where.client("sqs"), outputs, queue)
    except (Refusal, letters.NoQueue) as why:
        raise refused(why) from why
    errors.print(f"{waiting.waiting} letters; they are {waiting.fate}.", markup=False)
    if yes and waiting.waiting:
        letters.redrive(where.client("sqs"), waiting)
    if as_json:
        said = {"queue": queue, "waiting": waiting.waiting, "fate": waiting.fate, "done": yes}
        show([said], as_json=True)
    raise typer.Exit(0 if yes or not waiting.waiting else FOUND)


@app.command()
def verify(
    ticket: Tickets = None,
    *,
    publish: Annotated[bool, typer.Option("--publish", help="Tell the alarm chain-broken how many there are.")] = False,
    as_json: Json = False,
) -> None:
    """Check every chain of events. Reads the whole table of cases, and every event.

    1: a record is broken, or the state of a complaint is gone.
    """
    if ticket and publish:
        raise wrong(Refusal("The alarm is told of all records or none: --publish goes without --ticket."))
    asked = chains.tickets(ticket or [])
    bad = list(chains.broken(through(asked, "Verifying", quiet=as_json)))
    if publish:
        chains.publish(len(bad))
    errors.print(f"{len(asked)} complaints, {len(bad)} broken.")
    show((asdict(one) for one in bad), as_json=as_json)
    if gone := sum(one.what == chains.GONE for one in bad):
        errors.print(f"{gone} without a state: see the page chain-broken, then `ops rebuild --ticket TICKET --yes`.")
    raise typer.Exit(FOUND if bad else 0)


@app.command()
def rebuild(ticket: Tickets = None, *, yes: Really = False, as_json: Json = False) -> None:
    """Write states anew from the record, byte for byte, where they differ. A broken record is never built upon.

    1: some differ and were not written, or changed meanwhile, or a record is broken.
    """
    bad, left = chains.differing(through(chains.tickets(ticket or []), "Comparing", quiet=as_json))
    done = {one: chains.again(one) for one in bad} if yes else {}
    states = ({"ticket": one, "written": done.get(one, False)} for one in bad)
    show(states, as_json=as_json, nothing="No state differs from its record.")
    if left:
        errors.print(f"{left} left alone, for their records are broken: `ops verify` names them.")
    raise typer.Exit(FOUND if left or len(bad) > sum(done.values()) else 0)


@app.command("import")
def import_command(
    file: File,
    source: Annotated[str, typer.Option(help="Where it comes from, such as lapor; part of what makes a row known.")],
    *,
    yes: Really = False,
    as_json: Json = False,
) -> None:
    """File complaints from CSV or JSON, each once however often. 1: some rows were refused."""
    try:
        given = imports.read(file.read_text(encoding="utf-8"))
    except (imports.Unreadable, ValueError) as why:
        raise wrong(why) from why
    rows = imports.run(source, through(given, "Importing", quiet=as_json), really=yes)
    seen = list(rows)
    counted = Counter(one.what for one in seen)
    told = {"would": "would be filed", "there": "here already"}
    summed = (f"{number} {told.get(what, what)}" for what, number in sorted(counted.items()))
    errors.print(", ".join(summed), markup=False)
    show((asdict(one) for one in seen if as_json or one.what == "refused"), as_json=as_json)
    raise typer.Exit(FOUND if counted["refused"] else 0)


@forgotten.command("list")
def erasures_list(*, as_json: Json = False) -> None:
    """Who was erased. 1: somebody is back, as after a restore."""
    seen = list(erasures.listed())
    show((asdict(one) for one in seen), as_json=as_json, nothing="Nobody was erased.")
    raise typer.Exit(FOUND if any(one.back for one in seen) else 0)


@forgotten.command("replay")
def erasures_replay(*, yes: Really = False, as_json: Json = False) -> None:
    """Erase again whoever a restore brought back, before anybody reads. 1: somebody is back and was not erased."""
    back = [one for one in erasures.listed() if one.back]
    seen = list(erasures.replayed(iter(back))) if yes else back
    show((asdict(one) for one in seen), as_json=as_json, nothing="Nobody is back.")
    raise typer.Exit(FOUND if any(one.back for one in seen) else 0)


@drills.callback()
def practised() -> None:
    """What must be practised before it is needed."""


@drills.command()
def restore(
    at: Annotated[datetime | None, typer.Option(help="UTC; without it, as late as there is a backup.")] = None,
    *,
    keep: Annotated[bool, typer.Option("--keep", help="Leave the restored tables, to look into.")] = False,
    as_json: Json = False,
) -> None:
    """Bring the tables back beside the real ones, look them through, take them away. 1: a record came back broken."""
    began, made = time.monotonic(), dict[str, str]()
    try:
        drill.restore(at, lambda said: errors.print(f"  {said}", markup=False), made)
        seen = drill.examine(made, began)
    finally:
        for name in [] if keep else drill.clean(made):
            errors.print(
                f"  still being made, and holds real data: delete {name} by hand", style="bold red", markup=False
            )
    show([asdict(seen)], as_json=as_json)
    for ticket in seen.to_erase:
        errors.print(f"  erase again before anybody reads: {ticket}", style="bold red", markup=False)
    Console(stderr=True).print(f"{seen.fenced} messages were owed at that moment: they must not go out from a restore.")
    raise typer.Exit(FOUND if seen.broken else 0)
