"""How many SMS a text costs."""

import pytest

from local.segments import segments


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("申" * 70, 1),
        ("申" * 71, 2),
        ("", 1),
    ],
)
def test_segments(text: str, count: int) -> None:
    """The outbox page shows what a message would cost."""
    assert segments(text) == count
