"""The composition root: desks, which join stores and channels to the settings and to one clock.

A desk is imported where it is made: a function loads what it uses.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from chalicelib import telemetry
from chalicelib.cabinets import (
    audit,
    ballots,
    book,
    caps,
    channels,
    complaints,
    contacts,
    custody_desk,
    daily,
    desk,
    doors,
    forecasts,
    gate,
    grants,
    inspection,
    key,
    ledger,
    nobody,
    one_time_digits,
    overlays,
    pulse,
    requests,
    seal,
    secret,
    signer,
    token,
    unseal,
    vault,
    walk,
)
from chalicelib.clients import client
from chalicelib.notify.texts import Words, languages, words
from chalicelib.settings import SettingsRefused, settings
from chalicelib.shelves import beside, cards, textless
from chalicelib.store import seals
from chalicelib.store.once import once, reset

if TYPE_CHECKING:
    from chalicelib.domain.book import Book
    from chalicelib.notify.post import Post
    from chalicelib.services.attachments import Registry
    from chalicelib.services.casework import Casework
    from chalicelib.services.contact import Reception
    from chalicelib.services.delivery import Delivery
    from chalicelib.services.intake import Intake
    from chalicelib.services.outgoing import Work
    from chalicelib.services.referrals import Counter as Hatch
    from chalicelib.services.sweep import Sweep
    from chalicelib.services.tracking import Tracking
    from chalicelib.store.budgets import BudgetStore

__all__ = [
    "Words",
    "audit",
    "ballots",
    "beside",
    "book",
    "cards",
    "channels",
    "client",
    "complaints",
    "contacts",
    "custody_desk",
    "daily",
    "desk",
    "doors",
    "forecasts",
    "gate",
    "grants",
    "inspection",
    "key",
    "languages",
    "ledger",
    "nobody",
    "one_time_digits",
    "overlays",
    "pulse",
    "requests",
    "reset",
    "seal",
    "secret",
    "settings",
    "signer",
    "textless",
    "token",
    "unseal",
    "vault",
    "walk",
    "words",
]


def now() -> datetime:
    """Tell the time, in whole seconds: what is stored and what is answered are then the same instant."""
    return datetime.now(UTC).replace(microsecond=0)


clock: Callable[[], datetime] = now  # of everything; the local cloud puts its own here


def _level() -> str:
    """Say how much is logged; that settings are refused is to be told in any case."""
    try:
        return settings().log_level
    except SettingsRefused:
        return "INFO"


telemetry.stage, telemetry.level = lambda: settings().stage, _level


def _time() -> datetime:
    """Ask the clock that is there now, not the one that was there when a desk was made."""
    return clock()


def current() -> Book:
    """The book of a moment ago: whoever files or works on a case knows what was signed off a minute before."""
    overlays().fresh(clock())
    return book()


@once
def post() -> Post:
    """The way out, by the providers that this stage has chosen."""
    from chalicelib.notify.carriers import Sender, carriers
    from chalicelib.notify.post import Post

    chosen = settings()
    sender = Sender(chosen.mail_sender, chosen.sms_sender, chosen.configuration_set, chosen.sms_protection)
    ways = carriers(client, chosen.sms_provider, sender)
    return Post(ways, chosen.site_url, chosen.invited, partial(token, "leaving"))


def delivery() -> Delivery:
    """The desk from which messages go out."""
    from chalicelib.services.casework import Casework
    from chalicelib.services.delivery import Delivery
    from chalicelib.services.remembered import Remembered
    from chalicelib.store.addresses import AddressBook

    addresses = AddressBook(client("dynamodb"), settings().cases_table, vault(), grants(), book().agencies)
    cases, links = Casework(complaints(), _time, book()), partial(token, "referral")
    tools = (one_time_digits, links, Remembered(grants()), gate(), caps(), lambda ticket: ballots().look(ticket))
    return Delivery(ledger(), addresses, post(), cases, *tools, alarm=call)


def call(what: str) -> None:
    """Count what calls an operator apart from whoever came upon it: an alarm looks at one number."""
    telemetry.counted("messages", {what: 1})


def sweep(goes_on: Callable[[], bool], failed: Callable[[Exception], None]) -> Sweep:
    """The desk of one sweep, under a name of its own."""
    from chalicelib.services.outgoing import Outgoing
    from chalicelib.services.pace import Pace
    from chalicelib.services.remembered import Remembered
    from chalicelib.services.sweep import Sweep
    from chalicelib.store.jobs import JobStore

    current()
    jobs = JobStore(client("dynamodb"), settings().cases_table, settings().shards)
    mark, holders, ours = os.urandom(4).hex(), Remembered(grants()), settings()
    pace = Pace(gate(), {"email": ours.mail_rate, "sms": ours.sms_rate}, time.time, time.sleep)
    out = Outgoing(delivery(), pace, goes_on, failed, _together)
    mine = (delivery(), holders, ours.shards, mark, goes_on, failed, out)
    return Sweep(*mine, jobs=jobs, forecasts=forecasts(), daily=daily())


def _together(works: Iterable[Work]) -> Iterable[Counter[str]]:
    """Eight at once: each waits for its provider most of the time."""
    with ThreadPoolExecutor(8) as pool:
        yield from pool.map(lambda work: work(), works)


def intake() -> Intake:
    """The desk where complaints come in."""
    from chalicelib.services.intake import Intake

    return Intake(complaints(), signer(), _time, os.urandom, current(), settings().prefix)


def casework() -> Casework:
    """The desk where steps are taken."""
    from chalicelib.services.casework import Casework

    return Casework(complaints(), _time, current())


def tracking() -> Tracking:
    """The desk where citizens are let in."""
    from chalicelib.services.tracking import Locks, Tracking

    locks = Locks(seals.code_fits, lambda link: seals.keyed(key("link"), link), one_time_digits, nobody())
    return Tracking(doors(), complaints(), locks, _time, os.urandom, counters())


def reception() -> Reception:
    """The desk where citizens say how they want to be told."""
    from chalicelib.services.contact import Reception

    return Reception(casework(), contacts(), counters())


def counters() -> BudgetStore:
    """How often somebody guessed, or asked for what costs others."""
    from chalicelib.store.budgets import BudgetStore

    return BudgetStore(client("dynamodb"), settings().cases_table, key("budgets"))


def registry() -> Registry:
    """The desk of documents."""
    from chalicelib.examiner import apart
    from chalicelib.services.attachments import Registry
    from chalicelib.store import book_documents
    from chalicelib.store.attachments import AttachmentStore
    from chalicelib.store.files import FileStore

    ours = settings()
    rows = AttachmentStore(client("dynamodb"), ours.cases_table)
    files = FileStore(client("s3"), ours.quarantine_bucket, ours.clean_bucket)
    scanned = ours.malware_verdict == "required"
    return Registry(rows, files, casework(), os.urandom, book_documents.read(), scanned, apart.examine)


def referrals() -> Hatch:
    """The desk where agencies outside ours are let in."""
    from chalicelib.services.referrals import Counter as Hatch

    return Hatch(complaints(), doors(), partial(token, "referral"), _time)
