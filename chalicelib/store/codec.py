"""Domain values as canonical JSON and back.

Fields at their default are left out, so that a new one needs no migration.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from chalicelib.domain.channels import Announced
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.events import Event
from chalicelib.domain.overlays import Overlay

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@cache
def _complaints() -> TypeAdapter[Complaint]:
    from pydantic import TypeAdapter

    return TypeAdapter(Complaint)


@cache
def _events() -> TypeAdapter[Event]:
    from pydantic import TypeAdapter

    return TypeAdapter(Event)


@cache
def _overlays() -> TypeAdapter[Overlay]:
    from pydantic import TypeAdapter

    return TypeAdapter(Overlay)


@cache
def _channels() -> TypeAdapter[Announced]:
    from pydantic import TypeAdapter

    return TypeAdapter(Announced)


def snapshot(case: Complaint) -> str:
    """Give the same bytes for the same state, always: the order of fields is the class's."""
    return _complaints().dump_json(case, exclude_defaults=True).decode()


def complaint(body: str) -> Complaint:
    """Read a snapshot."""
    return _complaints().validate_json(body)


def record(event: Event) -> str:
    """Give an event as it is kept."""
    return _events().dump_json(event, exclude_defaults=True).decode()


def event(body: str) -> Event:
    """Read an event."""
    return _events().validate_json(body)


def version(overlay: Overlay) -> str:
    """Give a version of an office's own days as it is kept."""
    return _overlays().dump_json(overlay, exclude_defaults=True).decode()


def overlay(body: str) -> Overlay:
    """Read such a version."""
    return _overlays().validate_json(body)


def channel_kept(channel: Announced) -> str:
    """Give a channel as it is kept."""
    return _channels().dump_json(channel, exclude_defaults=True).decode()


def channel(body: str) -> Announced:
    """Read such a channel."""
    return _channels().validate_json(body)
