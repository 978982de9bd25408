"""Once a minute: what the stream missed, what time has done to cases, and whom to tell of it.

Two sweeps may overlap, and one may die at any call: every change is one conditional transaction, every message is
claimed before it is sent, and what is left undone is still due for the next.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from chalicelib.domain.alarms import next_alarm
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import ChangedMeanwhile
from chalicelib.domain.intents import LIVE
from chalicelib.domain.sending import Key
from chalicelib.domain.steps import Step
from chalicelib.domain.times import iso
from chalicelib.services import alerts, daily, desks, erasure, rebase
from chalicelib.services.casework import changed
from chalicelib.services.delivery import Batch, Delivery, deliver
from chalicelib.services.erasure import Eraser
from chalicelib.services.forecasts import PROMISE, Forecasts, Week, tell
from chalicelib.services.outgoing import Outgoing, send
from chalicelib.services.outports import Holders
from chalicelib.services.settling import settle

STATE = "STATE"
TOGETHER = 50
"""Cases that are read in one call: few enough that the last of them was read moments ago."""
Read = Callable[[], Complaint]
MOST = 12
"""Alarms of one case in one sweep: more than its clocks and their rungs together can have."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """The tools of this desk.

    `mark` makes this sweep's name unlike any other's; `goes_on` turns False shortly before the machine is taken away;
    `failed` hears of what went wrong with one row, which must not keep the others waiting; `eraser` takes away what
    is left of somebody who was erased.
    """

    delivery: Delivery
    holders: Holders
    shards: int
    mark: str
    goes_on: Callable[[], bool]
    failed: Callable[[Exception], None]
    out: Outgoing
    jobs: rebase.Jobs | None = None
    forecasts: Forecasts | None = None
    daily: Forecasts | None = None
    eraser: Callable[[], Eraser] | None = None


def run(desk: Sweep) -> Counter[str]:
    """Do what is due in every shard, then send the grouped alerts; give what was done, counted."""
    counts: Counter[str] = Counter()
    jobs: list[Key] = []
    now = desk.delivery.casework.clock()
    batch = Batch(f"{iso(now)}~{desk.mark}")
    for shard in range(desk.shards):
        letters: list[Key] = []
        for key, status, read in _read(desk.delivery.ledger.due(shard, now), desk):
            if not desk.goes_on():
                counts["left_for_the_next"] += 1
                return counts
            counts["due"] += 1
            if key.sk.startswith(rebase.MARK):
                jobs.append(key)
                continue
            if status in LIVE and key.notice != desks.UNREACHED:
                letters.append(key)
                continue
            _guarded(partial(_one, key, batch, desk, read), counts, desk)
        counts.update(send(letters, desk.out))
    counts.update(send([*batch.headers], desk.out))
    for job in jobs:
        _guarded(partial(_walked, job, batch.name, counts, desk), counts, desk)
    return counts


def _read(due: Iterable[tuple[Key, str]], desk: Sweep) -> Iterator[tuple[Key, str, Read]]:
    """Say how each row's case is read: many with one call, a single one by itself."""
    get = desk.delivery.casework.complaints.get
    rows = iter(due)
    while some := tuple(islice(rows, TOGETHER)):
        tickets = [_ticket(key) for key, _ in some if key.sk == STATE]
        found = _several(tickets, desk) if len(tickets) > 1 else {}
        for key, status in some:
            yield key, status, found.get(_ticket(key), partial(get, _ticket(key)))


def _several(tickets: list[str], desk: Sweep) -> Mapping[str, Read]:
    """Where the batch cannot be read, each case is read by itself, and shows which of them it was."""
    try:
        return desk.delivery.casework.complaints.several(tickets)
    except Exception as error:  # noqa: BLE001 - it is logged, and nothing is left out
        desk.failed(error)
        return {}


def _ticket(key: Key) -> str:
    return key.pk.removeprefix("C#")


def _walked(job: Key, name: str, counts: Counter[str], desk: Sweep) -> Counter[str]:
    """Give open cases another calendar: after all that is due, since there may be many."""
    batch, casework = Batch(name), desk.delivery.casework

    def reach(ticket: str) -> bool | None:
        if not desk.goes_on():
            return None
        before = counts["failed"]
        _guarded(partial(_tick, partial(casework.complaints.get, ticket), batch, desk), counts, desk)
        return counts["failed"] == before

    done = desk.jobs is None or rebase.walk(job, desk.jobs, casework.book.offices, casework.clock(), reach)
    counts.update(send([*batch.headers], desk.out))
    return Counter(jobs=1) if done else Counter(left_for_the_next=1)


def _guarded(work: Callable[[], Counter[str]], counts: Counter[str], desk: Sweep) -> None:
    try:
        counts.update(work())
    except Exception as error:  # noqa: BLE001 - a poisoned row must not stop the sweep; it is logged and counted
        desk.failed(error)
        counts["failed"] += 1


def _one(key: Key, batch: Batch, desk: Sweep, read: Read) -> Counter[str]:
    if key.sk == STATE:
        return _tick(read, batch, desk)
    if key.sk == daily.PROMISE:
        return _summed_up(key.pk.removeprefix("J#"), batch, desk)
    if key.sk == PROMISE:
        return _foretold(key.pk.removeprefix("J#"), batch, desk)
    if key.notice == desks.UNREACHED:
        return Counter({deliver(key, desk.delivery, batch=batch).value: 1})
    settle(key, desk.delivery)
    return Counter(settled=1)


def _summed_up(office: str, batch: Batch, desk: Sweep) -> Counter[str]:
    """Owe the office's figures of the day, if it is time."""
    casework = desk.delivery.casework
    if desk.daily is None:
        return Counter()
    owed = daily.tell(Week(office, casework.clock(), casework.book.terms(), desk.daily, desk.holders))
    batch.headers.update(dict.fromkeys(owed))
    return Counter(daily=len(owed)) if owed else Counter()


def _foretold(office: str, batch: Batch, desk: Sweep) -> Counter[str]:
    """Owe the office's forecast of the week, if it is time; it goes out with the alerts."""
    casework = desk.delivery.casework
    if desk.forecasts is None:
        return Counter()
    owed = tell(Week(office, casework.clock(), casework.book.terms(), desk.forecasts, desk.holders))
    batch.headers.update(dict.fromkeys(owed))
    return Counter(forecasts=len(owed)) if owed else Counter()


def _tick(read: Read, batch: Batch, desk: Sweep) -> Counter[str]:
    """Take every step that time asks of one case, each in a transaction of its own."""
    counts: Counter[str] = Counter()
    complaints = desk.delivery.casework.complaints
    case = read()
    for _ in range(MOST):
        try:
            after = _step(case, batch, counts, desk)
        except ChangedMeanwhile:
            after = complaints.get(case.ticket)
            counts["changed_meanwhile"] += 1
        if after is None:
            break
        case = after
    return counts


def _step(case: Complaint, batch: Batch, counts: Counter[str], desk: Sweep) -> Complaint | None:
    """Take the step that is due, with its alerts; None when none is. Raises ChangedMeanwhile."""
    casework = desk.delivery.casework
    now, book = casework.clock(), casework.book
    alarm = next_alarm(case, book, now)
    if alarm is None or alarm.at > now:
        return None
    if alarm.step is Step.EMPTIED and desk.eraser:
        erasure.empty(case, desk.eraser())
    change = changed(case, alarm.command, casework)
    terms = book.terms(case.policy, case.edition)
    lines = alerts.owed(change.case, change.event, batch.name, terms, desk.holders)
    casework.complaints.save(replace(change, alerts=lines))
    batch.headers.update(dict.fromkeys(map(desk.delivery.ledger.header, lines)))
    counts[alarm.step.value] += 1
    counts["alerts"] += len(lines)
    return change.case
