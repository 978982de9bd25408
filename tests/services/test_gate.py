"""An outage uses up no attempts, is noticed by all, probed by one, and what waited goes at the allowed rate."""

from collections import Counter
from datetime import timedelta

import pytest

from chalicelib.domain.intents import Sending
from chalicelib.domain.people import Identity, Mode
from chalicelib.domain.sending import Letter, Posted, Temporary, Throttled
from chalicelib.domain.weather import DRAIN, TRIP, State
from chalicelib.services import delivery
from chalicelib.services.delivery import Outcome
from chalicelib.services.gate import failed, passes, went
from chalicelib.services.pace import Pace
from chalicelib.store.gate import GateStore
from tests.services.house import House

TICKETS = [f"IMI-0000-{number:04d}-0" for number in range(24)]


class Provider:
    """A provider that is down until a moment; each call takes a part of a second, and its time is kept."""

    def __init__(self, house: House, minutes: float, seconds: float = 0.05) -> None:
        self.house, self.until, self.seconds = house, house.now + timedelta(minutes=minutes), seconds
        self.calls: list[float] = []

    def send(self, letter: Letter) -> Posted:
        self.calls.append(self.house.now.timestamp())
        if self.house.now < self.until:
            raise Throttled("ServiceUnavailable")
        self.house.post.letters.append(letter)
        self.house.now += timedelta(seconds=self.seconds)
        return Posted("ses", "id")


def person(number: int) -> Identity:
    return Identity(Mode.NAMED, "Siti", f"siti{number}@warga.example.org")


def state(house: House) -> State:
    return house.gate.look(house.now).of("email").state(house.now)


def break_down(house: House) -> None:
    for _ in range(TRIP):
        failed(house.key("received", 1), house.gate, house.now)


def test_many_failures_in_a_minute_shut_the_channel_for_all(house: House) -> None:
    """What one process learns of an outage every other one knows within seconds, and tries nothing."""
    house.file()
    other = GateStore(house.client, "cases")
    assert other.look(house.now).of("email").state(house.now) is State.CLEAR
    break_down(house)
    assert delivery.deliver(house.key("received", 1), house.delivery) is Outcome.HELD
    assert house.status("received") is Sending.PENDING
    house.later(seconds=5)
    assert not passes(house.key("received", 1), other, house.now, in_turn=True)
    assert passes(house.key("received", 1, "sms"), other, house.now, in_turn=False)


def test_a_few_failures_do_not(house: House) -> None:
    """Nine failures in a minute, and nine in the next, are no outage."""
    for _ in range(2):
        for _ in range(TRIP - 1):
            failed(house.key("received", 1), house.gate, house.now)
        house.later(minutes=1)
    assert state(house) is State.CLEAR


def test_one_message_probes(house: House) -> None:
    """After a minute one message is tried, and no other until it has told how it is; each failure waits longer."""
    break_down(house)
    house.later(minutes=1)
    key = house.key("received", 1)
    assert [passes(key, house.gate, house.now, in_turn=True) for _ in range(3)] == [True, False, False]
    failed(key, house.gate, house.now)
    house.later(seconds=119)
    assert state(house) is State.SHUT
    house.later(seconds=1)
    assert passes(key, house.gate, house.now, in_turn=True)
    house.later(seconds=30)
    assert passes(key, house.gate, house.now, in_turn=True), "a probe that died leaves its right to another"
    went(key, house.gate, house.now)
    assert state(house) is State.DRAINING
    assert not passes(key, house.gate, house.now, in_turn=False)
    assert passes(house.key("one_time_code", 1), house.gate, house.now, in_turn=False)
    house.now += DRAIN
    assert state(house) is State.CLEAR


def test_an_outage_uses_up_no_attempts(house: House) -> None:
    """Two dozen messages through ten minutes of outage: each goes once, and hardly one was tried in vain."""
    provider = Provider(house, minutes=10)
    object.__setattr__(house.delivery, "post", provider)
    for number, ticket in enumerate(TICKETS):
        house.file(ticket, identity=person(number))
    while house.now < provider.until + timedelta(minutes=5):
        house.now = house.now.replace(microsecond=0) + timedelta(minutes=1)
        house.sweep()
    told = Counter(letter.note.ticket for letter in house.post.letters)
    assert (set(told), set(told.values())) == (set(TICKETS), {1})
    in_vain = len(provider.calls) - len(TICKETS)
    assert in_vain <= TRIP + 6


@pytest.mark.parametrize("rate", [10, 14, 50])
def test_what_waited_goes_at_the_allowed_rate(house: House, rate: int) -> None:
    """A drain uses at least nine tenths of what is allowed in each second, and never more than all of it."""
    now = [house.now.timestamp() + 0.3]

    def wait(seconds: float) -> None:
        now[0] += seconds

    pace = Pace(house.gate, {"email": rate}, lambda: now[0], wait)
    sent = []
    for _ in range(rate * 20):
        pace.turn("email")
        sent.append(now[0])
        now[0] += 0.002
    seconds = Counter(int(at) for at in sent)
    full = [seconds[at] for at in sorted(seconds)[1:-1]]
    assert min(full) >= 0.9 * rate
    assert max(seconds.values()) <= rate
    sliding = max(sum(at <= other < at + 1 for other in sent) for at in sent)
    assert sliding <= rate


def test_two_sweeps_share_the_rate(house: House) -> None:
    """Two sweeps that overlap send no more together than one may."""
    now = [house.now.timestamp()]

    def wait(seconds: float) -> None:
        now[0] += seconds

    paces = [Pace(house.gate, {"email": 10}, lambda: now[0], wait) for _ in range(2)]
    sent: Counter[int] = Counter()
    for number in range(120):
        paces[number % 2].turn("email")
        sent[int(now[0])] += 1
    assert max(sent.values()) <= 10


def test_codes_have_turns_of_their_own(house: House) -> None:
    """The sweep leaves a tenth of each second to whoever waits for a one-time code."""
    assert house.gate.turns("email", 1, 9, 10)
    assert house.gate.turns("email", 1, 1, 10)
    assert not house.gate.turns("email", 1, 1, 10)


def test_a_sweep_without_time_goes_on_in_turn(house: House) -> None:
    """A drain that one sweep cannot finish is gone on with by the next, still in turn."""
    for number, ticket in enumerate(TICKETS):
        house.file(ticket, identity=person(number))
    house.goes_on = [True] * 38 + [False] * 99
    house.sweep()
    assert 0 < len(house.post.letters) < len(TICKETS)
    assert state(house) is State.DRAINING
    house.goes_on = iter(lambda: True, False)
    house.sweep()
    assert len(house.post.letters) == len(TICKETS)


def test_an_unsure_call_is_a_failure_too(house: House) -> None:
    """Calls that time out shut the channel as refusals do."""
    house.post.trouble = [Temporary("ReadTimeout")] * TRIP
    for number, ticket in enumerate(TICKETS[:TRIP]):
        house.file(ticket, identity=person(number))
    house.sweep()
    assert state(house) is State.SHUT
