"""The environment, read once into a frozen record and refused when it makes no sense; the only home of os.environ.

Without pydantic: the sweep and the notifier have no other use for it before the first complaint that they read.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import cache
from typing import Any, Literal

LEAST_SECRET = 32
"""Characters; whoever writes ADUAN_EDGE by hand and short is not believed."""
PREFIX = "ADUAN_"


class SettingsRefused(Exception):
    """Names every wrong variable and what it is for; never its value, since some are secrets."""


def text(told: str, allowed: str = r".{3,}", default: str | None = None) -> Any:
    """A setting that fits a pattern as a whole."""
    return field(default=MISSING if default is None else default, metadata={"told": told, "allowed": allowed})


def number(told: str, least: int, most: int, default: int) -> Any:
    """A whole number between two others, both allowed."""
    return field(default=default, metadata={"told": told, "range": range(least, most + 1)})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One stage's settings; each is the environment variable `ADUAN_<NAME>`."""

    stage: str = text("Name of the stage, as in stages.toml.", r"[a-z][a-z0-9-]{1,30}")
    cases_table: str = text("DynamoDB table of complaints.")
    keys_table: str = text("DynamoDB table of wrapped data keys, one a complaint.")
    audit_table: str = text("DynamoDB table of access records, put-only.")
    data_key: str = text("KMS key that wraps the keys of texts.")
    identity_key: str = text("KMS key that wraps identities.")
    receipt_key: str = text("KMS key (ECC P-256) that signs receipts.")
    secret: str = text("Secret from which all HMAC keys are derived.")
    site_url: str = text("Address of the pages; no slash at the end.", r"https?://[^\s]+[^/\s]")
    oidc_issuer: str = text("Who signs the officers' tokens.", r"https?://.+")
    oidc_audience: str = text("For whom those tokens must be made.", r".{1,}")
    mail_sender: str = text("Verified SES sender.", r"[^\s]+@[^\s]+")
    configuration_set: str = text("SES configuration set whose events come back.", r".*", "")
    sms_provider: Literal["sns", "messaging"] = text("Which AWS service carries SMS.", r"sns|messaging", "sns")
    sms_sender: str = text("Sender id of SMS, where the country allows one.", r".{0,11}", "")
    sms_protection: str = text("Protect configuration of End User Messaging: closed countries.", r".*", "")
    mail_rate: int = number("E-mails a second that SES allows this account.", 1, 1000, 10)
    sms_rate: int = number("Texts a second that the SMS service allows.", 1, 1000, 10)
    sms_day_usd: int = number("Hard ceiling of what texts may cost in a UTC day.", 0, 1_000_000, 60)
    sms_month_usd: int = number("Hard ceiling of what texts may cost in a month.", 0, 1_000_000, 600)
    shards: int = number("Partitions of the index of what is due.", 1, 64, 4)
    prefix: str = text("Letters before each ticket number.", r"[A-Z]{2,4}", "IMI")
    guests: str = text("The only addresses a trial stage sends to, by comma.", r".*", "")
    agencies: str = text("Confirmed addresses for referrals: slug=address, by comma.", r".*", "")
    custodian: str = text("The custodian's function; empty: in process.", r".*", "")
    edge: str = text("Secrets by which CloudFront is known, by comma; empty: none is there.", r".*", "")
    quarantine_bucket: str = text("S3 bucket that browsers upload documents to.")
    clean_bucket: str = text("S3 bucket of the examined copies, which are served.")
    malware_verdict: Literal["required", "none"] = text(
        "Whether a document waits for the malware scanner's word, too.", r"required|none", "none"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = text(
        "Least level logged.", r"DEBUG|INFO|WARNING|ERROR", "INFO"
    )

    @property
    def invited(self) -> frozenset[str]:
        """The guests, one by one; nobody in particular when everyone is meant."""
        return frozenset(guest.strip() for guest in self.guests.split(",") if guest.strip())

    @property
    def edges(self) -> tuple[bytes, ...]:
        """The edge's secrets, today's and the one before; what is too short to be one is none."""
        return tuple(secret.encode() for secret in self.edge.split(",") if len(secret) >= LEAST_SECRET)

    @property
    def confirmed(self) -> dict[str, str]:
        """The agencies' addresses by slug. ValueError where a line has no `=`."""
        pairs = [pair.split("=", 1) for pair in self.agencies.split(",") if pair.strip()]
        return {slug.strip(): address.strip() for slug, address in pairs}


@cache
def settings() -> Settings:
    """Read the environment, once a process. Raises SettingsRefused, which names every wrong variable."""
    read = {each.name: _read(each) for each in fields(Settings)}
    wrong = [each for each in fields(Settings) if read[each.name] is None]
    if wrong:
        raise SettingsRefused("; ".join(f"{_variable(each)}: {each.metadata['told']}" for each in wrong))
    return Settings(**read)


def _variable(each: "Field[Any]") -> str:
    return PREFIX + each.name.upper()


def _read(each: "Field[Any]") -> Any:
    """Give what a variable says, or None where it makes no sense."""
    given = os.environ.get(_variable(each))
    if given is None:
        return None if each.default is MISSING else each.default
    return _taken(each, given)


def _taken(each: "Field[Any]", given: str) -> Any:
    said = given.strip()
    if "range" in each.metadata:
        return int(said) if re.fullmatch(r"[0-9]{1,9}", said) and int(said) in each.metadata["range"] else None
    return said if re.fullmatch(each.metadata["allowed"], said) else None


def refused(given: Mapping[str, str]) -> dict[str, str]:
    """Name the variables that a function with these would refuse at its start, with what each is for."""
    asked = ((each, given[_variable(each)]) for each in fields(Settings) if _variable(each) in given)
    return {_variable(each): each.metadata["told"] for each, said in asked if _taken(each, said) is None}


def entered(*names: str) -> bool:
    """Tell whether this process is the Lambda of one of these entrances of app.py; outside Lambda all are open."""
    entrance = os.environ.get("_HANDLER", "").removeprefix("app.")
    return not entrance or entrance in names
