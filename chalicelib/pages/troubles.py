"""Troubles as pages tell them: in words, with their days, and when to stop showing them."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from chalicelib.domain.troubles import Trouble
from chalicelib.notify import dates
from chalicelib.notify.texts import Words

FIRST = "id"


def told(
    troubles: Iterable[Trouble], now: datetime, language: str, say: Words, place: Callable[[str], str]
) -> list[dict[str, Any]]:
    """`place` names an office by its slug."""
    return [_told(one, language, say, place) | {"begun": one.begins <= now} for one in troubles]


def _told(one: Trouble, language: str, say: Words, place: Callable[[str], str]) -> dict[str, Any]:
    where = say("list.items").join(place(slug) for slug in one.offices)
    last = one.entry.until or one.entry.since
    return {
        "title": one.title.get(language, one.title[FIRST]),
        "text": one.text.get(language, one.text[FIRST]),
        "when": say("trouble.when", since=dates.day(one.entry.since, say), until=dates.day(last, say)),
        "where": say("trouble.where", offices=where) if where else "",
        "offices": list(one.offices),
        "categories": list(one.categories),
        "begins": one.begins.isoformat(timespec="minutes"),
        "ends": one.ends.isoformat(timespec="minutes"),
    }
