"""Clients, secrets and stores, each made once a process: what the desks of wiring.py are put together from."""

import os
from typing import Any

from chalicelib.domain.book import Book
from chalicelib.domain.caps import Spending
from chalicelib.settings import settings
from chalicelib.store import book as books
from chalicelib.store import book_sending, seals
from chalicelib.store.audit import AuditStore
from chalicelib.store.caps import CapStore
from chalicelib.store.complaints import ComplaintStore
from chalicelib.store.contacts import ContactStore
from chalicelib.store.custody import CustodyStore
from chalicelib.store.desk import Desk
from chalicelib.store.doors import DoorStore
from chalicelib.store.forecasts import EVERY_DAY, ForecastStore
from chalicelib.store.gate import GateStore
from chalicelib.store.grants import GrantStore
from chalicelib.store.inspection import Inspection
from chalicelib.store.ledger import Ledger
from chalicelib.store.once import made, once
from chalicelib.store.overlays import OverlayStore
from chalicelib.store.pulse import PulseStore
from chalicelib.store.receipts import ReceiptSigner
from chalicelib.store.requests import RequestStore
from chalicelib.store.survey import BallotStore
from chalicelib.store.vault import Vault

AGENT = "aduan"  # to AWS: the name that its library would put together costs a tenth of a call, each time
made.append(settings)


@once
def session() -> Any:
    """What clients are made of: botocore's own, since boto3 costs a quarter of a cold start for what we never use."""
    from botocore.session import Session  # noqa: PLC0415

    return Session()


@once
def client(name: str) -> Any:
    """Make an AWS client, when it is first needed: one import graph, and no client that a function does not use."""
    from botocore.config import Config  # noqa: PLC0415 - what the pages without a table need not load

    sends = name in {"sesv2", "sns", "pinpoint-sms-voice-v2"}
    tries: Any = {"total_max_attempts": 1} if sends else {"mode": "standard", "total_max_attempts": 4}
    config = Config(retries=tries, connect_timeout=3, read_timeout=5, user_agent=AGENT)
    if name == "s3":
        config = config.merge(Config(signature_version="s3v4", s3={"addressing_style": "virtual"}, read_timeout=30))
    return session().create_client(name, config=config)


@once
def book() -> Book:
    """Everything that the data says; what administrators signed off is read when a calendar is asked for."""
    return books.load(overlays, settings().confirmed)


@once
def overlays() -> OverlayStore:
    """What administrators changed in the calendars."""
    return OverlayStore(client("dynamodb"), (settings().cases_table, settings().audit_table), settings().shards)


@once
def secret() -> bytes:
    """The random string from which every keyed hash is derived."""
    return str(client("secretsmanager").get_secret_value(SecretId=settings().secret)["SecretString"]).encode()


@once
def key(purpose: str) -> bytes:
    """The key for one purpose."""
    return seals.derived(secret(), purpose)


def seal(purpose: str, value: bytes) -> bytes:
    """Seal something that only we shall open again."""
    return seals.seal(key(purpose), value, purpose)


def unseal(purpose: str, sealed: bytes) -> bytes:
    """Open what `seal` made. Raises InvalidTag for anything else."""
    return seals.unseal(key(purpose), sealed, purpose)


@once
def vault() -> Vault:
    """Seals and opens what is private."""
    return Vault(client("kms"), settings().data_key, settings().identity_key)


@once
def complaints() -> ComplaintStore:
    """The record of complaints."""
    names = (settings().cases_table, settings().keys_table)
    return ComplaintStore(client("dynamodb"), names, vault(), book(), secret(), settings().shards)


def contacts() -> ContactStore:
    """How people are reached."""
    return complaints().contacts


@once
def desk() -> Desk:
    """What a command needs to know; the queues."""
    return Desk(client("dynamodb"), settings().cases_table, settings().keys_table)


@once
def grants() -> GrantStore:
    """Who holds which role where."""
    return GrantStore(client("dynamodb"), settings().cases_table, settings().shards)


@once
def forecasts() -> ForecastStore:
    """What each office is told once a week."""
    return ForecastStore(client("dynamodb"), settings().cases_table, settings().shards)


@once
def daily() -> ForecastStore:
    """What each office is told every working day."""
    return ForecastStore(client("dynamodb"), settings().cases_table, settings().shards, EVERY_DAY)


@once
def doors() -> DoorStore:
    """What opens a complaint."""
    return DoorStore(client("dynamodb"), settings().cases_table, settings().shards)


@once
def audit() -> AuditStore:
    """Who looked at what."""
    return AuditStore(client("dynamodb"), settings().audit_table)


@once
def signer() -> ReceiptSigner:
    """Signs receipts."""
    return ReceiptSigner(client("kms"), settings().receipt_key)


@once
def requests() -> RequestStore:
    """Who wanted to know whose name."""
    return RequestStore(client("dynamodb"), settings().cases_table)


@once
def custody_desk() -> CustodyStore:
    """Requests with their reasons, and identities."""
    return CustodyStore(client("dynamodb"), settings().cases_table, settings().keys_table, vault())


@once
def ledger() -> Ledger:
    """What became of every message."""
    return Ledger(client("dynamodb"), settings().cases_table, settings().shards)


@once
def gate() -> GateStore:
    """Which channels work."""
    return GateStore(client("dynamodb"), settings().cases_table)


@once
def inspection() -> Inspection:
    """What became of messages."""
    return Inspection(client("dynamodb"), settings().cases_table, settings().shards)


@once
def caps() -> CapStore:
    """How much went out, and what it cost."""
    spending = Spending(settings().sms_day_usd * 100, settings().sms_month_usd * 100)
    return CapStore(client("dynamodb"), settings().cases_table, key("budgets"), book_sending.read(), spending)


def ballots() -> BallotStore:
    """What citizens think of the service, counted."""
    return BallotStore(client("dynamodb"), settings().cases_table)


def one_time_digits(about: str, digits: int) -> str:
    """Derive a one-time code from what it is about: sender and checker work it out alike, and nobody stores it."""
    return str(int(seals.keyed(key("one-time"), about), 16) % 10**digits).zfill(digits)


def token(purpose: str, about: str) -> str:
    """Derive the secret of a link, 128 bits: sender and checker work it out alike, and nobody stores it."""
    return seals.keyed(key(purpose), about)[:32]


@once
def nobody() -> bytes:
    """The hash of a code that nobody has: the work for an unknown ticket."""
    return seals.code_hash(os.urandom(16).hex())


@once
def pulse() -> PulseStore:
    """When the sweep last ran."""
    return PulseStore(client("dynamodb"), settings().cases_table)
