"""A thread that does one thing again and again until it is told to stop."""

import logging
import threading
from collections.abc import Callable

log = logging.getLogger("local")


class Pump(threading.Thread):
    """`work` says whether there may be more at once; otherwise it is called again after `pause` seconds."""

    def __init__(self, name: str, work: Callable[[], bool], pause: float) -> None:
        super().__init__(name=name, daemon=True)
        self._work, self._pause = work, pause
        self._ended = threading.Event()
        self._idle = threading.Condition()
        self._empty_rounds = 0

    def run(self) -> None:
        while not self._ended.is_set():
            if not self._once():
                with self._idle:
                    self._empty_rounds += 1
                    self._idle.notify_all()
                self._ended.wait(self._pause)

    def _once(self) -> bool:
        try:
            return self._work()
        except Exception:
            if not self._ended.is_set():
                log.exception("The %s pump met an error and goes on", self.name)
            return False

    def drain(self, seconds: float) -> None:
        """Wait until a round that began after this call found nothing to do, at most so long."""
        with self._idle:
            goal = self._empty_rounds + 2
            self._idle.wait_for(lambda: self._empty_rounds >= goal, seconds)

    def stop(self) -> None:
        self._ended.set()
