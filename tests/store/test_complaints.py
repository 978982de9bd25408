"""The record of complaints: all of a change or nothing, once, and never past a lock."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib.domain.change import Answer, Change
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import ChangedMeanwhile, KeyReused, NotFound
from chalicelib.domain.events import Unreadable, intact
from chalicelib.domain.life import rebuild
from chalicelib.domain.steps import Step
from chalicelib.services.casework import changed
from chalicelib.store import codec
from tests import builders
from tests.cloud import Cloud
from tests.services.house import House

KEY, REQUEST = "k" * 32, "ab" * 32
ANSWER = Answer(KEY, REQUEST, b'{"ticket": "IMI-K7QF-2M9X-C"}')


@pytest.fixture
def house(tables: Cloud) -> House:
    """A house with one complaint on file."""
    made = House(tables)
    made.file()
    return made


def rows() -> list[dict[str, Any]]:
    return boto3.client("dynamodb").scan(TableName="cases")["Items"]


def change(house: House, step: Step = Step.VERIFY, **changes: Any) -> Change:
    """A change that is worked out and not yet written."""
    case = house.complaints.get(builders.TICKET)
    asked = builders.command(step, builders.actor_for(step, case), case, **changes)
    return replace(changed(case, asked, house.casework), answer=ANSWER)


def test_of_two_changes_to_one_version_one_is_written(house: House) -> None:
    """When two people change the same version, one change is on file and the other left nothing behind."""
    first, second = change(house), change(house, Step.NOTE)
    house.complaints.save(first)
    before = rows()
    with pytest.raises(ChangedMeanwhile):
        house.complaints.save(replace(second, answer=replace(ANSWER, key="other" * 7)))
    assert rows() == before


def test_a_command_is_written_once(house: House) -> None:
    """The same command, sent again, changes nothing and finds its first answer."""
    house.complaints.save(change(house))
    before = rows()
    with pytest.raises(ChangedMeanwhile):
        house.complaints.save(change(house, Step.NOTE))
    assert rows() == before
    assert house.complaints.answered(replace(ANSWER, body=b"")) == ANSWER.body


def test_an_answer_belongs_to_its_request(house: House) -> None:
    """A key tells its answer only to whoever sends the same request with it."""
    house.complaints.save(change(house))
    with pytest.raises(KeyReused):
        house.complaints.answered(Answer(KEY, "cd" * 32, b""))
    assert house.complaints.answered(Answer("z" * 32, REQUEST, b"")) is None


def test_the_table_cannot_read_the_answers_it_keeps(house: House) -> None:
    """The answers that wait for a repeated press are shut to whoever holds the table and not the key."""
    house.complaints.save(change(house))
    row = next(row for row in rows() if row["pk"]["S"].startswith("CMD#"))
    assert KEY not in str(row)
    assert b"ticket" not in row["sealed"]["B"]
    assert int(row["expires"]["N"]) > builders.AT.timestamp() + 6 * 86_400


def test_what_is_kept_rebuilds(house: House) -> None:
    """From the events alone the same state comes back, byte for byte, with no gap."""
    for step in (Step.VERIFY, Step.ASSIGN, Step.ASK, Step.REPLY, Step.ANSWER):
        house.take(step)
    events = house.complaints.events(builders.TICKET)
    assert intact(events)
    assert codec.snapshot(rebuild(events, builders.book())) == codec.snapshot(house.complaints.get(builders.TICKET))


def test_a_row_that_says_no_event_is_told_with_what_stands_before_it(house: House) -> None:
    """Whoever reads a spoiled record learns how far it goes."""
    house.take(Step.VERIFY)
    house.take(Step.ASSIGN)
    spoiled = {"pk": {"S": f"C#{builders.TICKET}"}, "sk": {"S": "E#000003"}, "body": {"S": "nonsense"}}
    boto3.client("dynamodb").put_item(TableName="cases", Item=spoiled)
    with pytest.raises(Unreadable) as found:
        house.complaints.events(builders.TICKET)
    assert [event.version for event in found.value.before] == [1, 2]


def test_words_open_with_the_key_and_not_without(house: House) -> None:
    """Every text on file opens by its version; when the key has been deleted, none does, and the events still stand."""
    house.take(Step.NOTE)
    assert set(house.complaints.words(builders.TICKET)) == {1, 2}
    boto3.client("dynamodb").delete_item(TableName="keys", Key={"pk": {"S": f"C#{builders.TICKET}"}})
    assert house.complaints.words(builders.TICKET) == {}
    assert intact(house.complaints.events(builders.TICKET))


def test_a_text_cannot_change_places(house: House) -> None:
    """A sealed text moved to another version, or made public, does not open."""
    house.take(Step.NOTE)
    client = boto3.client("dynamodb")
    note = next(row for row in rows() if row["sk"]["S"] == "T#000002")
    for forged in (note | {"sk": {"S": "T#000001"}}, note | {"hearing": {"S": "public"}}):
        client.put_item(TableName="cases", Item=forged)
        with pytest.raises(Exception, match=r"^$") as found:
            house.complaints.words(builders.TICKET)
        assert type(found.value).__name__ == "InvalidTag"


def test_there_is_nothing_where_nobody_filed(house: House) -> None:
    """A ticket that nobody has is not found, and has no events and no words."""
    with pytest.raises(NotFound):
        house.complaints.get("IMI-0000-0000-0")
    assert house.complaints.events("IMI-0000-0000-0") == ()
    assert house.complaints.words("IMI-0000-0000-0") == {}


def broken(code: str) -> ClientError:
    """A transaction cancelled for this reason."""
    response: Any = {"Error": {"Code": "TransactionCanceledException"}, "CancellationReasons": [{"Code": code}]}
    return ClientError(response, "TransactWriteItems")


@pytest.mark.parametrize(("code", "lost"), [("TransactionConflict", True), ("ThrottlingError", False)])
def test_only_a_lost_race_is_a_lost_race(house: House, code: str, lost: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody quicker is told apart from a table that cannot keep up."""
    client: Any = house.complaints._client
    cancelled = client.exceptions.TransactionCanceledException

    def refuse(**_asked: Any) -> None:
        raise cancelled(broken(code).response, "TransactWriteItems")

    monkeypatch.setattr(client, "transact_write_items", refuse)
    with pytest.raises(ChangedMeanwhile if lost else cancelled):
        house.complaints.save(change(house))


def closed_cases() -> Iterator[tuple[str, Complaint]]:
    """Cases that are shut to an office, or to a person."""
    case = builders.complaint()
    yield "office", replace(case, excluded=("jakarta-utara",))
    yield "person", replace(case, barred=("officer-v1",))


@pytest.mark.parametrize("case", [case for _, case in closed_cases()], ids=[name for name, _ in closed_cases()])
def test_the_table_keeps_out_whom_a_case_is_about(house: House, case: Complaint) -> None:
    """A row that is closed to an office or a person takes no change from them, whoever forgot to check."""
    client = boto3.client("dynamodb")
    key = {"pk": {"S": f"C#{builders.TICKET}"}, "sk": {"S": "STATE"}}
    made = change(house)
    client.update_item(
        TableName="cases",
        Key=key,
        UpdateExpression="SET closed_to = :who",
        ExpressionAttributeValues={":who": {"SS": [*case.excluded, *case.barred]}},
    )
    with pytest.raises(ChangedMeanwhile):
        house.complaints.save(made)
    assert house.complaints.get(builders.TICKET).version == 1
