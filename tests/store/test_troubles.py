"""Troubles that we know of: dated, with an end, about what exists, in every language, and told only while they last."""

import copy
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import pytest

from chalicelib.domain.troubles import to_come, under_way
from chalicelib.notify.texts import languages
from chalicelib.store.book import load
from chalicelib.store.book_checks import BadPolicy, toml
from chalicelib.store.book_troubles import read, troubles

RAW = toml(files("chalicelib.policy") / "troubles.toml")


def changed(**change: Any) -> dict[str, Any]:
    raw = copy.deepcopy(RAW)
    raw["troubles"][0] |= change
    return raw


def test_each_is_about_what_exists_and_speaks_every_language() -> None:
    """No notice names an office or a category that nobody can choose, or leaves out a language."""
    book = load()
    categories = {category.slug for category in book.policy.categories}
    for one in read():
        assert all(book.offices.has(office) for office in one.offices), one.slug
        assert set(one.categories) <= categories, one.slug
        assert set(languages()) == set(one.title) == set(one.text), one.slug


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"source": ""}, "unsourced"),
        ({"until": None}, "no end"),
        ({"title": {"en": "Down"}}, "no title in the first language"),
        ({"text": {"id": "a" * 241}}, "longer than 240"),
    ],
)
def test_what_cannot_be_told(change: dict[str, Any], why: str) -> None:
    """A notice without a source, an end or words stops the build, and is named."""
    with pytest.raises(BadPolicy, match=why):
        troubles(changed(**change))


def test_a_notice_is_there_once() -> None:
    """The same slug twice is refused; no notices at all are the ordinary case."""
    with pytest.raises(BadPolicy, match="more than once"):
        troubles({"troubles": RAW["troubles"] * 2})
    assert troubles({}) == ()


@pytest.mark.parametrize(
    ("now", "ahead", "shown"),
    [
        (datetime(2024, 6, 19, 16, 59, tzinfo=UTC), 1, 0),
        (datetime(2024, 6, 19, 17, 0, tzinfo=UTC), 1, 1),
        (datetime(2024, 6, 28, 16, 59, tzinfo=UTC), 1, 1),
        (datetime(2024, 6, 28, 17, 0, tzinfo=UTC), 0, 0),
    ],
)
def test_it_lasts_from_its_first_midnight_to_its_last(now: datetime, ahead: int, shown: int) -> None:
    """A notice until Friday stands all of Friday, by the clock of western Indonesia, and not a minute longer."""
    found = troubles(RAW)
    assert (len(to_come(found, now)), len(under_way(found, now))) == (ahead, shown)
