"""Counted opinions. A case keeps that it answered; a quarter keeps how many gave each mark; nothing joins the two.

| row   | pk           | sk               | holds                                      |
|-------|--------------|------------------|--------------------------------------------|
| given | C#<ticket>   | F#<tap or skm>   | nothing: neither marks nor a time          |
| tally | V#<quarter>  | <office>         | a number for each question and mark: u1_4  |
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import AnsweredBefore, NotFound
from chalicelib.domain.survey import SKM, TAP, Instrument, Marks, Tally
from chalicelib.store import book_survey, codec, rows, table
from chalicelib.store.reader import Reader
from chalicelib.store.table import Item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

GIVEN = "F#"


class BallotStore:
    """Counts answers, each case and part once."""

    def __init__(self, client: "DynamoDBClient", cases: str) -> None:
        self._client, self._cases, self._read = client, cases, Reader(client)

    @property
    def instrument(self) -> Instrument:
        """The official questions, as the data has them."""
        return book_survey.read()

    def look(self, ticket: str) -> tuple[Complaint, frozenset[str]]:
        """Read the state and what was given, in one call. Raises NotFound."""
        sks = (table.STATE, GIVEN + TAP, GIVEN + SKM)
        found = self._read.batch({self._cases: [table.key(table.case_pk(ticket), sk) for sk in sks]})
        by_sk = {row["sk"]: row for row in found}
        if table.STATE not in by_sk:
            raise NotFound
        given = frozenset(sk.removeprefix(GIVEN) for sk in by_sk if sk.startswith(GIVEN))
        return codec.complaint(by_sk[table.STATE]["snapshot"]), given

    def cast(self, ticket: str, part: str, place: tuple[str, str], marks: Marks) -> None:
        """Write both rows or neither. Raises AnsweredBefore."""
        given = table.key(table.case_pk(ticket), GIVEN + part)
        try:
            self._client.transact_write_items(TransactItems=[rows.put(self._cases, given), self._count(place, marks)])
        except self._client.exceptions.TransactionCanceledException as error:
            first = error.response["CancellationReasons"][0]
            if first.get("Code") == "ConditionalCheckFailed":
                raise AnsweredBefore from error
            raise

    def _count(self, place: tuple[str, str], marks: Marks) -> Any:
        names = {f"#{question}": f"{question}_{mark}" for question, mark in marks.items()}
        return {
            "Update": {
                "TableName": self._cases,
                "Key": table.key(f"V#{place[0]}", place[1]),
                "UpdateExpression": "ADD " + ", ".join(f"{name} :one" for name in names),
                "ExpressionAttributeNames": names,
                "ExpressionAttributeValues": table.wire({":one": 1}),
            }
        }

    def tallies(self, period: str) -> Mapping[str, Tally]:
        """Read a quarter's counts, one query."""
        found = self._read.query(
            TableName=self._cases,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=table.wire({":pk": f"V#{period}"}),
        )
        return {row["sk"]: _tally(row) for row in found}


def _tally(row: Item) -> Tally:
    counts: dict[str, dict[int, int]] = {}
    for name, count in row.items():
        question, found, mark = name.rpartition("_")
        if found:
            counts.setdefault(question, {})[int(mark)] = int(count)
    return Tally({name: tuple(marks.get(at, 0) for at in range(1, max(marks) + 1)) for name, marks in counts.items()})
