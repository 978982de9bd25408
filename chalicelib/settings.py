"""The environment, read once into a frozen model and refused when it makes no sense; the only home of os.environ."""

import os
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

LEAST_SECRET = 32
"""Characters; whoever writes ADUAN_EDGE by hand and short is not believed."""


class Settings(BaseModel):
    """One stage's settings; each is the environment variable `ADUAN_<NAME>`."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    stage: str = Field(pattern=r"^[a-z][a-z0-9-]{1,30}$", description="Name of the stage, as in stages.toml.")
    cases_table: str = Field(min_length=3, description="DynamoDB table of complaints.")
    keys_table: str = Field(min_length=3, description="DynamoDB table of wrapped data keys, one a complaint.")
    audit_table: str = Field(min_length=3, description="DynamoDB table of access records, put-only.")
    data_key: str = Field(min_length=3, description="KMS key that wraps the keys of texts.")
    identity_key: str = Field(min_length=3, description="KMS key that wraps identities.")
    receipt_key: str = Field(min_length=3, description="KMS key (ECC P-256) that signs receipts.")
    secret: str = Field(min_length=3, description="Secret from which all HMAC keys are derived.")
    site_url: str = Field(pattern=r"^https?://[^\s]+[^/\s]$", description="Address of the pages; no slash at the end.")
    oidc_issuer: str = Field(pattern=r"^https?://", description="Who signs the officers' tokens.")
    oidc_audience: str = Field(min_length=1, description="For whom those tokens must be made.")
    mail_sender: str = Field(pattern=r"^[^\s]+@[^\s]+$", description="Verified SES sender.")
    configuration_set: str = Field(default="", description="SES configuration set whose events come back.")
    sms_provider: Literal["sns", "messaging"] = Field(default="sns", description="Which AWS service carries SMS.")
    sms_sender: str = Field(default="", max_length=11, description="Sender id of SMS, where the country allows one.")
    mail_rate: int = Field(default=10, ge=1, le=1000, description="E-mails a second that SES allows this account.")
    sms_rate: int = Field(default=10, ge=1, le=1000, description="Texts a second that the SMS service allows.")
    sms_day_usd: int = Field(default=60, ge=0, description="Hard ceiling of what texts may cost in a UTC day.")
    sms_month_usd: int = Field(default=600, ge=0, description="Hard ceiling of what texts may cost in a month.")
    shards: int = Field(default=4, ge=1, le=64, description="Partitions of the index of what is due.")
    prefix: str = Field(default="IMI", pattern=r"^[A-Z]{2,4}$", description="Letters before each ticket number.")
    guests: str = Field(default="", description="The only addresses a trial stage sends to, by comma.")
    agencies: str = Field(default="", description="Confirmed addresses for referrals: slug=address, by comma.")
    custodian: str = Field(default="", description="The custodian's function; empty: in process.")
    edge: str = Field(default="", description="Secrets by which CloudFront is known, by comma; empty: none is there.")
    quarantine_bucket: str = Field(min_length=3, description="S3 bucket that browsers upload documents to.")
    clean_bucket: str = Field(min_length=3, description="S3 bucket of the examined copies, which are served.")
    malware_verdict: Literal["required", "none"] = Field(
        default="none", description="Whether a document waits for the malware scanner's word, too."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="Least level logged.")

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
    """Read the environment, once a process. Raises pydantic's ValidationError, which names every wrong variable."""
    prefix = "ADUAN_"
    given = {name.removeprefix(prefix).lower(): value for name, value in os.environ.items() if name.startswith(prefix)}
    return Settings.model_validate(given)
