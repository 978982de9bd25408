"""Secrets and stores, each imported where it is made, once a process: what the desks of wiring.py are made of."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from chalicelib.clients import client
from chalicelib.settings import settings
from chalicelib.store import book as books
from chalicelib.store import seals
from chalicelib.store.once import made, once

if TYPE_CHECKING:
    from chalicelib.domain.book import Book
    from chalicelib.store.audit import AuditStore
    from chalicelib.store.caps import CapStore
    from chalicelib.store.channels import ChannelStore
    from chalicelib.store.complaints import ComplaintStore
    from chalicelib.store.contacts import ContactStore
    from chalicelib.store.custody import CustodyStore
    from chalicelib.store.desk import Desk
    from chalicelib.store.doors import DoorStore
    from chalicelib.store.forecasts import ForecastStore
    from chalicelib.store.gate import GateStore
    from chalicelib.store.grants import GrantStore
    from chalicelib.store.inspection import Inspection
    from chalicelib.store.ledger import Ledger
    from chalicelib.store.overlays import OverlayStore
    from chalicelib.store.pulse import PulseStore
    from chalicelib.store.receipts import ReceiptSigner
    from chalicelib.store.requests import RequestStore
    from chalicelib.store.survey import BallotStore
    from chalicelib.store.vault import Vault
    from chalicelib.store.walk import WalkStore

made.append(settings)


@once
def book() -> Book:
    """Everything that the data says; what administrators signed off is read when a calendar is asked for."""
    return books.load(overlays, settings().confirmed)


@once
def overlays() -> OverlayStore:
    """What administrators changed in the calendars."""
    from chalicelib.store.overlays import OverlayStore

    return OverlayStore(client("dynamodb"), (settings().cases_table, settings().audit_table), settings().shards)


@once
def channels() -> ChannelStore:
    """Which channels administrators announced and took back."""
    from chalicelib.store.channels import ChannelStore

    return ChannelStore(client("dynamodb"), (settings().cases_table, settings().audit_table))


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
    from chalicelib.store.vault import Vault

    return Vault(client("kms"), settings().data_key, settings().identity_key)


@once
def complaints() -> ComplaintStore:
    """The record of complaints."""
    from chalicelib.store.complaints import ComplaintStore

    names = (settings().cases_table, settings().keys_table)
    return ComplaintStore(client("dynamodb"), names, vault(), book(), secret(), settings().shards)


def contacts() -> ContactStore:
    """How people are reached."""
    return complaints().contacts


@once
def desk() -> Desk:
    """What a command needs to know; the queues."""
    from chalicelib.store.desk import Desk

    return Desk(client("dynamodb"), settings().cases_table, settings().keys_table)


@once
def grants() -> GrantStore:
    """Who holds which role where."""
    from chalicelib.store.grants import GrantStore

    return GrantStore(client("dynamodb"), settings().cases_table, settings().shards)


@once
def forecasts() -> ForecastStore:
    """What each office is told once a week."""
    from chalicelib.store.forecasts import ForecastStore

    return ForecastStore(client("dynamodb"), settings().cases_table, settings().shards)


@once
def daily() -> ForecastStore:
    """What each office is told every working day."""
    from chalicelib.store.forecasts import EVERY_DAY, ForecastStore

    return ForecastStore(client("dynamodb"), settings().cases_table, settings().shards, EVERY_DAY)


@once
def doors() -> DoorStore:
    """What opens a complaint."""
    from chalicelib.store.doors import DoorStore

    return DoorStore(client("dynamodb"), settings().cases_table, settings().shards)


@once
def audit() -> AuditStore:
    """Who looked at what."""
    from chalicelib.store.audit import AuditStore

    return AuditStore(client("dynamodb"), settings().audit_table)


@once
def signer() -> ReceiptSigner:
    """Signs receipts."""
    from chalicelib.store.receipts import ReceiptSigner

    return ReceiptSigner(client("kms"), settings().receipt_key)


@once
def requests() -> RequestStore:
    """Who wanted to know whose name."""
    from chalicelib.store.requests import RequestStore

    return RequestStore(client("dynamodb"), settings().cases_table)


@once
def custody_desk() -> CustodyStore:
    """Requests with their reasons, and identities."""
    from chalicelib.store.custody import CustodyStore

    return CustodyStore(client("dynamodb"), settings().cases_table, settings().keys_table, vault())


@once
def ledger() -> Ledger:
    """What became of every message."""
    from chalicelib.store.ledger import Ledger

    return Ledger(client("dynamodb"), settings().cases_table, settings().shards)


@once
def gate() -> GateStore:
    """Which channels work."""
    from chalicelib.store.gate import GateStore

    return GateStore(client("dynamodb"), settings().cases_table)


@once
def inspection() -> Inspection:
    """What became of messages."""
    from chalicelib.store.inspection import Inspection

    return Inspection(client("dynamodb"), settings().cases_table, settings().shards)


@once
def caps() -> CapStore:
    """How much went out, and what it cost."""
    from chalicelib.domain.caps import Spending
    from chalicelib.store import book_sending
    from chalicelib.store.caps import CapStore

    spending = Spending(settings().sms_day_usd * 100, settings().sms_month_usd * 100)
    return CapStore(client("dynamodb"), settings().cases_table, key("budgets"), book_sending.read(), spending)


def ballots() -> BallotStore:
    """What citizens think of the service, counted."""
    from chalicelib.store.survey import BallotStore

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
    from chalicelib.store.pulse import PulseStore

    return PulseStore(client("dynamodb"), settings().cases_table)


def walk() -> WalkStore:
    """How far the records have been looked through."""
    from chalicelib.store.walk import WalkStore

    return WalkStore(client("dynamodb"), settings().cases_table)
