"""Where commands look: one stage, its region, and clients for it; and the ways in which a command ends."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import boto3
from botocore.config import Config

from infra import stages
from infra.checks import StageRefused
from infra.stages import Stage

OK, FOUND, WRONG, UNREADABLE, FAILED, NOT_AGREED = range(6)
"""Exit codes: all is well; something was found; the command was wrong or refused; the cloud could not be read; a
deployment failed and was taken back; a person said no."""
GLOBAL = "us-east-1"


class Refusal(Exception):
    """A command that must not be done, in words for whoever asked."""


def _client(service: str, region: str) -> Any:
    retries: Any = {"mode": "standard", "total_max_attempts": 5}
    config = Config(retries=retries, connect_timeout=5, read_timeout=60)
    return boto3.client(service, region_name=region, config=config)  # type: ignore[call-overload]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Account:
    """One stage in the account whose credentials the environment holds."""

    stage: Stage
    connect: Callable[[str, str], Any] = _client
    now: Callable[[], datetime] = _now
    made: dict[tuple[str, str], Any] = field(default_factory=dict)

    @property
    def stack(self) -> str:
        """The name of the stage's stack."""
        return f"aduan-{self.stage.name}"

    @property
    def beside(self) -> str:
        """The name of its small stack in us-east-1."""
        return f"{self.stack}-global"

    def client(self, service: str, region: str = "") -> Any:
        """Give a client, made once."""
        where = (service, region or self.stage.region)
        if where not in self.made:
            self.made[where] = self.connect(*where)
        return self.made[where]

    def number(self) -> str:
        """Give the account's number. Raises botocore's errors where there are no credentials."""
        return str(self.client("sts").get_caller_identity()["Account"])


def account(name: str) -> Account:
    """Find a stage by name. Raises Refusal with the names that there are, or with why it may not be deployed."""
    try:
        known = stages.read(stages.STAGES.read_text(encoding="utf-8"))
        if name not in known:
            raise Refusal(f"{name} is no stage; infra/stages.toml has {', '.join(known)}.")
        return Account(stages.allowed(known[name], _now().date()))
    except StageRefused as refused:
        raise Refusal(str(refused)) from refused
