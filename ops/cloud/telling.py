"""How commands speak: what is refused, what would change, what happens, what was found; and how a person agrees."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

from ops.cloud import changes
from ops.cloud.account import FAILED, NOT_AGREED, WRONG, Account, Refusal, account
from ops.cloud.deploy import Proposal
from ops.cloud.stacks import Failed

errors = Console(stderr=True)
ENDED = ("_COMPLETE", "PUBLISHED")


def found(name: str) -> Account:
    """Give the stage, or end with 2 and why not."""
    try:
        return account(name)
    except Refusal as refusal:
        raise refused(refusal) from refusal


def refused(why: Exception) -> typer.Exit:
    errors.print(str(why), style="red", markup=False, highlight=False)
    return typer.Exit(FAILED if isinstance(why, Failed) else WRONG)


def progress(name: str, status: str) -> None:
    style = "red" if "FAILED" in status or "ROLLBACK" in status else "dim"
    errors.print(f"  {status.lower().replace('_', ' '):32} {name}", style=style, markup=False, highlight=False)


@contextmanager
def bar(what: str, total: int) -> Iterator[Callable[[str, str], None]]:
    """Show how many of so many are done, below the lines that tell of each; without a terminal there are only lines."""
    columns = TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    done: set[str] = set()
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as shown:
        task = shown.add_task(what, total=total)

        def told(name: str, status: str) -> None:
            progress(name, status)
            done.update([name] if status.endswith(ENDED) else [])
            shown.update(task, completed=min(len(done), total))

        yield told


def printed(proposal: Proposal, *, as_json: bool) -> None:
    """Show a change set: what is red first, and why."""
    if as_json:
        sys.stdout.write(json.dumps([asdict(one) for one in proposal.changes]) + "\n")
        return
    if not proposal.changes:
        errors.print(changes.sentence(proposal.changes).capitalize() + ".")
        return
    listed = whole("", "what", "resource", "kind", "of it", title=changes.sentence(proposal.changes))
    for one in proposal.changes:
        style = "bold red" if one.red else None
        listed.add_row("!" if one.red else "", one.verb, one.name, one.kind, ", ".join(one.details), style=style)
    Console().print(listed)
    for one in proposal.red:
        errors.print(f"! {one.name}: {one.why}.", style="bold red", markup=False)


def agreed(proposal: Proposal, stage: str, *, yes: bool) -> None:
    """Ask. Who agrees to a red mark types the stage's name. Ends with 5 when it is a no."""
    try:
        if proposal.red and typer.prompt(f"This may cost data. Type {stage} to do it all the same") != stage:
            raise typer.Exit(NOT_AGREED)
        if not proposal.red and proposal.changes and not yes and not typer.confirm("Do it?"):
            raise typer.Exit(NOT_AGREED)
    except typer.Abort:
        raise typer.Exit(NOT_AGREED) from None


def addresses(where: Account, outputs: dict[str, str]) -> None:
    """Print where everything is, and what DNS must say; each record in one line, to be copied."""
    site = where.stage.site_url
    told = [f"\n  {site}/  citizens", f"  {site}/id/petugas/  officers"]
    told += [f"  {outputs.get('OfficersPoolId', 'elsewhere')}  the pool of officers' accounts", "  DNS must have:"]
    told += [f"    {where.stage.domain} CNAME {outputs.get('DistributionName', '')}"]
    told += [f"    {outputs[name]}" for name in sorted(name for name in outputs if name.startswith("Mail"))]
    for line in told:
        errors.print(line, markup=False, highlight=False, soft_wrap=True)


def whole(*heads: str, title: str | None = None) -> Table:
    """Give a table that breaks a long name and never cuts it: names are there to be copied."""
    return Table(*(Column(head, overflow="fold") for head in heads), title=title)


def show(rows: Iterable[dict[str, Any]], *, as_json: bool, nothing: str = "") -> None:
    """Print rows for a machine or a person, who is told `nothing` where there are none."""
    made = list(rows)
    if as_json:
        sys.stdout.write(json.dumps(made) + "\n")
        return
    if not made:
        if nothing:
            errors.print(nothing)
        return
    listed = whole(*made[0])
    for row in made:
        cells = ("none" if value == () else str(value) for value in row.values())
        listed.add_row(*cells, style="bold red" if row.get("") == "✗" else None)
    Console().print(listed)
