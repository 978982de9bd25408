"""The API's doors, a face at a time: who files a complaint does not wait until the officers' doors are loaded."""

import gc
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from chalicelib.handlers.http import Routes

Table = Mapping[str, tuple[str, ...]]
"""The beginning of a path, the longer before the shorter, and the doors behind it: `module.name` of its routes."""


class Faces:
    """Opens the doors of a face when the first request for it comes; each door once a process."""

    def __init__(self, register: Callable[[Any], None], table: Table) -> None:
        self._register, self._table = register, table
        self._open: set[str] = set()

    def opened(self, request: Any, answer: Callable[[Any], Any]) -> Any:
        """Answer a request, as Chalice's middleware, with the doors of its path open."""
        self.open(str(request.context.get("resourcePath", "")))
        return answer(request)

    def open(self, path: str) -> None:
        """Open the doors of the face that a path belongs to; a path that belongs to none opens nothing."""
        left = [door for door in self._behind(path) if door not in self._open]
        if left:
            with_all_kept(lambda: [self._register(door.blueprint) for door in map(found, left)])
            self._open.update(left)

    def open_all(self) -> None:
        """Open every face."""
        for face in self._table:
            self.open(face)

    def _behind(self, path: str) -> tuple[str, ...]:
        return next((doors for face, doors in self._table.items() if path.startswith(face)), ())


def found(door: str) -> Routes:
    """Load the module of a door. Raises ImportError or AttributeError for one that is none."""
    name, _, routes = door.partition(".")
    loaded: Routes = getattr(import_module(f"chalicelib.handlers.{name}"), routes)
    return loaded


def with_all_kept(load: Callable[[], object]) -> None:
    """Load what stays: to look through it for garbage, again and again, costs a seventh of the load."""
    gc.disable()
    try:
        load()
        gc.freeze()
    finally:
        gc.enable()
