"""Whom to tell that a case is close to its date, or past it: never somebody who may not see the case."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

from chalicelib.domain.access import sees
from chalicelib.domain.book import Terms
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.events import Event
from chalicelib.domain.grants import Grant
from chalicelib.domain.intents import Alert
from chalicelib.domain.people import Role
from chalicelib.domain.steps import REFERRAL_ACK, Step
from chalicelib.services.outports import Holders

TOLD = frozenset({Step.WARN, Step.BREACH, Step.REMIND})
Rung = tuple[str, tuple[Role, ...]]


def owed(case: Complaint, event: Event, batch: str, terms: Terms, holders: Holders) -> tuple[Alert, ...]:
    """Give one line for each person who must hear of this event: of warnings the handler, of breaches the heads.

    A reminder goes to whoever put the alert off, and to those who would hear of the breach where they have gone.
    """
    if event.step not in TOLD:
        return ()
    name, mark = str(event.data["clock"]), int(str(event.data["mark"]))
    path = case.referred_path if name == REFERRAL_ACK and case.referred_path else case.path
    office, clock, warning = terms.offices.get(path.rpartition("/")[2]), case.clock(name), event.step is Step.WARN
    values = {"office": office.name, "zone": office.zone}
    due, reminder = clock.due if clock else event.at, event.step is Step.REMIND

    def alert(grant: Grant) -> Alert:
        line = (case.ticket, event.version, office.slug, name, mark, due, grant.id, batch)
        return Alert(*line, warning, reminder, grant.language, values)

    rungs = _warned(path, _outside(case, name)) if warning else _breached(path, _role(name, mark, terms))
    return tuple(map(alert, _readers(case, rungs, _first(case, event, path), event.at, holders)))


def _first(case: Complaint, event: Event, path: str) -> str | None:
    """Whose it is before anybody else's: a reminder is theirs who asked for it, a warning the assignee's."""
    if event.step is Step.REMIND:
        return str(event.data["to"])
    mine = event.step is Step.WARN and path == case.path and not _outside(case, str(event.data["clock"]))
    return case.assignee if mine else None


def _outside(case: Complaint, clock: str) -> bool:
    """Whether the clock is that of an agency outside ours: it is not in the assignee's hands, but its referrer's."""
    return clock == REFERRAL_ACK and case.referral > 0


def _role(clock: str, mark: int, terms: Terms) -> str:
    return next((rung.to for rung in terms.policy.escalations(clock) if rung.level == mark), "head")


def _warned(path: str, outside: bool) -> Iterator[Rung]:
    """Officers and supervisors of the office, of an agency's silence its supervisors; else whoever is above."""
    if outside:
        yield path.rpartition("/")[2], (Role.SUPERVISOR,)
    yield path.rpartition("/")[2], (Role.OFFICER, Role.SUPERVISOR)
    yield from _breached(path, "head")


def _breached(path: str, role: str) -> Iterator[Rung]:
    """From the role that the ladder names upwards, until somebody is there to read it."""
    slugs = path.split("/")
    if role == "head":
        yield slugs[-1], (Role.HEAD,)
    if role in {"head", "region"}:
        yield from ((slug, (Role.REGION,)) for slug in reversed(slugs))
    yield slugs[0], (Role.CENTRE,)


def _readers(
    case: Complaint, rungs: Iterator[Rung], first: str | None, now: datetime, holders: Holders
) -> tuple[Grant, ...]:
    """Whose it is, if they or their delegate can read it; else the first rung on which anybody can."""
    mine = holders.get(first) if first else None
    if mine and (found := reached((mine,), now, holders, case)):
        return found
    for office, roles in rungs:
        if found := reached(holders.holders(office, *roles), now, holders, case):
            return found
    return ()


def handlers(
    case: Complaint, path: str, person: str | None, now: datetime, holders: Holders, *, only: bool
) -> tuple[Grant, ...]:
    """Give whoever has the case in hand, or their delegate; unless it is theirs `only`, else the office's own, and up.

    Up the tree it goes as far as it must, until somebody is there to read it.
    """
    here: Rung = (path.rpartition("/")[2], (Role.OFFICER, Role.SUPERVISOR))
    rungs = iter(()) if only else chain((here,), _breached(path, "head"))
    return _readers(case, rungs, person, now, holders)


def reached(
    grants: Iterable[Grant], now: datetime, holders: Holders, case: Complaint | None = None
) -> tuple[Grant, ...]:
    """Give those who can be told, and of a case may see it: delegates in the place of the absent, nobody twice."""
    found = {grant.id: grant for one in grants if (grant := _there(one, now, holders)) and _reads(grant, case, now)}
    return tuple(found.values())


def _there(grant: Grant, now: datetime, holders: Holders) -> Grant | None:
    """The person, or while they are absent their delegate: not a delegate's delegate, and none of who has left."""
    if not grant.absent(now):
        return grant
    other = holders.get(grant.delegate) if grant.delegate else None
    return other if other and not other.absent(now) and other.stands_in_for(grant, now) else None


def _reads(grant: Grant, case: Complaint | None, now: datetime) -> bool:
    staff = grant.staff(now)
    return staff is not None and bool(grant.email) and (case is None or sees(staff, case))
