"""An office with everything but the providers: real rows on a pretended DynamoDB, letters that are only kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import boto3

from chalicelib.domain.caps import Spending
from chalicelib.domain.change import Change, Opening
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.grants import Grant
from chalicelib.domain.intents import Sending
from chalicelib.domain.people import Actor, Citizen, Identity, Mode, Role
from chalicelib.domain.sending import Key, Letter, Note, Posted
from chalicelib.domain.steps import Step
from chalicelib.services import desks, notices, sweep
from chalicelib.services.casework import Casework, changed
from chalicelib.services.delivery import Delivery
from chalicelib.services.outgoing import Outgoing
from chalicelib.services.pace import Pace
from chalicelib.services.sweep import Sweep
from chalicelib.store import book_sending
from chalicelib.store.addresses import AddressBook
from chalicelib.store.caps import CapStore
from chalicelib.store.complaints import ComplaintStore
from chalicelib.store.forecasts import ForecastStore
from chalicelib.store.gate import GateStore
from chalicelib.store.grants import GrantStore
from chalicelib.store.ledger import Ledger, note_of
from chalicelib.store.survey import BallotStore
from chalicelib.store.table import plain
from chalicelib.store.vault import Vault
from tests import builders
from tests.cloud import Cloud

MAIL, PHONE = "siti@warga.example.org", "+6281234567890"
SITI = Identity(Mode.NAMED, "Siti Aminah", MAIL, PHONE, sms=True)
SECRET = b"secret"


@dataclass
class Desk:
    """A post that keeps letters; `trouble` is raised by the next calls, one after the other."""

    letters: list[Letter] = field(default_factory=list)
    trouble: list[Exception | None] = field(default_factory=list)
    provider: str = "ses"

    def send(self, letter: Letter) -> Posted:
        trouble = self.trouble.pop(0) if self.trouble else None
        if trouble:
            raise trouble
        self.letters.append(letter)
        return Posted(self.provider, f"id-{len(self.letters)}")


class House:
    """Cases, people and messages of one test, under a clock that it moves."""

    def __init__(self, cloud: Cloud) -> None:
        self.now, self.post, self.errors = builders.AT, Desk(), list[Exception]()
        self.client = boto3.client("dynamodb")
        vault = Vault(boto3.client("kms"), cloud.data_key, cloud.identity_key)
        self.complaints = ComplaintStore(self.client, ("cases", "keys"), vault, builders.book(), SECRET, 2)
        self.grants, self.ledger = GrantStore(self.client, "cases", 2), Ledger(self.client, "cases", 2)
        self.forecasts = ForecastStore(self.client, "cases", 2)
        self.casework = Casework(self.complaints, lambda: self.now, builders.book())
        addresses = AddressBook(self.client, "cases", vault, self.grants, builders.book().agencies)
        tools = (self.ledger, addresses, self.post, self.casework)
        self.gate, spending = GateStore(self.client, "cases"), Spending(10_000, 100_000)
        self.caps = CapStore(self.client, "cases", b"k" * 32, book_sending.read(), spending)
        code, people = (lambda _, digits: "7" * digits), self.grants
        self.ballots = BallotStore(self.client, "cases")
        self.delivery = Delivery(*tools, code, str, people, self.gate, self.caps, self.ballots.look)
        self.pace = Pace(self.gate, {"email": 10, "sms": 10}, self._ticks, self._wait)
        self.goes_on: Iterable[bool] = iter(lambda: True, False)
        self.told_at_once = False

    def file(self, ticket: str = builders.TICKET, identity: Identity = SITI, **changes: Any) -> Complaint:
        """File a complaint and owe what it owes the citizen; the office too, where it is told at once."""
        case, (event,) = builders.received(ticket, self.now, **changes)
        owed = notices.due(case, event, builders.book(), self.now)
        owed += desks.owed(case, event, builders.book()) if self.told_at_once else ()
        opening = Opening(identity, "CODE", "link")
        asked = builders.filing(**changes)
        self.complaints.save(Change(0, case, event, Citizen(ticket), asked.words, owed, opening=opening))
        return case

    def take(self, step: Step, ticket: str = builders.TICKET, by: Actor | None = None, **changes: Any) -> Complaint:
        """Take a step as somebody who may, unless named."""
        case = self.complaints.get(ticket)
        asked = builders.command(step, by or builders.actor_for(step, case), case, **changes)
        change = changed(case, asked, self.casework)
        self.complaints.save(change)
        return change.case

    def answered(self, **changes: Any) -> Complaint:
        """File, verify and answer; send all of it."""
        self.file(**changes)
        self.take(Step.VERIFY)
        case = self.take(Step.ANSWER)
        self.sweep()
        return case

    def hire(self, role: Role, office: str = builders.OFFICE, name: str = "", **changes: Any) -> Grant:
        """Give somebody a role; their name is the role's unless another is given."""
        name = name or str(role)
        scope = builders.book().offices.get(office).path
        grant = replace(Grant(name, role, scope, f"{name}@imigrasi.example"), **changes)
        self.grants.put(grant)
        return grant

    def sweep(self, mark: str = "aa") -> dict[str, int]:
        """Let the minute come."""
        goes_on = iter(self.goes_on)
        alive, failed = (lambda: next(goes_on, True)), self.errors.append
        out = Outgoing(self.delivery, self.pace, alive, failed)
        desk = Sweep(self.delivery, self.grants, 2, mark, alive, failed, out, forecasts=self.forecasts)
        return dict(sweep.run(desk))

    def _ticks(self) -> float:
        return self.now.timestamp()

    def _wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)

    def at(self, moment: datetime) -> None:
        self.now = moment

    def key(self, notice: str, version: int, channel: str = "email") -> Key:
        return Key(f"C#{builders.TICKET}", f"N#{version:06d}#{notice}#citizen#{channel}")

    def notes(self) -> dict[str, Note]:
        """Read every message, by its notice and channel."""
        rows = [plain(row) for row in self.client.scan(TableName="cases", ConsistentRead=True)["Items"]]
        found = [note_of(row) for row in rows if "attempts" in row]
        return {f"{note.notice} {note.channel}" if note.ticket else note.key.sk: note for note in found}

    def status(self, notice: str, channel: str = "email") -> Sending:
        return self.notes()[f"{notice} {channel}"].status

    def told(self) -> list[str]:
        """List what went out: the notice and to whom."""
        return [f"{letter.note.notice} {letter.address}" for letter in self.post.letters]
