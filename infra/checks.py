"""What a stage may not say, though it is spelt well: each refusal in words, with what would be right."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.settings import PREFIX, refused

if TYPE_CHECKING:
    from infra.stages import Stage

LOG_DAYS = frozenset(
    {1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653}
)
"""The only retentions that CloudWatch Logs knows."""

NEEDED = frozenset({"email", "sms"})
"""The channels that the form offers; a citizen who chose one that is off would hear nothing."""
SWEEPS = (1, 2, 5)
"""Minutes; a warning may be late by as many, and messages that the stream missed wait as long."""
OF_ONE_ADDRESS = range(100, 2_000_001)
"""In five minutes: the least that leaves an office behind one address able to work, the most that WAF takes."""
ADDRESS = re.compile(r"[^@\s,=]+@[^@\s,]+\.[^@\s,.]+")
NUMBER = re.compile(r"\+[0-9]{8,15}")
COGNITO = "cognito"
REGIONS = Path(__file__).with_name("regions.toml")


class StageRefused(Exception):
    """A stage that may not be packaged, said in words for whoever wrote it."""


def look(stage: "Stage") -> None:
    """Raise StageRefused for the first thing that makes no sense."""
    for refusal in _refusals(stage):
        raise StageRefused(f"{stage.name}: {refusal}")


def _refusals(stage: "Stage") -> Iterator[str]:
    yield from _numbers(stage)
    for name, told in refused(stage.environment()).items():
        key = name.removeprefix(PREFIX).lower()
        yield f"{key} is {getattr(stage, key, '')!r}, which every function would refuse at its start. {told}"
    yield from _addresses(stage)
    if stage.production == bool(stage.guests):
        free, bound = "production sends to everyone: guests must be []", "guests must name who may get mail"
        yield f"{free if stage.production else bound}."
    if not re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", stage.domain):
        yield f"domain is {stage.domain!r}; a name like aduan.example.go.id is wanted, in small letters, without https://."
    if set(stage.channels) != NEEDED:
        yield f"channels are {stage.channels}; the form offers {sorted(NEEDED)}, and no more or fewer can be sent yet."
    if stage.malware_verdict not in {"required", "none"}:
        yield f"malware_verdict is {stage.malware_verdict!r}; 'required' wants infra/scanning.yaml there, else 'none'."
    if not ADDRESS.fullmatch(stage.alarms_to):
        yield f"alarms_to is {stage.alarms_to!r}; it must be the mail address of whoever is called at night."
    yield from _region(stage)


def _addresses(stage: "Stage") -> Iterator[str]:
    if not ADDRESS.fullmatch(stage.mail_sender):
        yield f"mail_sender is {stage.mail_sender!r}; an address like aduan@aduan.example.go.id is wanted."
    for guest in stage.guests:
        if not ADDRESS.fullmatch(guest) and not NUMBER.fullmatch(guest):
            yield f"guests has {guest!r}; a mail address is wanted, or a telephone number like +62…."
    for line in stage.agencies:
        slug, _, address = line.partition("=")
        if not re.fullmatch(r"[a-z0-9-]+", slug) or not ADDRESS.fullmatch(address):
            yield f"agencies has {line!r}; slug=address is wanted, such as polri=aduan@polri.example."
    own = (stage.oidc_issuer == COGNITO, stage.oidc_audience == COGNITO)
    if len(set(own)) > 1 or not (own[0] or stage.oidc_issuer.startswith("https://")):
        yield f"oidc_issuer and oidc_audience are both '{COGNITO}', or an address with https:// and our name there."


def _numbers(stage: "Stage") -> Iterator[str]:
    if stage.log_days not in LOG_DAYS:
        yield f"log_days is {stage.log_days}; CloudWatch Logs knows only {sorted(LOG_DAYS)}."
    if stage.sweep_minutes not in SWEEPS:
        yield f"sweep_minutes is {stage.sweep_minutes}; the sweep runs every {', '.join(map(str, SWEEPS))} minutes."
    if stage.production and stage.sweep_minutes > 1:
        yield "sweep_minutes must be 1 in production: what the stream missed waits for the sweep."
    if not 0 <= stage.sms_day_usd <= stage.sms_month_usd <= stage.budget_dollars:
        yield "sms_day_usd must be at most sms_month_usd, and that at most budget_dollars: texts are part of the money."
    if min(stage.mail_rate, stage.sms_rate) < 1:
        yield "mail_rate and sms_rate are messages a second that AWS allows this account: 1 at least."
    if min(stage.requests_per_second, stage.budget_dollars) < 1:
        yield "requests_per_second and budget_dollars must be 1 at least."
    if stage.burst < stage.requests_per_second:
        yield f"burst is {stage.burst}, less than requests_per_second; it must be {stage.requests_per_second} at least."
    if stage.requests_of_one_address not in OF_ONE_ADDRESS:
        yield "requests_of_one_address must be between 100 and 2,000,000 in five minutes: many people share an address."


def apart(stages: Iterable["Stage"]) -> None:
    """Raise StageRefused where two stages would be at one address."""
    seen: dict[str, str] = {}
    for stage in stages:
        if stage.domain in seen:
            raise StageRefused(f"{stage.name}: domain is {stage.domain}, and so is that of {seen[stage.domain]}.")
        seen[stage.domain] = stage.name


def _region(stage: "Stage") -> Iterator[str]:
    known: dict[str, dict[str, Any]] = tomllib.loads(REGIONS.read_text(encoding="utf-8"))
    region = known.get(stage.region)
    if region is None:
        yield f"{stage.region} is not in infra/regions.toml, which says what a region lacks; {', '.join(known)} are."
        return
    if stage.residency not in {region["country"], "exception"}:
        yield f"residency is {stage.residency!r}, but {stage.region} keeps data in {region['country']}."
    if stage.residency == "exception" and stage.exception is None and not stage.production:
        yield "residency is 'exception', and no exception is recorded."
    for service, way in region["lacks"].items():
        if way == "refused" and service in _uses(stage):
            yield f"{stage.region} has no {service}, which {_uses(stage)[service]}."


def _uses(stage: "Stage") -> dict[str, str]:
    """Name the services that only some stages need, and which of their keys asks for each."""
    sms = {"messaging": "pinpoint-sms-voice-v2", "sns": "sns-sms"}.get(stage.sms_provider, stage.sms_provider)
    return {sms: f"sms_provider {stage.sms_provider!r} needs", "sesv2": "mail_sender needs"} | (
        {"cognito-idp": "oidc_issuer 'cognito' needs"} if stage.oidc_issuer == "cognito" else {}
    )
