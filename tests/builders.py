"""Small factories that all tests share: a complaint in any state takes one line, and names only what matters."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from chalicelib.domain import alarms, taking
from chalicelib.domain.book import Book
from chalicelib.domain.commands import Command, Filing
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.contact import Correction
from chalicelib.domain.events import Event, Words
from chalicelib.domain.people import THE_CLOCK, THE_EXAMINER, THE_PROVIDER, Actor, Citizen, Mode, Role, Staff
from chalicelib.domain.running import Clock
from chalicelib.domain.steps import RESOLUTION, STEPS, Party, Step
from chalicelib.domain.times import iso, parse
from chalicelib.store import book as books

TICKET = "IMI-K7QF-2M9X-C"
AT = parse("2026-03-13T08:40:00Z")
OFFICE, REGION, CENTRE = "jakarta-utara", "wilayah-dki-jakarta", "pusat"
OTHER = "bogor"
AGENCY, AGENCY_MAIL = "ombudsman", "rujukan@ombudsman.example"
DAY = timedelta(days=1)
SALT = b"0123456789abcdef"
EXAMPLES = "2025-10-20"


@cache
def book() -> Book:
    """The package's own data, under the policy that the examples are written for: a newer one changes none of them."""
    data = books.load(confirmed={"ombudsman": AGENCY_MAIL})
    return replace(data, policies={EXAMPLES: data.policies[EXAMPLES]})


def words(text: str = "Paspor saya belum jadi.") -> Words:
    return Words(text, SALT)


def filing(**changes: Any) -> Filing:
    """An ordinary complaint about a late passport, by name, told by e-mail."""
    plain = Filing("complaint", "passport-late", OFFICE, "id", words(), Mode.NAMED, channels=("email",))
    return replace(plain, **changes)


def received(ticket: str = TICKET, at: datetime = AT, **changes: Any) -> taking.Taken:
    """The complaint just filed, with its first event."""
    return taking.receive(filing(**changes), ticket, at, book())


def complaint(**changes: Any) -> Complaint:
    """The complaint just filed; names what differs in the filing."""
    return received(**changes)[0]


def staff(role: Role = Role.OFFICER, office: str = OFFICE, name: str = "", *, restricted: bool = False) -> Staff:
    """A person with this role at this office, called after both unless named."""
    return Staff(name or f"{role}-{office}", role, book().offices.get(office).path, restricted)


def command(step: Step, actor: Actor, case: Complaint | None = None, **changes: Any) -> Command:
    """The step as somebody would ask it who fills in just what the table demands."""
    rule, policy = STEPS[step], book().policy
    asked = Command(step, actor, words(f"Kata untuk {step}.") if rule.text else None)
    if rule.reasons:
        codes = policy.pauses if rule.reasons == "pause" else policy.reasons(rule.reasons)
        asked = replace(asked, reason=codes[0].slug)
    if step is Step.ASSIGN:
        asked = replace(asked, to="colleague")
    if step is Step.REFER:
        asked = replace(asked, to=OFFICE if case and case.office == OTHER else OTHER)
    if step is Step.CONTACT:
        asked = replace(asked, contact=Correction(email="siti@baru.example.org", channels=("email",)))
    if step is Step.CLASSIFY:
        asked = replace(asked, klass=case.klass if case else "ordinary")
    return replace(asked, **changes)


def actor_for(step: Step, case: Complaint) -> Actor:
    """Somebody whose part it is to take the step."""
    party = min(STEPS[step].who, key=list(Party).index)
    machines: dict[Party, Actor] = {Party.CLOCK: THE_CLOCK, Party.PROVIDER: THE_PROVIDER, Party.EXAMINER: THE_EXAMINER}
    if party in {Party.CITIZEN, Party.OWNER} and step is not Step.MESSAGE:
        return Citizen(case.ticket)
    roles = dict.fromkeys((Party.SUPERVISOR, Party.LEADER), Role.SUPERVISOR) | {Party.CUSTODIAN: Role.CUSTODIAN}
    office = case.referred if party is Party.RECEIVER and case.referred else case.office
    return machines.get(party) or staff(
        roles.get(party, Role.OFFICER), office, f"{party}-v{case.version}", restricted=case.restricted
    )


def clock(case: Complaint, name: str = RESOLUTION) -> Clock:
    """The latest clock of this name; there must be one."""
    found = case.clock(name)
    assert found is not None, name
    return found


@dataclass
class Story:
    """A complaint with its record, told step by step; `now` goes on only when it is told to."""

    case: Complaint
    events: list[Event] = field(default_factory=list)
    now: datetime = AT
    book: Book = field(default_factory=book)

    def take(self, step: Step, actor: Actor | None = None, **changes: Any) -> "Story":
        """Take one step, by whoever may unless an actor is given."""
        asked = command(step, actor or actor_for(step, self.case), self.case, **changes)
        return self.execute(asked)

    def execute(self, asked: Command) -> "Story":
        self.case, events = taking.take(self.case, asked, self.now, self.book)
        self.events.extend(events)
        return self

    def at(self, moment: datetime | str) -> "Story":
        self.now = parse(moment) if isinstance(moment, str) else moment
        return self

    def later(self, **gone: float) -> "Story":
        return self.at(self.now + timedelta(**gone))

    def sweep(self) -> list[alarms.Alarm]:
        """Do everything that time asks by now, and tell what it was."""
        done: list[alarms.Alarm] = []
        while (alarm := alarms.next_alarm(self.case, self.book, self.now)) and alarm.at <= self.now:
            self.execute(alarm.command)
            done.append(alarm)
            assert len(done) < 20, "time never comes to rest"
        return done


def story(*steps: Step, at: datetime = AT, **changes: Any) -> Story:
    """A complaint filed, then taken through these steps at once."""
    case, events = received(at=at, **changes)
    told = Story(case, list(events), at)
    for step in steps:
        told.take(step)
    return told


def due(told: Story, name: str = RESOLUTION) -> str:
    """When it must happen, as the contract writes it."""
    return iso(clock(told.case, name).due)
