"""The life of a complaint as a fold: each event gives the next state, so that rebuilding reproduces what is stored."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from chalicelib.domain import attention, contact, erasure, rebasing, running
from chalicelib.domain.book import Book, Terms
from chalicelib.domain.complaint import Complaint, Task
from chalicelib.domain.events import Data, Event
from chalicelib.domain.people import Mode
from chalicelib.domain.running import Clock
from chalicelib.domain.steps import (
    APPEAL_WINDOW,
    CITIZEN_WINDOW,
    FIRST_RESPONSE,
    REFERRAL_ACK,
    RESOLUTION,
    STEPS,
    Party,
    Rule,
    Status,
    Step,
)
from chalicelib.domain.times import parse


def rebuild(events: Iterable[Event], book: Book) -> Complaint:
    """Give the state that these events lead to. ValueError when there is none."""
    case: Complaint | None = None
    for event in events:
        case = evolve(case, event, book)
    if case is None:
        raise ValueError("no events, no complaint")
    return case


def evolve(case: Complaint | None, event: Event, book: Book) -> Complaint:
    """Give the state after one more event; None is the state before the first."""
    if case is None:
        return _born(event, book)
    terms = book.terms(case.policy, case.edition)
    rule = STEPS[event.step]
    status, task = (rule.to, None) if rule.to else (case.status, case.task)
    clocks = _ticked(case, rule, event)
    moved = replace(case, version=event.version, head=event.hash, status=status, task=task, clocks=clocks)
    effect = _EFFECTS.get(event.step)
    after = effect(moved, event, terms) if effect else moved
    after = erasure.waiting(case, replace(after, clocks=_going(after, rule, event, terms)), event.at)
    return attention.released(case, after)


def _born(event: Event, book: Book) -> Complaint:
    facts = event.data
    terms = book.terms(_text(facts, "policy"), _text(facts, "edition"))
    office, klass = terms.offices.get(_text(facts, "office")), _text(facts, "class")
    happened = facts.get("happened")
    return Complaint(
        ticket=event.ticket,
        kind=_text(facts, "kind"),
        category=_text(facts, "category"),
        klass=klass,
        status=Status.RECEIVED,
        version=event.version,
        office=office.slug,
        path=office.path,
        place=_text(facts, "place"),
        language=_text(facts, "language"),
        mode=Mode(_text(facts, "mode")),
        mandate=_text(facts, "mandate") or None,
        received=event.at,
        policy=terms.policy.version,
        edition=terms.edition,
        head=event.hash,
        stage=_text(facts, "stage") or None,
        happened=date.fromisoformat(str(happened)) if happened else None,
        channels=_list(facts, "channels"),
        in_turn=bool(facts.get("in_turn")),
        excluded=_list(facts, "excluded"),
        restricted=terms.policy.kind(_text(facts, "kind")).restricted,
        clocks=tuple(running.start(name, klass, office.slug, event.at, terms) for name in (FIRST_RESPONSE, RESOLUTION)),
    )


def _ticked(case: Complaint, rule: Rule, event: Event) -> tuple[Clock, ...]:
    """Halt what the step halts, for good what it ends."""

    def ticked(clock: Clock) -> Clock:
        if clock.over or clock.name not in rule.stops + rule.ends:
            return clock
        return running.halt(clock, event.at, over=clock.name in rule.ends)

    return tuple(ticked(clock) for clock in case.clocks)


def _going(case: Complaint, rule: Rule, event: Event, terms: Terms) -> tuple[Clock, ...]:
    """Set going again what the step resumes, and start what it starts."""
    kept = tuple(
        running.resume(clock, event.at, terms) if clock.name in rule.resumes else clock for clock in case.clocks
    )
    office = case.referred if REFERRAL_ACK in rule.starts and case.referred else case.office
    names = [name for name in rule.starts if terms.policy.rule(name, case.klass) and _due_again(case, name)]
    return kept + tuple(running.start(name, case.klass, office, event.at, terms) for name in names)


def _due_again(case: Complaint, name: str) -> bool:
    """There is one appeal: after it no time to appeal is given."""
    return name != APPEAL_WINDOW or not case.appealed


def _classified(case: Complaint, event: Event, terms: Terms) -> Complaint:
    """A new class gives the resolution clock other dates from the same start; a matter of staff leaves their office."""
    klass = _text(event.data, "class") or case.klass
    category = _text(event.data, "category") or case.category
    clocks = tuple(
        _redated(replace(clock, klass=klass), event, terms)
        if clock.name == RESOLUTION and not clock.over and clock.klass != klass
        else clock
        for clock in case.clocks
    )
    after = replace(case, klass=klass, category=category, clocks=clocks)
    if not (to := _text(event.data, "to")):
        return after
    judge, excluded = terms.offices.get(to), _list(event.data, "excluded")
    return replace(after, office=judge.slug, path=judge.path, excluded=excluded, assignee=None)


def _redated(clock: Clock, event: Event, terms: Terms) -> Clock:
    """A new date is warned of afresh; one that has passed already was told, and is not told twice."""
    dated = running.dated(clock, terms)
    return dated if dated.late(event.at) else replace(dated, warned=0, level=0)


def _assigned(case: Complaint, event: Event, _terms: Terms) -> Complaint:
    return replace(case, assignee=_text(event.data, "to"))


def _written(case: Complaint, event: Event, _terms: Terms) -> Complaint:
    return replace(case, asked=case.asked or event.by.party != Party.CITIZEN)


def _asked(case: Complaint, event: Event, terms: Terms) -> Complaint:
    """The pause ends by itself when its reason's cap of working days is reached, earlier pauses counted in."""
    cap = terms.policy.pause(_text(event.data, "reason")).cap
    clocks = tuple(
        replace(clock, until=running.cap(cap - clock.rested, case.office, event.at, terms))
        if clock.halted == event.at and not clock.over
        else clock
        for clock in case.clocks
    )
    return replace(case, clocks=clocks, asked=True)


def _referred(case: Complaint, event: Event, terms: Terms) -> Complaint:
    if agency := _text(event.data, "agency"):
        return replace(case, agency=agency, referral=event.version)
    to = terms.offices.get(_text(event.data, "to"))
    return replace(case, referred=to.slug, referred_path=to.path, agency=None)


def _acknowledged(case: Complaint, _event: Event, _terms: Terms) -> Complaint:
    """An agency takes the matter, never the case: whoever referred it still owes the citizen an answer."""
    if case.referral:
        return replace(case, referral=0)
    office, path = case.referred or case.office, case.referred_path or case.path
    return replace(case, office=office, path=path, referred=None, referred_path=None, assignee=None)


def _returned(case: Complaint, _event: Event, _terms: Terms) -> Complaint:
    return replace(case, referred=None, referred_path=None, agency=None, referral=0)


def _extended(case: Complaint, event: Event, terms: Terms) -> Complaint:
    clocks = tuple(
        _redated(replace(clock, extended=True), event, terms) if clock.name == RESOLUTION and not clock.over else clock
        for clock in case.clocks
    )
    return replace(case, clocks=clocks)


def _answered(case: Complaint, event: Event, terms: Terms) -> Complaint:
    """Where nobody can be told, the answer counts as given once published, and the citizen's time starts."""
    deciders = tuple(sorted({*case.answered_by, event.by.id}))
    after = replace(case, answered=event.version, answered_by=deciders, delivered=not case.channels)
    if case.channels:
        return after
    return replace(
        after, clocks=(*after.clocks, running.start(CITIZEN_WINDOW, case.klass, case.office, event.at, terms))
    )


def _delivered(case: Complaint, _event: Event, _terms: Terms) -> Complaint:
    return replace(case, delivered=True, task=None)


def _undelivered(case: Complaint, _event: Event, _terms: Terms) -> Complaint:
    """No channel has proved that the answer arrived, or one took it back: no time runs against the citizen."""
    return replace(case, delivered=False, task=Task.ANSWER_NOT_DELIVERED)


def _appealed(case: Complaint, event: Event, terms: Terms) -> Complaint:
    """One level up and to another person: whoever gave or corrected an answer can no longer see the case."""
    above = terms.offices.get(_text(event.data, "to"))
    barred = tuple(sorted({*case.barred, *case.answered_by}))
    return replace(
        case, appealed=True, office=above.slug, path=above.path, assignee=None, barred=barred, delivered=False
    )


def _rebased(case: Complaint, event: Event, terms: Terms) -> Complaint:
    """The case goes over to another version of the calendar, and with it every clock for which that is fair."""
    edition, signed = _text(event.data, "edition"), parse(_text(event.data, "signed"))
    clocks = rebasing.rebased(case.clocks, terms, replace(terms, edition=edition), signed, event.at)
    return replace(case, edition=edition, clocks=clocks)


_EFFECTS: dict[Step, Callable[[Complaint, Event, Terms], Complaint]] = {
    Step.VERIFY: _classified,
    Step.CLASSIFY: _classified,
    Step.ASSIGN: _assigned,
    Step.ASK: _asked,
    Step.MESSAGE: _written,
    Step.REFER: _referred,
    Step.ACKNOWLEDGE: _acknowledged,
    **dict.fromkeys((Step.RETURN, Step.RECALL, Step.WITHDRAW), _returned),
    Step.EXTEND: _extended,
    Step.ANSWER: _answered,
    Step.CORRECT: _answered,
    Step.CONTACT: contact.reached,
    Step.DELIVER: _delivered,
    Step.UNDELIVERED: _undelivered,
    Step.APPEAL: _appealed,
    Step.WARN: attention.told,
    Step.BREACH: attention.told,
    Step.TAKE: attention.taken,
    Step.SNOOZE: attention.snoozed,
    Step.REMIND: attention.reminded,
    Step.REBASE: _rebased,
    **erasure.EFFECTS,
}


def _text(data: Data, name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""


def _list(data: Data, name: str) -> tuple[str, ...]:
    value = data.get(name)
    return tuple(value) if isinstance(value, list) else ()
