"""What a sweep sends: a few messages one after the other, many side by side and in turn."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from chalicelib.domain.intents import DESK
from chalicelib.domain.sending import Key
from chalicelib.domain.weather import State
from chalicelib.services.delivery import Delivery, deliver
from chalicelib.services.pace import Pace

Work = Callable[[], Counter[str]]
LEFT = "left_for_the_next"


def one_by_one(works: Iterable[Work]) -> Iterator[Counter[str]]:
    """Do each when the one before is done."""
    return (work() for work in works)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The tools: `goes_on` and `failed` are the sweep's; `together` does many at once, and gives what each has done."""

    delivery: Delivery
    pace: Pace
    goes_on: Callable[[], bool]
    failed: Callable[[Exception], None]
    together: Callable[[Iterable[Work]], Iterable[Counter[str]]] = one_by_one


def send(keys: list[Key], out: Outgoing) -> Counter[str]:
    """Send what is due, oldest first. What there was no time for is due for the next sweep, which goes on in turn."""
    counts: Counter[str] = Counter()
    if not keys:
        return counts
    busy = _busy(keys, out)
    works = [partial(_one, key, key.channel in busy and key.recipient != DESK, out) for key in keys]
    for done in (out.together if busy else one_by_one)(works):
        counts.update(done)
    if counts[LEFT]:
        for channel in busy:
            out.delivery.gate.drain(channel, out.delivery.casework.clock())
    return +counts


def _busy(keys: list[Key], out: Outgoing) -> frozenset[str]:
    """List the channels on which messages wait for their turn: after an outage, or where there are too many at once."""
    now, waiting = out.delivery.casework.clock(), Counter(key.channel for key in keys if key.recipient != DESK)
    weather = out.delivery.gate.look(now)
    draining = {channel for channel in waiting if weather.of(channel).state(now) is State.DRAINING}
    clear = {channel for channel in waiting if weather.of(channel).state(now) is State.CLEAR}
    return frozenset(draining | {channel for channel in clear if waiting[channel] > out.pace.rates[channel]})


def _one(key: Key, in_turn: bool, out: Outgoing) -> Counter[str]:
    """A message that fails in an unforeseen way must not keep the others."""
    if not out.goes_on():
        return Counter({LEFT: 1})
    try:
        if in_turn:
            out.pace.turn(key.channel)
        return Counter({deliver(key, out.delivery, in_turn=in_turn).value: 1})
    except Exception as error:  # noqa: BLE001 - a poisoned row must not stop the others; it is logged and counted
        out.failed(error)
        return Counter(failed=1)
