"""Fees, rules, laws and channels are refused when they contradict themselves."""

import copy
import tomllib
from typing import Any

import pytest

from chalicelib.store.book_cards import cards
from chalicelib.store.book_checks import BadPolicy
from tests.rules.tree import ROOT

RAW: dict[str, Any] = tomllib.loads((ROOT / "chalicelib" / "policy" / "cards.toml").read_text())


@pytest.mark.parametrize(
    ("section", "change", "why"),
    [
        ("fees", {"source": ""}, "unsourced"),
        ("fees", {"slug": "passport-10"}, "more than once"),
        ("channels", {"address": "humas@imigrasi.go.id.example"}, "not ours"),
        ("channels", {"address": "https://imigrasimelawi.id/"}, "not ours"),
    ],
)
def test_what_cannot_be_shown(section: str, change: dict[str, Any], why: str) -> None:
    """A fee without a source, a fee twice, a channel outside the official domains: the build stops and names it."""
    raw = copy.deepcopy(RAW)
    raw[section][0] |= change | ({"kind": "web"} if "http" in str(change) else {})
    with pytest.raises(BadPolicy, match=why):
        cards(raw)


def test_ours_is_not_called_a_fake() -> None:
    """Nobody is warned of our own address."""
    with pytest.raises(BadPolicy, match="fake"):
        cards(copy.deepcopy(RAW) | {"fakes": ["www.imigrasi.go.id"]})
