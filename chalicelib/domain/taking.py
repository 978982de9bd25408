"""Receiving a complaint and taking a step: what is asked becomes facts, or is refused by name."""

from datetime import date, datetime

from chalicelib.domain.access import can_take, complained_about, parties
from chalicelib.domain.book import Book, Terms
from chalicelib.domain.commands import Command, Filing
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import Fault, Invalid, NotAllowed, StepRefused, TooEarly, UnknownChoice
from chalicelib.domain.events import By, Data, Event
from chalicelib.domain.life import evolve
from chalicelib.domain.people import Citizen
from chalicelib.domain.policy import UnknownSlug
from chalicelib.domain.running import governing
from chalicelib.domain.steps import CITIZEN_WINDOW, RESOLUTION, STEPS, Rule, Step

Taken = tuple[Complaint, tuple[Event, ...]]


def receive(filing: Filing, ticket: str, now: datetime, book: Book) -> Taken:
    """Take a complaint in: find who answers for it, under which terms, and start its clocks. Raises Invalid with every fault."""
    terms = book.terms()
    check(filing, now, terms)
    category = terms.policy.category(filing.category)
    about_staff = filing.about_staff or category.about_staff
    office = terms.offices.responsible(filing.office, about_staff)
    data: dict[str, str | bool | int | list[str] | None] = {
        "kind": filing.kind,
        "category": filing.category,
        "stage": filing.stage,
        "class": terms.policy.klass_of(filing.kind, filing.category),
        "place": filing.office,
        "office": office.slug,
        "excluded": _excluded(filing.office, office.slug, terms) if about_staff else [],
        "language": filing.language,
        "mode": filing.mode,
        "channels": list(filing.channels),
        "happened": filing.happened.isoformat() if filing.happened else None,
        "policy": terms.policy.version,
        "edition": terms.edition,
    }
    event = Event(ticket, 1, Step.RECEIVE, now, By.of(Citizen(ticket)), _said(data), filing.words.digest).sealed()
    return evolve(None, event, book), (event,)


def check(filing: Filing, now: datetime, terms: Terms) -> None:
    """Refuse what the policy does not know and a date that has not come yet at the place; Invalid names every fault at once."""
    policy, faults = terms.policy, []
    if filing.kind not in {kind.slug for kind in policy.kinds}:
        faults.append(Fault("kind", "unknown_choice"))
    elif not policy.suits(filing.kind, filing.category):
        faults.append(Fault("category", "unknown_choice"))
    elif filing.stage and filing.stage not in policy.category(filing.category).stages:
        faults.append(Fault("stage", "unknown_choice"))
    if not terms.offices.has(filing.office):
        faults.append(Fault("office", "unknown_choice"))
    elif filing.happened and filing.happened > _today(filing.office, now, terms):
        faults.append(Fault("happened_on", "future_date"))
    if faults:
        raise Invalid(*faults)


def take(case: Complaint, command: Command, now: datetime, book: Book) -> Taken:
    """Take one step.

    Raises NotAllowed when this is not the actor's to do, StepRefused when the table has no such move now, Invalid when a field does not fit.
    """
    rule = STEPS[command.step]
    if not rule.who & parties(command.actor, case):
        raise NotAllowed(command.step)
    if not can_take(command.actor, command.step, case):
        raise StepRefused(command.step)
    terms = book.terms(case.policy, case.edition)
    _check_words(command, rule)
    data = _facts(case, command, rule, now, terms)
    digest = command.words.digest if command.words else None
    event = Event(
        case.ticket, case.version + 1, command.step, now, By.of(command.actor), _said(data), digest, case.head
    ).sealed()
    return evolve(case, event, book), (event,)


def _check_words(command: Command, rule: Rule) -> None:
    given = command.words.text.strip() if command.words else ""
    if rule.text_required and not given:
        raise Invalid(Fault("text", "missing"))
    if given and not rule.text:
        raise Invalid(Fault("text", "not_here"))


def _facts(case: Complaint, command: Command, rule: Rule, now: datetime, terms: Terms) -> Data:
    match command.step:
        case Step.VERIFY | Step.CLASSIFY:
            return _classification(case, command, terms)
        case Step.ASSIGN:
            return {"to": _target(command)}
        case Step.REFER:
            return {"to": _other_office(case, command, terms), "reason": _reason(command, rule, terms)}
        case Step.APPEAL:
            return {"to": _one_up(case, terms)}
        case Step.EXTEND:
            _extendable(case, terms)
            return {"reason": _reason(command, rule, terms)}
        case Step.CLOSE:
            _window_passed(case, now)
            return {}
        case Step.WARN | Step.BREACH:
            return {"clock": command.clock, "mark": command.mark}
        case _:
            return {"reason": _reason(command, rule, terms)} if rule.reasons else {}


def _classification(case: Complaint, command: Command, terms: Terms) -> Data:
    if command.klass and command.klass not in terms.policy.classes():
        raise UnknownChoice("class")
    if command.category and not terms.policy.suits(case.kind, command.category):
        raise UnknownChoice("category")
    if command.step is Step.CLASSIFY and not (command.klass or command.category):
        raise Invalid(Fault("class", "missing"))
    return {"class": command.klass, "category": command.category}


def _target(command: Command) -> str:
    if not command.to:
        raise Invalid(Fault("to", "missing"))
    return command.to


def _other_office(case: Complaint, command: Command, terms: Terms) -> str:
    to = _target(command)
    if not terms.offices.has(to) or to == case.office:
        raise UnknownChoice("to")
    office = terms.offices.get(to)
    if not office.handles or complained_about(office.path, case.excluded):
        raise UnknownChoice("to")
    return to


def _reason(command: Command, rule: Rule, terms: Terms) -> str:
    if not command.reason:
        raise Invalid(Fault("reason", "missing"))
    try:
        if rule.reasons == "pause":
            return terms.policy.pause(command.reason).slug
        return terms.policy.reason(str(rule.reasons), command.reason).slug
    except UnknownSlug:
        raise UnknownChoice("reason") from None


def _one_up(case: Complaint, terms: Terms) -> str:
    over = terms.offices.above(case.path)
    return next((office.slug for office in over if office.handles), case.office)


def _extendable(case: Complaint, terms: Terms) -> None:
    clock = case.clock(RESOLUTION)
    if clock is None or clock.over or clock.extended or not governing(clock, terms)[0].extension:
        raise StepRefused(Step.EXTEND)


def _window_passed(case: Complaint, now: datetime) -> None:
    window = case.clock(CITIZEN_WINDOW)
    if window is None or window.over or window.due > now:
        raise TooEarly(window.due if window else None)


def _excluded(place: str, office: str, terms: Terms) -> list[str]:
    """Everything from the place up to, and without, the office that now answers for it."""
    chain = [place, *(above.slug for above in terms.offices.above(terms.offices.get(place).path))]
    return chain[: chain.index(office)]


def _today(office: str, now: datetime, terms: Terms) -> date:
    return terms.calendar(office).local_day(now)


def _said(data: Data) -> Data:
    return {name: value for name, value in data.items() if value not in (None, "", [], False)}
