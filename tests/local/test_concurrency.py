"""Many at once, on an engine whose transactions are isolated: one wins, nothing is lost, no number is left out."""

import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from tests.local.running import Answer, Running, ask

CROWD = 16
COMPLAINT: dict[str, Any] = {
    "kind": "complaint",
    "category": "passport-late",
    "office": "jakarta-utara",
    "language": "id",
    "narrative": "Paspor belum jadi.",
    "channels": [],
    "identity": {"mode": "anonymous"},
}
TOO_LATE = {409, 412}
"""Somebody wrote between the reading and the writing; somebody had written before."""


def at_once(act: Callable[[int], Any]) -> list[Any]:
    """Let everybody begin at the same moment."""
    start = Barrier(CROWD)

    def begin(number: int) -> Any:
        start.wait()
        return act(number)

    with ThreadPoolExecutor(CROWD) as crowd:
        return list(crowd.map(begin, range(CROWD)))


def file(cloud: Running, key: str) -> Answer:
    return ask(f"{cloud.site}/v1/complaints", COMPLAINT, Idempotency_Key=key)


def officer(cloud: Running) -> dict[str, str]:
    token = ask(f"{cloud.site}/_local/tokens", {"as": "officer", "office": "jakarta-utara"}).json["token"]
    return {"Authorization": f"Bearer {token}"}


def write(cloud: Running, who: dict[str, str], ticket: str, version: int, **step: str) -> Answer:
    """Take a step as somebody who saw this version."""
    given = who | {"If_Match": f'"{version}"', "Idempotency_Key": uuid.uuid4().hex}
    return ask(f"{cloud.site}/v1/staff/complaints/{ticket}/steps", step, **given)


def history(cloud: Running, who: dict[str, str], ticket: str) -> list[dict[str, Any]]:
    """Every step on file, in order."""
    found: list[dict[str, Any]] = ask(f"{cloud.site}/v1/staff/complaints/{ticket}/steps", **who).json["items"]
    return sorted(found, key=lambda step: int(step["version"]))


def noted(cloud: Running, ticket: str, notes: int) -> None:
    """Let sixteen officers write so many notes each, again whenever another was quicker; none may be missing."""
    who = officer(cloud)

    def persist(number: int) -> None:
        version, left = 1, notes
        while left:
            answer = write(cloud, who, ticket, version, step="note", text=f"{number}/{left}")
            assert answer.status in {200, *TOO_LATE}, answer.text
            left -= answer.status == 200
            version = int(answer.json["version"] if answer.status == 200 else answer.json["complaint"]["version"])

    at_once(persist)
    steps = history(cloud, who, ticket)
    assert [step["version"] for step in steps] == list(range(1, CROWD * notes + 2))
    written = Counter(step["text"] for step in steps[1:])
    assert written == Counter(f"{number}/{left}" for number in range(CROWD) for left in range(1, notes + 1))


def test_sixteen_presses_file_one_complaint(cloud: Running) -> None:
    """However often the button is pressed at once: one ticket, one access code, the same answer byte for byte."""
    key = uuid.uuid4().hex
    answers = at_once(lambda _: file(cloud, key))
    assert {answer.status for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1


def test_sixteen_officers_verify_and_one_wins(cloud: Running) -> None:
    """Of many officers who act at once, one is heard, and every other sees what the case has become."""
    ticket, who = file(cloud, uuid.uuid4().hex).json["ticket"], officer(cloud)
    answers = at_once(lambda _: write(cloud, who, ticket, 1, step="verify"))
    assert Counter(answer.status == 200 for answer in answers) == {True: 1, False: CROWD - 1}
    for answer in (one for one in answers if one.status != 200):
        assert answer.status in TOO_LATE
        assert (answer.json["complaint"]["status"], answer.json["complaint"]["version"]) == ("verified", 2)
    assert [step["step"] for step in history(cloud, who, ticket)] == ["receive", "verify"]


def test_no_note_is_lost_and_no_version_left_out(cloud: Running) -> None:
    """Sixteen officers who write into one case at once, and try again when they were too late, all stay on file."""
    noted(cloud, file(cloud, uuid.uuid4().hex).json["ticket"], notes=2)


@pytest.mark.proof
def test_five_thousand_notes(cloud: Running) -> None:
    """Five thousand notes, by sixteen officers at once in twenty cases: every one on file, every version there."""
    for _ in range(20):
        noted(cloud, file(cloud, uuid.uuid4().hex).json["ticket"], notes=16)
