"""Where commands work: in AWS, or in the emulator on this machine, where the same is practised."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from infra.dependencies import LAMBDA
from infra.stages import ROOT
from ops.cloud.account import Account
from ops.cloud.deploy import Deployment, Template, as_it_is
from ops.cloud.smoke import Visit
from ops.cloud.telling import progress


@dataclass(frozen=True)
class Ground:
    """For which machine is packed and where to, how templates are suited, how a stage is visited, what to say of it."""

    machine: str = LAMBDA
    out: Path = ROOT / "build"
    adapt: Callable[[Template], Template] = as_it_is
    visit: Callable[[Deployment, str], Visit] = Deployment.visit
    about: Callable[[Deployment], str] = lambda _: ""

    def deployment(self, where: Account) -> Deployment:
        """Prepare a deployment of a stage."""
        return Deployment(where, progress, self.adapt)


AWS = Ground()
