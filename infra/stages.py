"""stages.toml into checked stages, and stages into .chalice/config.json: `python -m infra.stages`."""

import difflib
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, get_type_hints

from infra import checks
from infra.checks import StageRefused

ROOT = Path(__file__).parent.parent
STAGES = ROOT / "infra" / "stages.toml"
CONFIG = ROOT / ".chalice" / "config.json"
INDONESIA = frozenset({"ap-southeast-3"})
COGNITO = "cognito"
NO_CERTIFICATE = "arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000000"
"""Stands in the template until `ops deploy` has made the stage's own."""

LAMBDAS: Mapping[str, Mapping[str, int]] = {
    "api_handler": {"lambda_memory_size": 1024, "lambda_timeout": 29},
    "on_change": {"lambda_memory_size": 512, "lambda_timeout": 60, "reserved_concurrency": 10},
    "on_provider_event": {"lambda_memory_size": 512, "lambda_timeout": 30},
    "sweep": {"lambda_memory_size": 512, "lambda_timeout": 55, "reserved_concurrency": 1},
    "on_upload": {"lambda_memory_size": 1769, "lambda_timeout": 90},
    "custodian": {"lambda_memory_size": 512, "lambda_timeout": 10, "reserved_concurrency": 5},
}
"""MB, seconds, and how many may run at once; docs/package.md has the reasons. It stands at each function, never above
them: there Chalice would give it to every one."""


@dataclass(frozen=True, slots=True)
class Abroad:
    """Who allowed a production stage outside Indonesia, when, until when, by which letter and why."""

    by: str
    on: date
    until: date
    letter: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One entry of stages.toml; docs/package.md explains each key.

    `guests` are the only addresses that a stage under test sends to; `agencies` those, confirmed with them, to which
    referrals go: `slug=address`. An issuer of `cognito` is the pool that the stack makes.
    """

    name: str
    region: str
    production: bool
    residency: str
    domain: str
    channels: list[str]
    oidc_issuer: str
    oidc_audience: str
    mail_sender: str
    sms_provider: str
    sms_sender: str
    sms_day_usd: int
    sms_month_usd: int
    mail_rate: int
    sms_rate: int
    malware_verdict: str
    guests: list[str]
    agencies: list[str]
    prefix: str
    shards: int
    log_level: str
    log_days: int
    sweep_minutes: int
    requests_per_second: int
    burst: int
    requests_of_one_address: int
    alarms_to: str
    budget_dollars: int
    exception: Abroad | None = None

    @property
    def site_url(self) -> str:
        """Where citizens find it."""
        return f"https://{self.domain}"

    def environment(self) -> dict[str, str]:
        """Give the settings that are no resource of the stack; infra/functions.yaml adds those that are."""
        same = (
            "site_url",
            "mail_sender",
            "sms_provider",
            "sms_sender",
            "sms_day_usd",
            "sms_month_usd",
            "mail_rate",
            "sms_rate",
            "malware_verdict",
            "shards",
            "prefix",
            "log_level",
        )
        foreign = () if self.oidc_issuer == COGNITO else ("oidc_issuer", "oidc_audience")
        said = {name: str(getattr(self, name)) for name in (*same, *foreign)}
        given = said | {"stage": self.name, "guests": ",".join(self.guests), "agencies": ",".join(self.agencies)}
        return {f"ADUAN_{name.upper()}": given[name] for name in sorted(given)}

    def parameters(self) -> dict[str, str | int]:
        """Give the template's parameters, by name."""
        return {
            "Stage": self.name,
            "SiteUrl": self.site_url,
            "MailSender": self.mail_sender,
            "MailDomain": self.mail_sender.partition("@")[2],
            "SmsSender": self.sms_sender,
            "LogDays": self.log_days,
            "RequestsPerSecond": self.requests_per_second,
            "Burst": self.burst,
            "SweepRate": f"rate({self.sweep_minutes} minute{'s' * (self.sweep_minutes > 1)})",
            "SweepSeconds": 60 * self.sweep_minutes,
            "RequestsOfOneAddress": self.requests_of_one_address,
            "Domain": self.domain,
            "Certificate": NO_CERTIFICATE,
            "SignInDomain": self.domain.replace(".", "-"),
            "AlarmsTo": self.alarms_to,
            "BudgetDollars": self.budget_dollars,
        }


KINDS = {
    bool: "true or false",
    date: "a day",
    int: "a whole number",
    list: "a list of texts",
    str: "a text that is not empty",
}
WRITTEN = tuple(field.name for field in fields(Abroad))


def read(text: str) -> dict[str, Stage]:
    """Give every stage by name, whether it may be packaged or not. Raises StageRefused for what is written wrongly."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StageRefused(f"infra/stages.toml cannot be read: {error}.") from error
    if loose := [name for name, written in found.items() if not isinstance(written, dict)]:
        raise StageRefused(f"{loose[0]} stands in no stage; each stage is a table, such as [dev].")
    stages = {name: _stage(name, dict(written)) for name, written in found.items()}
    checks.apart(stages.values())
    return stages


def _stage(name: str, written: dict[str, Any]) -> Stage:
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,30}", name):
        raise StageRefused(f"{name}: a stage's name has small letters, digits and hyphens, and at most 31 of them.")
    if "exception" in written:
        written["exception"] = _made(Abroad, f"{name}.exception", written["exception"])
    stage: Stage = _made(Stage, name, {"name": name} | written)
    checks.look(stage)
    return stage


def _made(kind: type[Any], where: str, written: Mapping[str, Any]) -> Any:
    """Make one dataclass, refusing what is misspelt, missing or of another type."""
    hints = get_type_hints(kind)
    needed = [field.name for field in fields(kind) if not isinstance(hints[field.name], UnionType)]
    for key in sorted(set(written) - set(hints)):
        near = difflib.get_close_matches(key, needed, 1)
        raise StageRefused(f"{where}: unknown key {key}" + (f"; {near[0]} is one." if near else "."))
    _none(f"{where}: missing", set(needed) - set(written))
    for name in needed:
        wanted = list if name in {"guests", "agencies", "channels"} else hints[name]
        texts = wanted is not list or all(isinstance(one, str) for one in written[name])
        if type(written[name]) is not wanted or written[name] == "" or not texts:
            raise StageRefused(f"{where}: {name} must be {KINDS[wanted]}, not {written[name]!r}.")
    return kind(**written)


def _none(what: str, names: Iterable[str]) -> None:
    if found := sorted(names):
        raise StageRefused(f"{what} {', '.join(found)}.")


def allowed(stage: Stage, today: date) -> Stage:
    """Give the stage back. Raises StageRefused for production outside Indonesia without an exception that holds."""
    if not stage.production or stage.region in INDONESIA:
        return stage
    if stage.exception is None:
        raise StageRefused(
            f"{stage.name}: {stage.region} is outside Indonesia, where public-sector data must stay. "
            f"A written exception goes into infra/stages.toml: [{stage.name}.exception] with {', '.join(WRITTEN)}."
        )
    if not stage.exception.on <= today <= stage.exception.until:
        raise StageRefused(
            f"{stage.name}: its exception holds from {stage.exception.on} to {stage.exception.until} only."
        )
    return stage


def config(stages: Iterable[Stage]) -> dict[str, Any]:
    """Give Chalice's configuration."""
    made = {stage.name: _config(stage) for stage in stages}
    return {"version": "2.0", "app_name": "aduan", "autogen_policy": False, "stages": made}


def _config(stage: Stage) -> dict[str, Any]:
    functions = {name: {"iam_policy_file": f"policy-{name}.json", **size} for name, size in LAMBDAS.items()}
    return {
        "api_gateway_stage": "api",
        "api_gateway_endpoint_type": "REGIONAL",
        "lambda_architecture": "arm64",
        "environment_variables": stage.environment(),
        "tags": {"aduan:stage": stage.name},
        "lambda_functions": functions,
    }


def shown(made: Mapping[str, Any]) -> str:
    """Give the file's text."""
    return json.dumps(made, indent=2) + "\n"


def main() -> int:
    """Write .chalice/config.json; a production stage abroad without an exception has no place in it."""
    try:
        stages = read(STAGES.read_text(encoding="utf-8"))
    except StageRefused as refused:
        print(refused, file=sys.stderr)
        return 2
    packaged = [stage for stage in stages.values() if _may(stage)]
    CONFIG.write_text(shown(config(packaged)), encoding="utf-8")
    return 0


def _may(stage: Stage) -> bool:
    return not stage.production or stage.region in INDONESIA or stage.exception is not None


if __name__ == "__main__":
    sys.exit(main())
