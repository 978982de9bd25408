"""What the clock's minute does: what the stream missed, what is late, and whom to tell."""

import pytest

from chalicelib.domain.complaint import Task
from chalicelib.domain.errors import ChangedMeanwhile
from chalicelib.domain.intents import Sending
from chalicelib.domain.people import Role
from chalicelib.domain.steps import Status, Step
from chalicelib.services import settling
from tests.builders import TICKET
from tests.services.house import MAIL, House

ANOTHER = "IMI-2222-2222-2"


def supervisors_told(house: House) -> list[str]:
    """List who got grouped alerts."""
    return [letter.address.partition("@")[0] for letter in house.post.letters if letter.note.notice == "alerts"]


def test_sends_what_the_stream_missed(house: House) -> None:
    """With the stream gone, every message still goes out within a minute."""
    house.file()
    assert house.sweep() == {"due": 1, "sent": 1}
    assert house.told() == [f"received {MAIL}"]
    assert house.sweep() == {}


def test_closes_when_the_time_to_object_is_over(house: House) -> None:
    """A case closes by itself when the citizen's days have passed, and the citizen is told."""
    case = house.answered()
    settling.hear(house.key("answered", case.version), Sending.DELIVERED, house.delivery)
    house.later(days=30)
    house.sweep()
    house.sweep()
    assert house.complaints.get(TICKET).status is Status.CLOSED
    assert house.told()[-1] == f"closed {MAIL}"


def test_overlapping_sweeps_do_not_double(house: House) -> None:
    """A schedule that fires twice tells nobody twice."""
    house.hire(Role.HEAD)
    house.file()
    house.later(days=4)
    house.sweep("aa")
    house.sweep("bb")
    assert len(supervisors_told(house)) == 1


def test_a_sweep_that_died_is_healed(house: House) -> None:
    """A grouped message that a sweep did not get to send goes with a later one."""
    house.hire(Role.HEAD)
    house.file()
    house.sweep()
    house.later(days=4)
    house.goes_on = [True, False]
    house.sweep()
    assert supervisors_told(house) == []
    house.goes_on = iter(lambda: True, False)
    house.later(minutes=5)
    house.sweep()
    assert len(supervisors_told(house)) == 1


def test_stops_before_its_time_is_up(house: House) -> None:
    """A sweep with no time left leaves the rest to the next one, whole."""
    house.file()
    house.goes_on = [False]
    assert house.sweep() == {"left_for_the_next": 1}
    assert house.told() == []


def test_one_bad_row_does_not_stop_the_others(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that cannot be read keeps no other case waiting."""
    house.file()
    house.file(ANOTHER)
    real = house.delivery.addresses.address
    monkeypatch.setattr(
        house.delivery.addresses, "address", lambda note: real(note) if note.ticket == ANOTHER else 1 / 0
    )
    counts = house.sweep()
    assert (counts["failed"], counts["sent"]) == (1, 1)
    assert isinstance(house.errors[0], ZeroDivisionError)


def two_warnings(house: House) -> None:
    """Two cases of one shard whose first warning is due."""
    house.file()
    house.file(ANOTHER)
    house.sweep()
    house.later(days=4)


def test_many_cases_are_read_in_one_call(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What several cases need of a sweep costs one reading of them together."""
    two_warnings(house)
    monkeypatch.setattr(house.complaints, "get", lambda _ticket: 1 / 0)
    assert house.sweep()["warn"] == 2
    assert house.errors == []


def test_a_batch_that_cannot_be_read_leaves_nothing_out(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """When DynamoDB throttles the reading together, each case is read by itself, and the failure is told."""
    two_warnings(house)
    monkeypatch.setattr(house.complaints, "several", lambda _tickets: 1 / 0)
    assert house.sweep()["warn"] == 2
    assert [type(error) for error in house.errors] == [ZeroDivisionError]


def test_a_state_that_cannot_be_opened_spoils_no_other(house: House) -> None:
    """Of two cases that are read together, a damaged one fails by itself."""
    two_warnings(house)
    key = {"pk": {"S": f"C#{ANOTHER}"}, "sk": {"S": "STATE"}}
    row = house.client.get_item(TableName="cases", Key=key)["Item"]
    house.client.put_item(TableName="cases", Item=row | {"snapshot": {"S": "{"}})
    counts = house.sweep()
    assert (counts["warn"], counts["failed"]) == (1, 1)


def test_lost_race_reads_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """When an officer is quicker than the clock, the clock looks again before it acts."""
    house.file()
    house.sweep()
    house.later(days=4)
    real, races = house.complaints.save, [ChangedMeanwhile(TICKET)]

    def save(change: object, wrapped: bytes | None = None) -> None:
        if races:
            raise races.pop()
        real(change, wrapped)  # type: ignore[arg-type]

    monkeypatch.setattr(house.complaints, "save", save)
    counts = house.sweep()
    assert counts["changed_meanwhile"] == 1
    assert counts["warn"] == 1


def test_never_more_than_its_share(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that somebody changes all the time is left to the next minute."""
    house.file()
    house.sweep()
    house.later(days=4)

    def save(_change: object, _wrapped: bytes | None = None) -> None:
        raise ChangedMeanwhile(TICKET)

    monkeypatch.setattr(house.complaints, "save", save)
    assert house.sweep()["changed_meanwhile"] == 12


def test_settles_in_passing(house: House) -> None:
    """An answer that no channel could carry is a task for the office from the next sweep on; others are looked at."""
    house.file()
    house.take(Step.VERIFY)
    house.take(Step.ANSWER)
    house.client.delete_item(TableName="cases", Key={"pk": {"S": f"C#{TICKET}"}, "sk": {"S": "WHO"}})
    house.sweep()
    assert house.sweep()["settled"] == 3
    assert house.complaints.get(TICKET).task is Task.ANSWER_NOT_DELIVERED
