"""A stage brought to what this checkout says, or back to what it was: proposed, agreed to, done, published, tried."""

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from chalicelib.domain.intents import Sending
from chalicelib.store.inspection import Inspection
from infra.joined import INFRA, parse
from infra.stages import NO_CERTIFICATE
from ops.cloud import changes, site, smoke
from ops.cloud.account import GLOBAL, Account, Refusal
from ops.cloud.changes import Change
from ops.cloud.releases import Release, Shelf
from ops.cloud.stacks import Stack

Template = dict[str, Any]
GONE_OUT = frozenset({Sending.SENT, Sending.DELIVERED, Sending.SILENT})
FUNCTION = "AWS::Serverless::Function"


def as_it_is(template: Template) -> Template:
    return template


@dataclass(frozen=True)
class Deployment:
    """From what is there to what shall be. `told` hears what happens; `adapt` suits templates to an emulator."""

    account: Account
    told: Callable[[str, str], None]
    adapt: Callable[[Template], Template] = as_it_is
    pause: float = 2.0
    made: dict[str, str] = field(default_factory=dict)

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.account)

    @property
    def stack(self) -> Stack:
        return Stack(self.account.client("cloudformation"), self.account.stack, self.pause)

    @property
    def beside(self) -> Stack:
        return Stack(self.account.client("cloudformation", GLOBAL), self.account.beside, self.pause)

    @property
    def mark(self) -> str:
        """The name of this moment's change set."""
        return f"ops-{self.account.now():%Y%m%d-%H%M%S}"

    def propose(self, folder: Path) -> "Proposal":
        """Bring archive and template to the shelf and ask what would change. Raises Refusal."""
        self.shelf.make()
        archive = self.shelf.archive(folder / "deployment.zip")
        sam = json.loads((folder / "sam.json").read_text(encoding="utf-8"))
        key, _ = self.shelf.template(self.adapt(located(sam, self.shelf.bucket, archive)))
        return self.again(key, archive)

    def again(self, template: str, archive: str) -> "Proposal":
        """Propose a template that is on the shelf already."""
        mark = self.mark
        given = {"Certificate": self._certificate(), "EdgeTurn": self.stack.parameter("EdgeTurn", "1")}
        where = {"TemplateURL": self.shelf.address(template)}
        found = self.stack.propose(where, given, mark, self.account.stage.name)
        return Proposal(mark, template, archive, changes.read(found))

    def beforehand(self) -> "Proposal":
        """Ask what would change in us-east-1. Raises Refusal for what may cost data."""
        stage, mark = self.account.stage, self.mark
        text = json.dumps(self.adapt(parse((INFRA / "global.yaml").read_text(encoding="utf-8"))))
        given = {"Stage": stage.name, "Domain": stage.domain, "AlarmsTo": stage.alarms_to}
        given |= {"BudgetDollars": str(stage.budget_dollars)}
        found = changes.read(self.beside.propose({"TemplateBody": text}, given, mark, stage.name))
        if red := [one for one in found if one.red]:
            self.beside.drop(mark)
            raise Refusal(f"{self.beside.name} would {red[0].verb} {red[0].name}: {red[0].why}.")
        return Proposal(mark, "", "", found)

    def drop(self, before: "Proposal", proposal: "Proposal") -> None:
        """Take change sets away that nobody wanted."""
        for stack, one in ((self.beside, before), (self.stack, proposal)):
            if one.changes:
                stack.drop(one.mark)

    def global_stack(self, proposal: "Proposal") -> None:
        """Make or change what lives in us-east-1, waiting for the certificate's DNS record."""
        if proposal.changes:
            self.beside.execute(proposal.mark, self.told)

    def certified(self, proposal: "Proposal", before: "Proposal") -> "Proposal":
        """Give a proposal with the certificate that is there now, where it was made before us-east-1 had changed."""
        if not before.changes:
            return proposal
        if proposal.changes:
            self.stack.drop(proposal.mark)
        return self.again(proposal.template, proposal.archive)

    def _certificate(self) -> str:
        """Give the certificate; before the first deployment, what stands for it, so that one can look."""
        return self.beside.outputs()["CertificateArn"] if self.beside.described() else NO_CERTIFICATE

    def execute(self, proposal: "Proposal") -> None:
        """Do what was agreed to. Raises Failed, when all is as it was before."""
        if proposal.changes:
            self.stack.execute(proposal.mark, self.told)

    def publish(self, folder: Path) -> str:
        """Put the pages out, and keep them; give where they are kept."""
        kept = self.shelf.pages(folder)
        site.publish(self.account, self.stack.outputs(), folder, lambda name: self.told(name, "PUBLISHED"))
        return kept

    def back(self, release: Release) -> None:
        """Put a release's pages out again."""
        with TemporaryDirectory() as scratch:
            site.publish(
                self.account,
                self.stack.outputs(),
                self.shelf.unpack(release.pages, Path(scratch)),
                lambda name: self.told(name, "PUBLISHED"),
            )

    def visit(self, address: str = "") -> smoke.Visit:
        """Prepare the checks of what was deployed."""
        stage, table = self.account.stage, self.stack.outputs()["CasesTableName"]
        inspection = Inspection(self.account.client("dynamodb"), table, stage.shards)

        def sent(ticket: str) -> bool:
            return any(one.status in GONE_OUT for one in inspection.about(ticket))

        mailbox = stage.guests[0] if stage.guests else smoke.MAILBOX
        return smoke.Visit(address or stage.site_url, sent, mailbox, stage.sweep_minutes)


@dataclass(frozen=True)
class Proposal:
    """What would be done, under the name of its change set; `archive` and `template` as they are on the shelf."""

    mark: str
    template: str
    archive: str
    changes: tuple[Change, ...]

    @property
    def red(self) -> tuple[Change, ...]:
        """What of it may cost data."""
        return tuple(one for one in self.changes if one.red)

    def after(self, other: "Proposal") -> "Proposal":
        """Give both as one, to be looked at and agreed to."""
        return replace(self, changes=other.changes + self.changes)


def located(sam: Mapping[str, Any], bucket: str, key: str) -> Template:
    """Give the template with its archive's place in it."""
    made: Template = copy.deepcopy(dict(sam))
    for resource in made["Resources"].values():
        if resource["Type"] == FUNCTION:
            resource["Properties"]["CodeUri"] = {"Bucket": bucket, "Key": key}
    return made
