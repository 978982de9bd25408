"""Whom to tell that a case is close to its date, or past it: never somebody who may not see the case."""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.domain.access import sees
from chalicelib.domain.book import Terms
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.events import Event
from chalicelib.domain.grants import Grant
from chalicelib.domain.intents import Alert
from chalicelib.domain.people import Role
from chalicelib.domain.steps import REFERRAL_ACK, Step
from chalicelib.services.outports import Holders

Rung = tuple[str, tuple[Role, ...]]


def owed(case: Complaint, event: Event, batch: str, terms: Terms, holders: Holders) -> tuple[Alert, ...]:
    """Give one line for each person who must hear of this event: of warnings the handler, of breaches the heads."""
    if event.step not in {Step.WARN, Step.BREACH}:
        return ()
    name, mark = str(event.data["clock"]), int(str(event.data["mark"]))
    path = case.referred_path if name == REFERRAL_ACK and case.referred_path else case.path
    office, clock, warning = terms.offices.get(path.rpartition("/")[2]), case.clock(name), event.step is Step.WARN
    values = {"office": office.name, "zone": office.zone}
    due = clock.due if clock else event.at

    def alert(grant: Grant) -> Alert:
        return Alert(
            case.ticket, event.version, office.slug, name, mark, due, grant.id, batch, warning, grant.language, values
        )

    rungs = _warned(path) if warning else _breached(path, _role(name, mark, terms))
    return tuple(alert(grant) for grant in _readers(case, path, rungs, event.at, holders, warning=warning))


def _role(clock: str, mark: int, terms: Terms) -> str:
    return next((rung.to for rung in terms.policy.escalations(clock) if rung.level == mark), "head")


def _warned(path: str) -> Iterator[Rung]:
    """Officers and supervisors of the office; where there are none, whoever is above."""
    yield path.rpartition("/")[2], (Role.OFFICER, Role.SUPERVISOR)
    yield from _breached(path, "head")


def _breached(path: str, role: str) -> Iterator[Rung]:
    """From the role that the ladder names upwards, until somebody is there to read it."""
    slugs = path.split("/")
    if role == "head":
        yield slugs[-1], (Role.HEAD,)
        yield slugs[-1], (Role.SUPERVISOR,)
    if role in {"head", "region"}:
        yield from ((slug, (Role.REGION,)) for slug in reversed(slugs))
    yield slugs[0], (Role.CENTRE,)


def _readers(
    case: Complaint, path: str, rungs: Iterator[Rung], now: datetime, holders: Holders, *, warning: bool
) -> tuple[Grant, ...]:
    """The assignee of a warned case if they can read it; else the first rung on which anybody can."""
    mine = holders.get(case.assignee) if warning and case.assignee and path == case.path else None
    if mine and _reads(mine, case, now):
        return (mine,)
    for office, roles in rungs:
        if found := tuple(grant for grant in holders.holders(office, *roles) if _reads(grant, case, now)):
            return found
    return ()


def _reads(grant: Grant, case: Complaint, now: datetime) -> bool:
    staff = grant.staff(now)
    return staff is not None and bool(grant.email) and not grant.away and sees(staff, case)
