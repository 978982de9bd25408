"""Receiving a complaint and taking a step: what is asked becomes facts, or is refused by name."""

from datetime import date, datetime, timedelta

from chalicelib.domain import attention, erasure, questions, rebasing, referring, timing
from chalicelib.domain.access import can_take, covers, parties
from chalicelib.domain.book import Book, Terms
from chalicelib.domain.commands import Command, Filing
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import Fault, Invalid, NotAllowed, StepRefused, UnknownChoice, one_of
from chalicelib.domain.events import By, Data, Event
from chalicelib.domain.life import evolve
from chalicelib.domain.people import Citizen
from chalicelib.domain.policy import Coded, Policy
from chalicelib.domain.steps import STEPS, Rule, Step

Taken = tuple[Complaint, tuple[Event, ...]]
REPORTED = frozenset(
    {
        *(Step.WARN, Step.BREACH, Step.REMIND, Step.REBASE),
        *(Step.DOCUMENT_KEPT, Step.DOCUMENT_REFUSED, Step.DOCUMENT_REMOVED),
    }
)

EASTERNMOST = timedelta(hours=14)


def receive(filing: Filing, ticket: str, now: datetime, book: Book) -> Taken:
    """Take a complaint in: find who answers for it, under which terms, and start its clocks.

    Raises Invalid with every fault.
    """
    terms = book.terms(book.in_force(now, filing.office).version)
    check(filing, now, terms, book)
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
        "mandate": filing.mandate,
        "channels": list(filing.channels),
        "in_turn": filing.in_turn or None,
        "happened": filing.happened.isoformat() if filing.happened else None,
        "answers": filing.words.answers.digest(filing.words.salt) if filing.words.answers.given else None,
        "policy": terms.policy.version,
        "edition": terms.edition,
    }
    event = Event(
        ticket, 1, Step.RECEIVE, _whole(now), By.of(Citizen(ticket)), _said(data), filing.words.digest
    ).sealed()
    return evolve(None, event, book), (event,)


def check(filing: Filing, now: datetime, terms: Terms, book: Book) -> None:
    """Refuse what the policy does not know, a date that has not come yet at the place, and answers that do not fit.

    Invalid names every fault at once; only where nobody knows which questions were asked, no answer is judged.
    """
    policy, today, faults = terms.policy, _today(filing.office, now, terms), []
    if filing.kind not in {kind.slug for kind in policy.kinds}:
        faults.append(one_of("kind", (kind.slug for kind in policy.kinds)))
    elif not policy.suits(filing.kind, filing.category):
        faults.append(one_of("category", _categories(policy, filing.kind)))
    else:
        if filing.stage and filing.stage not in policy.category(filing.category).stages:
            faults.append(one_of("stage", policy.category(filing.category).stages))
        faults += _answered(filing, today, terms, book)
    if not terms.offices.has(filing.office):
        faults.append(Fault("office", "unknown_choice"))
    if filing.happened and filing.happened > today:
        faults.append(Fault("happened_on", "future_date"))
    if faults:
        raise Invalid(*faults)


def _answered(filing: Filing, today: date, terms: Terms, book: Book) -> list[Fault]:
    """Hold the answers against the questions under which they were given, which may be older than today's."""
    answers = filing.words.answers
    policy = book.policies.get(answers.edition) if answers.edition else terms.policy
    if policy is None:
        return [one_of("questions", book.policies)]
    return questions.faults(policy.asks(filing.kind, filing.category), dict(answers.given), today)


def take(case: Complaint, command: Command, now: datetime, book: Book) -> Taken:
    """Take one step.

    Raises NotAllowed when this is not the actor's to do, StepRefused when the table has no such move now, Invalid when
    a field does not fit.
    """
    rule = STEPS.get(command.step)
    if rule is None or not rule.who & parties(command.actor, case):
        raise NotAllowed(command.step)
    if not can_take(command.actor, command.step, case):
        raise StepRefused(command.step)
    terms = book.terms(case.policy, case.edition)
    _check_words(command, rule)
    timing.check(case, command, now)
    data = _facts(case, command, rule, terms, _whole(now))
    digest = command.words.digest if command.words else None
    event = Event(
        case.ticket, case.version + 1, command.step, _whole(now), By.of(command.actor), _said(data), digest, case.head
    ).sealed()
    return evolve(case, event, book), (event,)


def _check_words(command: Command, rule: Rule) -> None:
    given = command.words.text.strip() if command.words else ""
    if rule.text_required and not given:
        raise Invalid(Fault("text", "missing"))
    if given and not rule.text:
        raise Invalid(Fault("text", "not_here"))


def _facts(case: Complaint, command: Command, rule: Rule, terms: Terms, now: datetime) -> Data:
    match command.step:
        case Step.VERIFY | Step.CLASSIFY:
            return _classification(case, command, terms)
        case Step.ASSIGN | Step.APPEAL:
            return {"to": _colleague(case, command) if command.step is Step.ASSIGN else _one_up(case, terms)}
        case Step.REFER:
            return referring.receiver(case, command, terms, now) | {"reason": _reason(case, command, rule, terms)}
        case Step.ACKNOWLEDGE | Step.RETURN | Step.RECALL:
            return {"agency": case.agency} if case.referral else {}
        case Step.ASK:
            return {"reason": timing.pausing(case, _reason(case, command, rule, terms), terms)}
        case Step.CONTACT:
            return _contact(case, command)
        case Step.ERASED:
            return {"again": command.reason == erasure.AGAIN}
        case Step.SNOOZE:
            until = attention.comes_back(case, command.until, now, terms)
            return {"reason": _reason(case, command, rule, terms), "until": until}
        case step if step in REPORTED:
            return _reported(case, command, terms, now)
        case _:
            return {"reason": _reason(case, command, rule, terms)} if rule.reasons else {}


def _classification(case: Complaint, command: Command, terms: Terms) -> Data:
    if command.klass and command.klass not in terms.policy.classes():
        raise UnknownChoice("class", terms.policy.classes())
    if command.category and not terms.policy.suits(case.kind, command.category):
        raise UnknownChoice("category", _categories(terms.policy, case.kind))
    if command.step is Step.CLASSIFY and not (command.klass or command.category):
        raise Invalid(Fault("class", "missing"))
    category = terms.policy.category(command.category) if command.category else None
    about_staff = category is not None and category.about_staff
    moved = _over_those_complained_of(case, terms) if about_staff and not case.excluded else {}
    klass = command.klass or (category.klass if category else None)
    return {"class": klass, "category": command.category, **moved}


def _over_those_complained_of(case: Complaint, terms: Terms) -> Data:
    """What turns out to be about staff leaves their hands, as if filed so; StepRefused while it is referred."""
    if case.referred:
        raise StepRefused(Step.CLASSIFY)
    judge = terms.offices.responsible(case.place, about_staff=True)
    above = covers(case.path, judge.path)
    return {"to": case.office if above else judge.slug, "excluded": _excluded(case.place, judge.slug, terms)}


def _contact(case: Complaint, command: Command) -> Data:
    """Which parts were changed, and by which ways and in which language they want to be told: no address."""
    asked = command.contact
    if asked is None:
        raise Invalid(Fault("email", "missing"))
    channels = case.channels if asked.channels is None else asked.channels
    in_turn = case.in_turn if asked.channels is None else asked.in_turn and len(channels) > 1
    told = {"channels": list(channels), "in_turn": in_turn or None, "language": asked.language or case.language}
    return {"parts": list(asked.parts), **told}


def _reported(case: Complaint, command: Command, terms: Terms, now: datetime) -> Data:
    """What the clock, or the desk of documents, has found.

    Of a document: its number, why it was refused, and of one that is kept the salted hash of what is served.
    """
    if command.step is Step.REBASE:
        return rebasing.facts(case, terms, now)
    if found := command.document:
        return {"document": found.number, "digest": found.digest, "reason": command.reason}
    return {"clock": command.clock, "mark": command.mark, "to": command.to}


def _colleague(case: Complaint, command: Command) -> str:
    """Whoever decided before an appeal is not given the case again."""
    to = referring.target(command)
    if to in case.barred:
        raise UnknownChoice("to")
    return to


def _reason(case: Complaint, command: Command, rule: Rule, terms: Terms) -> str:
    if rule.reasons == "pause":
        known: dict[str, Coded | None] = {pause.slug: None for pause in terms.policy.pauses}
    else:
        known = {coded.slug: coded for coded in terms.policy.reasons(str(rule.reasons))}
    if command.reason not in known:
        raise UnknownChoice("reason", known)
    coded = known[command.reason]
    if coded and coded.after_asking and not case.asked:
        raise Invalid(Fault("reason", "ask_first"))
    if coded and coded.needs_text and not (command.words and command.words.text.strip()):
        raise Invalid(Fault("text", "missing"))
    return command.reason


def _categories(policy: Policy, kind: str) -> list[str]:
    return [category.slug for category in policy.categories if kind in category.kinds]


def _one_up(case: Complaint, terms: Terms) -> str:
    over = terms.offices.above(case.path)
    return next((office.slug for office in over if office.handles), case.office)


def _excluded(place: str, office: str, terms: Terms) -> list[str]:
    """Everything from the place up to, and without, the office that now answers for it."""
    chain = [place, *(above.slug for above in terms.offices.above(terms.offices.get(place).path))]
    return chain[: chain.index(office)]


def _whole(now: datetime) -> datetime:
    """Events are kept to the second; a state worked out from a finer time could not be rebuilt."""
    return now.replace(microsecond=0)


def _today(office: str, now: datetime, terms: Terms) -> date:
    """The day at the place; where nobody knows which that is, the latest day that it is anywhere."""
    return terms.calendar(office).local_day(now) if terms.offices.has(office) else (now + EASTERNMOST).date()


def _said(data: Data) -> Data:
    return {name: value for name, value in data.items() if value not in (None, "", [], False)}
