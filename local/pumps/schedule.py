"""EventBridge's minute: the sweep, one at a time, on the minute and whenever our clock was moved."""

import logging
import threading
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from local.context import Context
from local.emulator import REGION

log = logging.getLogger("local")

EVERY_SECONDS = 60.0


class Sweep:
    def __init__(self, handler: Callable[[dict[str, Any], Context], Any], clock: Callable[[], datetime]) -> None:
        self._handler, self._clock = handler, clock
        self._turn = threading.Lock()

    def __call__(self) -> bool:
        """Never asks to be called again at once: the minute does that."""
        with self._turn:
            try:
                self._handler(self._event(), Context("sweep", 60))
            except Exception:
                log.exception("The sweep raised; the next one does its work")
        return False

    def _event(self) -> dict[str, Any]:
        return {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": "000000000000",
            "time": self._clock().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "region": REGION,
            "resources": [],
            "detail": {},
        }
