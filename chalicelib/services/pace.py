"""Messages in turn: so many a second and never more, however many processes send."""

from collections import deque
from collections.abc import Callable, Mapping
from threading import Lock

from chalicelib.domain.weather import kept
from chalicelib.services.gate import Gate


class Pace:
    """Gives turns: `rates` a second, by channel; `ticks` tells the time in seconds, `wait` lets some pass.

    The turns of one second are taken together and given out evenly over it; a turn that was missed is not made up for.
    """

    def __init__(
        self, gate: Gate, rates: Mapping[str, int], ticks: Callable[[], float], wait: Callable[[float], None]
    ) -> None:
        self.rates = rates
        self._gate, self._ticks, self._wait = gate, ticks, wait
        self._lock, self._turns = Lock(), {channel: deque[float]() for channel in rates}

    def turn(self, channel: str) -> None:
        """Return when it is this message's turn."""
        with self._lock:
            at = self._next(channel)
        self._wait(max(0.0, at - self._ticks()))

    def _next(self, channel: str) -> float:
        turns, rate = self._turns[channel], self.rates[channel]
        while True:
            now = self._ticks()
            while turns and turns[0] < now - 1 / rate:
                turns.popleft()
            if turns:
                return turns.popleft()
            second, ours = int(now), rate - kept(rate)
            if self._gate.turns(channel, second, ours, rate):
                turns.extend(second + number / ours for number in range(ours))
            else:
                self._wait(second + 1 - now)
