"""Factories that make what they make once a process, and all of it again after `reset`."""

from collections.abc import Callable
from functools import _lru_cache_wrapper, cache
from typing import Any, TypeVar

Made = TypeVar("Made")
made: "list[_lru_cache_wrapper[Any]]" = []


def once(factory: Callable[..., Made]) -> "_lru_cache_wrapper[Made]":
    """Make what a factory makes once a process; `reset` forgets it."""
    kept = cache(factory)
    made.append(kept)
    return kept


def reset() -> None:
    """Forget every client and store, as a new process would."""
    for each in made:
        each.cache_clear()
