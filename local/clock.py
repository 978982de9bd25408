"""Our clock: real time and what people added to it. It moves forward only, and a restart keeps it."""

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

FILE = "clock.json"


class Clock:
    """Called, it tells the time in whole seconds, as the app's own does; `wiring.clock` is one of these."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._turn = threading.Lock()
        self._offset = timedelta(seconds=self._kept())

    def __call__(self) -> datetime:
        return (datetime.now(UTC) + self._offset).replace(microsecond=0)

    @property
    def offset(self) -> timedelta:
        return self._offset

    def advance(self, length: timedelta) -> None:
        with self._turn:
            self._set(self._offset + length)

    def reset(self) -> None:
        """Back to real time. Cases written in the future stay there: meant for an empty local cloud."""
        with self._turn:
            self._set(timedelta())

    def _set(self, offset: timedelta) -> None:
        aside = self._file.with_suffix(".part")
        aside.write_text(json.dumps({"offset_seconds": offset.total_seconds()}), encoding="utf-8")
        aside.replace(self._file)
        self._offset = offset

    def _kept(self) -> float:
        try:
            return float(json.loads(self._file.read_text(encoding="utf-8"))["offset_seconds"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0.0
