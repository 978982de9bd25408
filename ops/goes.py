"""How far a long command has come. Without a terminal nothing is shown, and whatever fails on the way ends it."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")
errors = Console(stderr=True)


def through(found: Sequence[T], what: str, *, quiet: bool = False) -> Iterator[T]:
    """Yield each of them. Rich's own `track` would wait for its thread for ever after an exception."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    off = quiet or not errors.is_terminal
    with Progress(*columns, console=errors, transient=True, disable=off) as shown:
        task = shown.add_task(what, total=len(found))
        for one in found:
            yield one
            shown.advance(task)
