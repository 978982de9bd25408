"""`ops deploy`, `diff`, `rollback`, `destroy`, `doctor`, `rotate`, `smoke`: docs/operations.md has each."""

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from infra.checks import StageRefused
from infra.dependencies import CannotInstall
from infra.package import PackRefused, package
from ops.cloud import doctor, ending, site
from ops.cloud.account import FOUND, Refusal
from ops.cloud.deploy import Deployment, Proposal
from ops.cloud.ground import AWS
from ops.cloud.releases import Release
from ops.cloud.stacks import Failed
from ops.cloud.telling import addresses, agreed, bar, errors, found, printed, progress, refused, show

app = typer.Typer()
ground = AWS
"""Where these commands work; `ops --practice` puts the emulator in its place."""
Stage = Annotated[str, typer.Argument(help="A stage of infra/stages.toml.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a machine; nothing is asked.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
Yes = Annotated[bool, typer.Option("--yes", help="Agreed; red marks are asked for all the same.")]


@app.command()
def diff(stage: Stage, *, as_json: Json = False) -> None:
    """Say what a deployment would change, and do nothing. 0: nothing; 1: something."""
    deployment = ground.deployment(found(stage))
    try:
        with TemporaryDirectory() as scratch:
            proposal = deployment.propose(package(stage, Path(scratch), ground.machine).folder)
        before = deployment.beforehand()
        printed(proposal.after(before), as_json=as_json)
        deployment.drop(before, proposal)
    except (Refusal, StageRefused, PackRefused, CannotInstall) as why:
        raise refused(why) from why
    raise typer.Exit(FOUND if proposal.after(before).changes else 0)


def only_looked_at(deployment: Deployment, proposal: Proposal) -> None:
    """Take the change set away that was only wanted for its words. Ends with 1 when something would change."""
    if proposal.changes:
        deployment.stack.drop(proposal.mark)
    raise typer.Exit(FOUND if proposal.changes else 0)


@app.command()
def deploy(stage: Stage, *, yes: Yes = False, dry_run: Dry = False, as_json: Json = False) -> None:
    """Bring a stage to what this checkout says: propose, ask, do, publish the pages, try it out, print the addresses.

    Exit codes: 0 done and alive; 1 done, and a check failed; 2 refused; 4 failed and taken back; 5 not agreed to.
    """
    where = found(stage)
    if dry_run:
        diff(stage, as_json=as_json)
    deployment, out = ground.deployment(where), ground.out / stage
    try:
        made = package(stage, out, ground.machine)
        built = site.build(where.stage.site_url, out / "site")
        errors.print(f"Archive {made.sha256[:12]}, {made.packed / 1e6:.1f} MB. What lives in us-east-1 comes first.")
        before, proposal = deployment.beforehand(), deployment.propose(made.folder)
        printed(proposal.after(before), as_json=as_json)
        settled(deployment, before, proposal, yes=yes or as_json)
        deployment.global_stack(before)
        known, proposal = proposal, deployment.certified(proposal, before)
        if set(proposal.red) - set(known.red):
            printed(proposal, as_json=as_json)
            agreed(proposal, stage, yes=False)
        with bar("Resources", len(proposal.changes)) as told:
            replace(deployment, told=told).execute(proposal)
        with bar("Pages", sum(each.is_file() for each in built.rglob("*"))) as told:
            pages = replace(deployment, told=told).publish(built)
        deployment.shelf.remember(proposal.archive, proposal.template, pages)
    except (Refusal, StageRefused, PackRefused, CannotInstall, Failed) as why:
        raise refused(why) from why
    addresses(where, deployment.stack.outputs())
    if said := ground.about(deployment):
        errors.print(f"  {said}", style="yellow", markup=False, soft_wrap=True)
    tried(deployment, "", as_json=as_json)


def settled(deployment: Deployment, before: Proposal, proposal: Proposal, *, yes: bool) -> None:
    """Ask once for both stacks; who says no leaves nothing behind."""
    try:
        agreed(proposal.after(before), deployment.account.stage.name, yes=yes)
    except typer.Exit:
        deployment.drop(before, proposal)
        raise


@app.command("smoke")
def smoke_command(
    stage: Stage,
    *,
    at: Annotated[str, typer.Option(help="Another address than the stage's own.")] = "",
    as_json: Json = False,
) -> None:
    """File, follow, be told and withdraw, as a citizen would. 0: alive; 1: a check failed."""
    tried(ground.deployment(found(stage)), at, as_json=as_json)


def tried(deployment: Deployment, at: str, *, as_json: bool) -> None:
    seen = []
    try:
        for check in ground.visit(deployment, at).checks():
            seen.append(check)
            if not as_json:
                mark, style = ("✓", "green") if check.good else ("✗", "bold red")
                errors.print(f"  {mark} {check.name:9} {check.seen}", style=style, markup=False, highlight=False)
    except Refusal as why:
        raise refused(why) from why
    if as_json:
        sys.stdout.write(json.dumps([asdict(one) for one in seen]) + "\n")
    raise typer.Exit(0 if all(one.good for one in seen) else FOUND)


@app.command()
def rollback(
    stage: Stage,
    *,
    to: Annotated[str, typer.Option(help="A release by its time; without it, the one before.")] = "",
    listed: Annotated[bool, typer.Option("--list", help="Show the releases, newest first.")] = False,
    yes: Yes = False,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Bring a stage, its pages too, back to an earlier release. Data stays as it is. Exit codes as for deploy."""
    deployment = ground.deployment(found(stage))
    try:
        releases = deployment.shelf.all()
        if listed:
            show(({"release": one.name, "archive": one.archive[9:21]} for one in releases), as_json=as_json)
            return
        older = earlier(releases, to)
        proposal = deployment.again(older.template, older.archive)
        printed(proposal, as_json=as_json)
        if dry_run:
            only_looked_at(deployment, proposal)
        agreed(proposal, stage, yes=yes or as_json)
        with bar("Resources", len(proposal.changes)) as told:
            replace(deployment, told=told).execute(proposal)
        deployment.back(older)
        deployment.shelf.remember(older.archive, older.template, older.pages)
    except (Refusal, Failed) as why:
        raise refused(why) from why
    tried(deployment, "", as_json=as_json)


def earlier(releases: list[Release], to: str) -> Release:
    """Pick the release that a rollback goes to. Raises Refusal where there is none."""
    for one in releases[1:]:
        if not to or one.name == to:
            return one
    raise Refusal(f"There is no earlier release {to}".rstrip() + "; `ops rollback STAGE --list` shows them.")


@app.command()
def destroy(
    stage: Stage,
    *,
    name: Annotated[str, typer.Option("--really", help="The stage's name, typed again.")] = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Take a stage away that holds nothing. Tables, keys and buckets stay in the account, and are listed.

    With --dry-run: 0: it could go; 2: it holds data, or was never there.
    """
    where = found(stage)
    deployment = ground.deployment(where)
    if name != stage and not dry_run:
        raise refused(
            Refusal(f"Nothing was done. `ops destroy {stage} --really {stage}` does it, if the stage is empty.")
        )
    try:
        kept = ending.destroy(where, deployment.stack, progress, dry_run=dry_run)
    except (Refusal, Failed) as why:
        raise refused(why) from why
    errors.print("It could go. To stay in the account:" if dry_run else "Gone. What could have held data stays there:")
    show(({"stays": one} for one in kept), as_json=as_json)


@app.command("doctor")
def doctor_command(stage: Stage, *, as_json: Json = False) -> None:
    """Say what a stage still lacks, and how to mend it. 0: nothing; 1: something."""
    where = found(stage)
    try:
        outputs = ground.deployment(where).stack.outputs()
    except Refusal as why:
        raise refused(why) from why
    seen = list(doctor.examine(where, outputs))
    rows = [asdict(one) if as_json else _line(one) for one in seen]
    show(rows, as_json=as_json)
    raise typer.Exit(0 if all(one.good for one in seen) else FOUND)


def _line(one: doctor.Finding) -> dict[str, Any]:
    return {"": "✓" if one.good else "✗", "what": one.what, "seen": one.seen, "mend": "" if one.good else one.mend}


@app.command()
def rotate(
    stage: Stage,
    what: Annotated[str, typer.Argument(help="data, identity, receipts or edge.")],
    *,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Renew a key at once: data and identity in KMS, the secret by which CloudFront is known; receipts by hand."""
    deployment = ground.deployment(found(stage))
    try:
        said = ending.rotate(deployment, what, dry_run=dry_run)
    except (Refusal, Failed) as why:
        raise refused(why) from why
    errors.print(said, markup=False)
    if as_json:
        show([{"key": what, "renewed": not dry_run}], as_json=True)
