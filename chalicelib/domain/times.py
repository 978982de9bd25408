"""Instants: aware UTC inside, `2026-03-13T08:40:00Z` in storage and in the contract."""

from datetime import UTC, datetime


def iso(moment: datetime) -> str:
    """Whole seconds, cut and not rounded. ValueError for a naive time: its zone would be a guess."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse(text: str) -> datetime:
    """The inverse of `iso`, and strict: ValueError for any other form, also a valid ISO one."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
