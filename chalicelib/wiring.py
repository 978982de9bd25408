"""The composition root: cached factories join stores and channels to the settings. The one place that makes clients."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from chalicelib.domain.book import Book
from chalicelib.notify.post import Post
from chalicelib.notify.texts import Words, languages, words
from chalicelib.services.casework import Casework
from chalicelib.services.delivery import Delivery
from chalicelib.services.intake import Intake
from chalicelib.services.referrals import Counter
from chalicelib.services.remembered import Remembered
from chalicelib.services.sweep import Sweep
from chalicelib.services.tracking import Locks, Tracking
from chalicelib.settings import settings
from chalicelib.store import book as books
from chalicelib.store import seals
from chalicelib.store.addresses import AddressBook
from chalicelib.store.audit import AuditStore
from chalicelib.store.budgets import BudgetStore
from chalicelib.store.complaints import ComplaintStore
from chalicelib.store.custody import CustodyStore
from chalicelib.store.desk import Desk
from chalicelib.store.doors import DoorStore
from chalicelib.store.forecasts import ForecastStore
from chalicelib.store.grants import GrantStore
from chalicelib.store.jobs import JobStore
from chalicelib.store.ledger import Ledger
from chalicelib.store.once import made, once, reset
from chalicelib.store.overlays import OverlayStore
from chalicelib.store.pulse import PulseStore
from chalicelib.store.receipts import ReceiptSigner
from chalicelib.store.requests import RequestStore
from chalicelib.store.survey import BallotStore
from chalicelib.store.vault import Vault

__all__ = ["Words", "languages", "reset", "settings", "words"]


def now() -> datetime:
    """Tell the time, in whole seconds: what is stored and what is answered are then the same instant."""
    return datetime.now(UTC).replace(microsecond=0)


clock: Callable[[], datetime] = now  # of everything; the local cloud puts its own here

AGENT = "aduan"  # to AWS: the name that its library would put together costs a tenth of a call, each time
made.append(settings)


def _time() -> datetime:
    """Ask the clock that is there now, not the one that was there when a desk was made."""
    return clock()


@once
def client(name: str) -> Any:
    """Make an AWS client, when it is first needed: one import graph, and no client that a function does not use."""
    import boto3  # noqa: PLC0415 - a tenth of a second that the pages without a table need not spend
    from botocore.config import Config  # noqa: PLC0415

    sends = name in {"sesv2", "sns", "pinpoint-sms-voice-v2"}
    tries: Any = {"total_max_attempts": 1} if sends else {"mode": "standard", "total_max_attempts": 4}
    config = Config(retries=tries, connect_timeout=3, read_timeout=5, user_agent=AGENT)
    return boto3.client(name, config=config)  # type: ignore[call-overload]


@once
def book() -> Book:
    """Everything that the data says; what administrators signed off is read when a calendar is asked for."""
    return books.load(overlays, settings().confirmed)


@once
def overlays() -> OverlayStore:
    """What administrators changed in the calendars."""
    return OverlayStore(client("dynamodb"), (settings().cases_table, settings().audit_table), settings().shards)


def current() -> Book:
    """The book of a moment ago: whoever files or works on a case knows what was signed off a minute before."""
    overlays().fresh(clock())
    return book()


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
def post() -> Post:
    """The way out, by the providers that this stage has chosen."""
    from chalicelib.notify.carriers import carriers  # noqa: PLC0415 - only the functions that send need the channels

    chosen = settings()
    ways = carriers(client, chosen.sms_provider, chosen.mail_sender, chosen.sms_sender, chosen.configuration_set)
    return Post(ways, chosen.site_url, chosen.invited, partial(token, "leaving"))


def delivery() -> Delivery:
    """The desk from which messages go out."""
    addresses = AddressBook(client("dynamodb"), settings().cases_table, vault(), grants(), book().agencies)
    cases, links = Casework(complaints(), _time, book()), partial(token, "referral")
    return Delivery(ledger(), addresses, post(), cases, one_time_digits, links, Remembered(grants()))


def sweep(goes_on: Callable[[], bool], failed: Callable[[Exception], None]) -> Sweep:
    """The desk of one sweep, under a name of its own."""
    current()
    jobs = JobStore(client("dynamodb"), settings().cases_table, settings().shards)
    mark, holders, ours = os.urandom(4).hex(), Remembered(grants()), settings()
    return Sweep(delivery(), holders, ours.shards, mark, goes_on, failed, jobs=jobs, forecasts=forecasts())


def intake() -> Intake:
    """The desk where complaints come in."""
    return Intake(complaints(), signer(), _time, os.urandom, current(), settings().prefix)


def casework() -> Casework:
    """The desk where steps are taken."""
    return Casework(complaints(), _time, current())


def tracking() -> Tracking:
    """The desk where citizens are let in."""
    locks = Locks(seals.code_fits, lambda link: seals.keyed(key("link"), link), one_time_digits, nobody())
    counters = BudgetStore(client("dynamodb"), settings().cases_table, key("budgets"))
    return Tracking(doors(), complaints(), locks, _time, os.urandom, counters)


def ballots() -> BallotStore:
    """What citizens think of the service, counted."""
    return BallotStore(client("dynamodb"), settings().cases_table)


def one_time_digits(about: str, digits: int) -> str:
    """Derive a one-time code from what it is about: sender and checker work it out alike, and nobody stores it."""
    return str(int(seals.keyed(key("one-time"), about), 16) % 10**digits).zfill(digits)


def referrals() -> Counter:
    """The desk where agencies outside ours are let in."""
    return Counter(complaints(), doors(), partial(token, "referral"), _time)


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
