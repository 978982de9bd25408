"""The stream pump behaves as the event source mapping does in AWS."""

from collections.abc import Iterator
from typing import Any

import pytest

from local.pumps.stream import RETRIES, StreamPump, wanted


class Source:
    """A stream that holds these records once."""

    def __init__(self, count: int) -> None:
        self._pages = [[record(number) for number in range(count)]]

    def read(self) -> Iterator[list[dict[str, Any]]]:
        pages, self._pages = self._pages, []
        yield from pages


def record(number: int, **image: object) -> dict[str, Any]:
    """A new intent that is to be delivered at once, unless told otherwise."""
    seen = {"fast": {"N": "1"}, "status": {"S": "PENDING"}, **image}
    return {
        "eventName": "INSERT",
        "eventSourceARN": "arn:stream",
        "dynamodb": {"SequenceNumber": str(number), "NewImage": seen},
    }


class Handler:
    """Remembers what went through, and fails on some records as it is told."""

    def __init__(self, poison: str, raises: bool) -> None:
        self.passed: list[str] = []
        self.calls = 0
        self._poison, self._raises = poison, raises

    def __call__(self, event: dict[str, Any], _: object) -> dict[str, Any]:
        self.calls += 1
        numbers = [one["dynamodb"]["SequenceNumber"] for one in event["Records"]]
        if self._poison in numbers and self._raises:
            raise ValueError("poison")
        self.passed += [number for number in numbers if number != self._poison]
        return {"batchItemFailures": [{"itemIdentifier": self._poison}] if self._poison in numbers else []}


@pytest.mark.parametrize("raises", [True, False])
def test_one_bad_record_holds_up_nobody(raises: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message that cannot be handled ends as a dead letter without words of anybody; all others go out."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    handler, letters = Handler("7", raises), list[str]()
    StreamPump(Source(25), handler, letters.append)()  # type: ignore[arg-type] # a source of our own
    assert set(handler.passed) == {str(number) for number in range(25)} - {"7"}
    assert len(letters) == 1
    assert '"startSequenceNumber": "7"' in letters[0]
    assert "NewImage" not in letters[0]


def test_a_bad_record_is_tried_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails for a moment only is tried again before anybody gives up."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    handler = Handler("0", raises=True)
    StreamPump(Source(1), handler, lambda _: None)()  # type: ignore[arg-type] # a source of our own
    assert handler.calls == RETRIES + 1


def test_only_new_and_urgent_messages_pass_the_filter() -> None:
    """Of all that changes, only messages to be sent at once wake the sender."""
    assert wanted(record(1))
    assert not wanted(record(1, fast={"N": "0"}))
    assert not wanted(record(1, status={"S": "CLAIMED"}))
    assert not wanted({**record(1), "eventName": "MODIFY"})
    assert not wanted({"eventName": "REMOVE", "dynamodb": {"SequenceNumber": "1"}})
