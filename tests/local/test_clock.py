"""The clock's door."""

from datetime import datetime

import pytest

from tests.local.running import Running, ask


def test_the_clock_moves_forward(cloud: Running) -> None:
    """A person can go an hour ahead and see it."""
    before = datetime.fromisoformat(ask(f"{cloud.site}/_local/clock").json["now"])
    moved = ask(f"{cloud.site}/_local/clock", {"advance": "PT1H"})
    after = datetime.fromisoformat(moved.json["now"])
    assert moved.status == 200
    assert 3600 <= (after - before).total_seconds() < 3660


@pytest.mark.parametrize(
    "body", [{}, {"advance": "9 days"}, {"advance": 9}, {"advance": "P9D", "reset": True}, [], b"{", {"back": "P1D"}]
)
def test_a_strange_move_is_refused_with_an_example(cloud: Running, body: object) -> None:
    """Whoever asks the clock for something else is told what it understands."""
    answer = ask(f"{cloud.site}/_local/clock", body)
    assert answer.status == 422
    assert answer.json["title"]
