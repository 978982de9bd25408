"""Answers that come late on purpose."""

import pytest

from local.late import late


def waits(monkeypatch: pytest.MonkeyPatch, *methods: str) -> list[float]:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    for method in methods:
        with late(method):
            slept.append(-1)
    return slept


def test_nobody_waits_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever does not ask for late answers gets each one at once."""
    monkeypatch.delenv("LOCAL_LATE", raising=False)
    assert waits(monkeypatch, "POST", "GET") == [0, -1, 0, 0, -1, 0]


def test_what_was_sent_waits_on_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    """With late answers a request is taken late, and its answer comes later still."""
    monkeypatch.setenv("LOCAL_LATE", "2")
    assert waits(monkeypatch, "POST") == [1, -1, 1]


def test_readings_overtake_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of three readings one waits as long as a sending, one half as long and one not at all."""
    monkeypatch.setenv("LOCAL_LATE", "2")
    assert sorted(waits(monkeypatch, "GET", "GET", "GET")) == [-1, -1, -1, 0, 0, 0.5, 0.5, 1, 1]
