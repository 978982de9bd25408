"""Every message that would have left the house, kept over restarts, newest last."""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Message:
    """`to` is an address or a number in E.164; `at` is by our clock; `tags` travel back with the provider's events."""

    id: str
    channel: str
    to: str
    subject: str
    text: str
    html: str
    at: str
    sender: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)

    def shown(self) -> dict[str, Any]:
        return asdict(self)


class Outbox:
    def __init__(self, file: Path, clock: Callable[[], datetime]) -> None:
        self._file, self._clock = file, clock
        self._turn = threading.Lock()
        self._messages = list(_kept(file))

    def now(self) -> datetime:
        return self._clock()

    def stamp(self) -> str:
        return self._clock().isoformat(timespec="seconds").replace("+00:00", "Z")

    def add(self, message: Message) -> None:
        line = json.dumps(asdict(message), ensure_ascii=False)
        with self._turn, self._file.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
            self._messages.append(message)

    def messages(self, to: str | None = None) -> list[Message]:
        with self._turn:
            return [message for message in self._messages if to is None or message.to == to]

    def message(self, number: str) -> Message | None:
        return next((message for message in self.messages() if message.id == number), None)


def _kept(file: Path) -> list[Message]:
    """A last line that a kill cut short is left out."""
    found = []
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        try:
            found.append(Message(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return found
