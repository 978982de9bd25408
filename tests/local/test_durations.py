"""Durations as people type them."""

from datetime import timedelta

import pytest

from local.durations import parse


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("P9D", timedelta(days=9)),
        ("PT2H30M", timedelta(hours=2, minutes=30)),
        ("P1DT1H", timedelta(days=1, hours=1)),
        ("P2W", timedelta(weeks=2)),
        ("PT45S", timedelta(seconds=45)),
        ("PT0S", timedelta()),
    ],
)
def test_a_length_is_understood(text: str, length: timedelta) -> None:
    """A person moves the clock by days, hours and minutes as the standard writes them."""
    assert parse(text) == length


@pytest.mark.parametrize("text", ["", "P", "PT", "P1DT", "9D", "P-1D", "P1M", "P1Y", "p9d", "P9D ", "P\u0661D"])
def test_a_strange_length_is_refused_with_an_example(text: str) -> None:
    """A person who typed something else is shown what to type."""
    with pytest.raises(ValueError, match="P9D"):
        parse(text)
