"""`make rehearse`: a release into the emulator as into AWS: made, changed, taken back, another beside it, one ended.

The same commands as `ops deploy` uses, the same archive for this machine's processor, the functions in processes of
their own. docs/rehearsal.md says what was seen, and what an emulator cannot show.
"""

import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

from infra import stages
from infra.package import package
from local import emulator, environment, ports, practice
from local.cloud import port as port_of
from local.places import ROOT, Places
from local.saying import CannotStart
from local.suited import suited
from ops.cloud.account import Account, Refusal
from ops.cloud.deploy import Deployment, Proposal
from ops.cloud.ending import destroy
from ops.cloud.releases import Release
from ops.data import shipped
from ops.data.seeding import running

PORT = 9680
INDEX: dict[str, Any] = {
    "IndexName": "rehearsal",
    "KeySchema": [{"AttributeName": "sk", "KeyType": "HASH"}],
    "Projection": {"ProjectionType": "KEYS_ONLY"},
}


class NotAsExpected(Exception):
    """The rehearsal went otherwise than it must."""


def must(right: object, what: str) -> None:
    if not right:
        raise NotAsExpected(what)


def grown(template: dict[str, Any]) -> dict[str, Any]:
    """Give the template of a release that has one index more."""
    made = suited(template)
    if "CasesTable" in made["Resources"]:
        made["Resources"]["CasesTable"]["Properties"]["GlobalSecondaryIndexes"].append(INDEX)
    return made


@contextmanager
def cloud(home: Path, port: int) -> Iterator[Places]:
    """Run an emulator of this rehearsal's own."""
    places, before = Places(home, port), dict(os.environ)
    ports.require_free(places, "REHEARSAL_PORT", "make rehearse")
    environment.isolate()
    os.environ["AWS_ENDPOINT_URL"] = places.emulator
    process = emulator.start(places)
    try:
        yield places
    finally:
        emulator.stop(process)
        os.environ.clear()
        os.environ.update(before)


@dataclass
class Rehearsal:
    """One evening in the emulator; `seen` is what happened, with the seconds that it took."""

    places: Places
    folder: Path
    pages: Path
    hurried: bool = False
    seen: list[tuple[str, str, float]] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def note(self, what: str, said: str) -> None:
        self.seen.append((what, said, time.monotonic() - self.began))
        sys.stderr.write(f"  {self.seen[-1][2]:6.1f} s  {what}: {said}\n")

    def stage(self, name: str, adapt: Any = suited) -> Deployment:
        found = stages.read(stages.STAGES.read_text(encoding="utf-8"))[name]
        return Deployment(Account(found), lambda _name, _status: None, adapt, pause=0.2)

    def released(self, deployment: Deployment, folder: Path) -> tuple[Proposal, Release]:
        """Deploy a package, and its pages."""
        deployment.global_stack(deployment.beforehand())
        proposal = deployment.propose(folder)
        must(not proposal.red, f"red: {proposal.red}")
        deployment.execute(proposal)
        pages = deployment.publish(self.pages)
        return proposal, deployment.shelf.remember(proposal.archive, proposal.template, pages)

    def alive(self, deployment: Deployment, *, hurried: bool = True) -> str:
        """Visit, and give the ticket."""
        visit = practice.visit(deployment, "")
        visit.hurried = hurried
        for check in visit.checks():
            must(check.good, f"{check.name}: {check.seen}")
        self.note(f"{deployment.account.stage.name} is alive", f"{visit.filed['ticket']} filed, told of and withdrawn")
        return str(visit.filed["ticket"])

    def run(self) -> None:
        """Raise NotAsExpected at the first thing that is not as it must be."""
        dev, folder = self.stage("dev"), self.folder / "one"
        first, ticket = self.made(dev, folder)
        self.changed(dev, folder, first, ticket)
        self.beside(dev)

    def made(self, dev: Deployment, folder: Path) -> tuple[Release, str]:
        """A stage out of nothing, which lives; and the same once more, which changes nothing."""
        made = package("dev", folder, platform.machine())
        proposal, first = self.released(dev, made.folder)
        self.note("made", f"{len(proposal.changes)} resources, archive {made.sha256[:12]}, {made.packed / 1e6:.1f} MB")
        ticket = self.alive(dev, hurried=self.hurried)
        again = dev.propose(made.folder)
        must(not again.changes, f"the same release again changes {again.changes}")
        must(
            not [*shipped.differences(running(dev.account), shipped.here())], "what runs is not what this checkout has"
        )
        self.note("deployed again", "nothing to do; offices, calendars, rules and words are those of this checkout")
        return first, ticket

    def changed(self, dev: Deployment, folder: Path, first: Release, ticket: str) -> None:
        """A changed function and a new index, and back."""
        more = self.stage("dev", grown)
        proposal, _ = self.released(more, touched(folder, self.folder / "two"))
        names = {one.name for one in proposal.changes}
        must({"CasesTable", "APIHandler"} <= names, f"only {names} changed")
        must("rehearsal" in indexes(more), "the new index is not there")
        self.note("changed", f"{len(names)} resources, no red mark; the new index is there")
        must(more.visit().sent(ticket), "what was filed before the change is not there after it")
        self.alive(more)
        back = dev.again(first.template, first.archive)
        dev.execute(back)
        dev.back(first)
        must("rehearsal" not in indexes(dev), "the index is still there after the rollback")
        self.note("rolled back", f"{len(back.changes)} resources; the index is gone, what was filed is there")
        must(dev.visit().sent(ticket), "what was filed is gone after the rollback")
        self.alive(dev)

    def beside(self, dev: Deployment) -> None:
        """A second stage, which goes again; the first one lives, and refuses to go."""
        other, made = self.stage("staging"), package("staging", self.folder / "other", platform.machine())
        proposal, release = self.released(other, made.folder)
        must(release.archive == dev.shelf.all()[-1].archive, "the second stage has another archive")
        must(
            other.stack.outputs()["CasesTableName"] != dev.stack.outputs()["CasesTableName"], "one table for two stages"
        )
        self.note("a second stage", f"{len(proposal.changes)} resources, with the very same archive")
        kept = destroy(other.account, other.stack, lambda _name, _status: None)
        must(other.stack.described() is None, "the second stage is still there")
        self.note("the second stage ended", f"{len(kept)} resources that could hold data stay in the account")
        citizen = practice.visit(dev, "")
        citizen.office = "jakarta-utara"
        must(citizen.file().good, "a citizen could not file")
        try:
            destroy(dev.account, dev.stack, lambda _name, _status: None)
        except Refusal as refusal:
            self.note("the first stage refuses", str(refusal).partition(";")[0])
        else:
            raise NotAsExpected("a stage with complaints was destroyed")
        self.alive(dev)


def touched(folder: Path, out: Path) -> Path:
    """Give the same package with one file more, as after a change of code."""
    out.mkdir()
    (out / "sam.json").write_bytes((folder / "sam.json").read_bytes())
    (out / "deployment.zip").write_bytes((folder / "deployment.zip").read_bytes())
    with ZipFile(out / "deployment.zip", "a") as archive:
        archive.writestr("rehearsed.txt", "a later release")
    return out


def indexes(deployment: Deployment) -> set[str]:
    table = deployment.stack.outputs()["CasesTableName"]
    found = deployment.account.client("dynamodb").describe_table(TableName=table)["Table"]
    return {each["IndexName"] for each in found.get("GlobalSecondaryIndexes", ())}


def main() -> int:
    """Rehearse, and print what was seen as docs/rehearsal.md keeps it."""
    try:
        with TemporaryDirectory() as scratch, cloud(Path(scratch) / "home", port_of("REHEARSAL_PORT", PORT)) as places:
            rehearsal = Rehearsal(places, Path(scratch), ROOT / "web" / "dist")
            rehearsal.run()
    except (NotAsExpected, Refusal) as wrong:
        sys.stderr.write(f"\nNot as it must be: {wrong}\n")
        return 1
    except CannotStart as why:
        sys.stderr.write(f"\n{why}\n")
        return 1
    print("| what | seen | at second |\n|---|---|---|")
    for what, said, at in rehearsal.seen:
        print(f"| {what} | {said} | {at:.0f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
