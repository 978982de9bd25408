"""Dead letters: looked at, read again where that does any good, else taken away."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

AGAIN = frozenset({"provider-events", "uploads"})
"""Queues whose letters are worth reading again; the work of the others is in the ledger, which the sweep reads."""
SUFFIX = "DeadLettersUrl"


class NoQueue(Exception):
    """A name that no queue of dead letters has."""


@dataclass(frozen=True, slots=True)
class Letters:
    """One queue of dead letters: its name, its address, how many wait, and what becomes of them."""

    name: str
    url: str
    waiting: int

    @property
    def fate(self) -> str:
        """Say what a redrive does."""
        return "read again" if self.name in AGAIN else "taken away"


def queues(outputs: Mapping[str, str]) -> dict[str, str]:
    """Give every queue of dead letters by the name that operators type: `OnChangeDeadLettersUrl` is `on-change`."""
    found = {name.removesuffix(SUFFIX): url for name, url in outputs.items() if name.endswith(SUFFIX)}
    return {re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower(): url for name, url in found.items()}


def look(client: Any, outputs: Mapping[str, str], name: str) -> Letters:
    """Count what waits. Raises NoQueue with the names that there are."""
    known = queues(outputs)
    if name not in known:
        raise NoQueue(f"{name} is no queue; there are {', '.join(sorted(known))}.")
    found = client.get_queue_attributes(QueueUrl=known[name], AttributeNames=["ApproximateNumberOfMessages"])
    return Letters(name, known[name], int(found["Attributes"]["ApproximateNumberOfMessages"]))


def redrive(client: Any, letters: Letters) -> None:
    """Have them read again by the queue that they came from, or take them away."""
    if letters.name not in AGAIN:
        client.purge_queue(QueueUrl=letters.url)
        return
    found = client.get_queue_attributes(QueueUrl=letters.url, AttributeNames=["QueueArn"])
    client.start_message_move_task(SourceArn=found["Attributes"]["QueueArn"])
