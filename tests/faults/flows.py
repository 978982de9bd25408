"""The flows whose every call is made to fail: a whole life, a case nobody looks at in time, a week, a referral."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from chalicelib import wiring
from chalicelib.domain.change import Answer
from chalicelib.domain.commands import Command, Filing
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.events import Words
from chalicelib.domain.grants import Grant
from chalicelib.domain.people import Agency, Identity, Mode, Role, Staff
from chalicelib.domain.steps import Step
from chalicelib.services import casework, intake, referrals
from tests.faults.world import World

OFFICE, REGION, CENTRE = "jakarta-utara", "wilayah-dki-jakarta", "pusat"
SCOPE = f"{CENTRE}/{REGION}/{OFFICE}"
MAIL, PHONE = "warga@example.id", "+6281234567890"
CANARY = "kenari-7f3a"
REQUEST = "5e" * 32
WHO = Identity(Mode.NAMED, f"Siti {CANARY}", MAIL, PHONE, sms=True)
OFFICER = Staff("officer-1", Role.OFFICER, SCOPE)
WORK = (
    Command(Step.VERIFY, OFFICER),
    Command(Step.ASSIGN, OFFICER, to=OFFICER.id),
    Command(Step.ANSWER, OFFICER, Words(f"Sudah jadi. {CANARY}", b"1" * 16)),
)
REFER = Command(Step.REFER, OFFICER, Words("Mohon ditindaklanjuti.", b"3" * 16), "other-agency", "ombudsman")
PUT_OFF = Command(Step.SNOOZE, Staff("head-1", Role.HEAD, SCOPE), reason="work-under-way")
STAFF = (
    Grant("officer-1", Role.OFFICER, SCOPE, "officer@imigrasi.example"),
    Grant("head-1", Role.HEAD, SCOPE, "head@imigrasi.example"),
    Grant("region-1", Role.REGION, f"{CENTRE}/{REGION}", "region@imigrasi.example"),
    Grant("centre-1", Role.CENTRE, CENTRE, "centre@imigrasi.example"),
)
ALONE = replace(STAFF[0], email="")
"""An officer whom no message reaches: what a citizen is told stands alone."""


@dataclass(frozen=True)
class Flow:
    """A flow is declared once; the harness finds its calls. `sms` is the service that carries its text messages."""

    name: str
    sms: str
    run: Callable[[World], None]


def submit(world: World, key: str = "key-0", channels: tuple[str, ...] = ("email", "sms"), who: Identity = WHO) -> str:
    """File a complaint, pressed again until there is an answer; give the ticket."""
    words = Words(f"Paspor saya belum jadi. {CANARY}", b"0" * 16)
    filing = Filing(
        "complaint", "passport-late", OFFICE, "id", words, Mode.NAMED, date(2025, 12, 29), channels=channels
    )

    def present(received: intake.Received) -> bytes:
        return json.dumps({"ticket": received.case.ticket, "code": received.code}).encode()

    def press() -> bytes:
        return intake.receive(filing, who, key, REQUEST, present, wiring.intake())

    first, again = world.perform(press), world.perform(press)
    assert first == again, "pressing twice gave two answers"
    world.seen.setdefault("tickets", []).append(json.loads(first)["ticket"])
    return str(world.seen["tickets"][-1])


def step(world: World, ticket: str, command: Command, person: str = OFFICER.id) -> None:
    """Take a step of our people, under one key however often it is tried."""
    answer = Answer(f"{ticket} {command.step}", REQUEST, b"")

    def present(case: Complaint) -> bytes:
        return str(case.version).encode()

    def press() -> bytes:
        to = command.to if command.step is Step.ASSIGN and command.to else ""
        file = wiring.desk().open(ticket, staff=person, to=to, key=answer.key, request=REQUEST)
        return casework.take_step(file, command, answer, None, present, wiring.casework())

    world.perform(press)


def life(world: World) -> None:
    """Filed, told, verified, assigned, answered, told, delivered, closed by the clock, told, asked what they think."""
    staff(world, (ALONE,))
    ticket = submit(world, channels=("email",))
    world.pump()
    world.report()
    for command in WORK:
        world.later(minutes=30)
        step(world, ticket, command)
        world.pump()
    world.report()
    world.calm()
    for days in (30, 5):
        world.later(days=days)
        world.calm()


def late(world: World) -> None:
    """Filed and told; then the first look is warned of, missed, and told up the tree."""
    staff(world)
    submit(world, channels=("sms",))
    world.pump()
    for days in (2, 2, 1):
        world.report()
        world.later(days=days)
        minutes(world)
    world.calm()


def week(world: World) -> None:
    """Foreseen on Monday, missed on Tuesday, put off by the head, and back on Wednesday morning."""
    staff(world)
    world.later(days=3)
    ticket = submit(world, channels=())
    minutes(world)
    world.report()
    for gone in ({"days": 3, "hours": 22, "minutes": 35}, {"days": 1, "hours": 9}):
        world.later(**gone)
        minutes(world)
        world.report()
    step(world, ticket, PUT_OFF, "head-1")
    world.later(hours=15)
    world.calm()


def outside(world: World) -> None:
    """Filed, verified, referred to an agency outside ours, opened by its link, read, accepted, told."""
    ticket = submit(world, channels=("email",))
    for command in (WORK[0], REFER):
        step(world, ticket, command)
        world.pump()
    world.report()
    version = world.perform(lambda: wiring.complaints().get(ticket)).referral

    def press() -> Agency:
        link = wiring.token("referral", referrals.about(ticket, version))
        return referrals.enter(ticket, link, "phone", wiring.referrals())[0]

    def read() -> referrals.Shown:
        return referrals.shown(wiring.complaints().get(ticket), agency, wiring.complaints().words(ticket))

    agency = world.perform(press)
    assert world.perform(press) == agency, "a second press opened nothing"
    assert CANARY in str(world.perform(read).narrative)
    step(world, ticket, Command(Step.ACKNOWLEDGE, agency, Words("ORI-2026/118", b"2" * 16)), "")
    world.calm()


def minutes(world: World) -> None:
    """Sweep, and again a minute later, as the schedule does."""
    world.sweep()
    world.later(minutes=1)
    world.sweep()


def texts(world: World) -> None:
    """Filed and told by the one service that carries no mark of ours."""
    submit(world, channels=("sms",))
    world.pump()
    world.calm()


def staff(world: World, people: tuple[Grant, ...] = STAFF) -> None:
    """Give our people their roles, past the gate."""
    from chalicelib.store.grants import GrantStore  # noqa: PLC0415

    for grant in people:
        GrantStore(world.plain, "cases", 1).put(grant)


LIFE = Flow("life", "messaging", life)
LATE = Flow("late", "messaging", late)
TEXTS = Flow("texts", "sns", texts)
WEEK = Flow("week", "messaging", week)
OUTSIDE = Flow("outside", "messaging", outside)
FLOWS = (LIFE, LATE, WEEK, TEXTS, OUTSIDE)
