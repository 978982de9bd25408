"""What stands beside a category: dated, sourced, about categories that exist, and never out of our pages."""

import copy
from importlib.resources import files

import pytest

from chalicelib.store.book import load
from chalicelib.store.book_beside import beside, read
from chalicelib.store.book_checks import BadPolicy, toml

RAW = toml(files("chalicelib.policy") / "beside.toml")


def test_every_category_that_is_named_exists() -> None:
    """No door stands beside a category that nobody can choose."""
    known = {category.slug for category in load().policy.categories}
    found = read()
    assert {category for door in found.doors for category in door.categories} <= known
    assert set(found.danger.categories) <= known
    assert [door.slug for door in found.doors_of("payment")] == ["fees"]


@pytest.mark.parametrize("change", [{"door": "https://elsewhere.example/"}, {"source": ""}, {"slug": "refused"}])
def test_what_is_wrong_stops_the_build(change: dict[str, str]) -> None:
    """A door without a source, twice, or out of our pages is refused."""
    raw = copy.deepcopy(RAW)
    raw["doors"][0] |= change
    with pytest.raises(BadPolicy):
        beside(raw)
