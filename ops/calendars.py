"""`ops calendars`: which edition open cases stand on, and drawing up what brings them to the newest one."""

import json
import sys
from collections import Counter
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from chalicelib import wiring
from chalicelib.domain.errors import NoEdition, NotAllowed
from chalicelib.domain.overlays import Cause, split
from chalicelib.domain.people import Staff
from chalicelib.handlers import admin
from chalicelib.services import calendars
from ops.clocks import every

app = typer.Typer(help="Calendars, and the edition that open cases stand on.", no_args_is_help=True)


@app.callback()
def begin() -> None:
    """Calendars, and the edition that open cases stand on."""


@app.command()
def editions(*, as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a machine.")] = False) -> None:
    """Count the open cases of each edition. Reads the whole table of cases once, and each state; writes nothing.

    Exit codes: 0 all open cases stand on the newest edition; 1 some are on an older one; 3 the cloud cannot be read.
    """
    newest = admin.desk().editions[-1]
    record = wiring.complaints()
    found = Counter(split(case.edition)[0] for case in map(record.get, every()) if case.open)
    if as_json:
        sys.stdout.write(json.dumps({"newest": newest, "open": dict(sorted(found.items()))}) + "\n")
    else:
        listed = Table("edition", "open cases", title=f"The newest is {newest}")
        for edition, count in sorted(found.items()):
            listed.add_row(edition, str(count))
        Console().print(listed)
    raise typer.Exit(1 if found.keys() - {newest} else 0)


@app.command()
def adopt(
    administrator: Annotated[str, typer.Option("--as", help="An administrator of the centre, in whose name it is.")],
    reason: Annotated[Cause, typer.Option(help="What citizens are told when a date moves.")] = Cause.DECREE,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a machine.")] = False,
) -> None:
    """Draw up what brings open cases to the newest edition. Nothing moves until another administrator signs it off.

    Exit codes: 0 drawn up, or they have been brought there already; 2 no administrator of the centre; 3 the cloud
    cannot be read.
    """
    told = Console(stderr=True)
    try:
        drawn = calendars.adopt(person(administrator), reason, admin.desk())
    except NotAllowed:
        told.print("Only an administrator of the centre may do this.", style="red")
        raise typer.Exit(2) from None
    except NoEdition:
        told.print("There is nothing to do: open cases have been brought to the newest edition already.")
        sys.stdout.write("[]\n" if as_json else "")
        raise typer.Exit from None
    told.print(f"Drawn up: version {drawn.version} of {drawn.office}. Another administrator must sign it off.")
    if as_json:
        sys.stdout.write(json.dumps([{"office": drawn.office, "version": drawn.version}]) + "\n")


def person(name: str) -> Staff:
    """Find a member of staff. Raises NotAllowed for whoever is none now."""
    grant = wiring.grants().get(name)
    staff = grant.staff(wiring.clock()) if grant else None
    if staff is None:
        raise NotAllowed
    return staff
