"""Jobs of the sweep: open cases to be given another calendar, page by page, and how far that is.

A job is due like a case or a message; store/overlays.py makes it when a calendar is signed off.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.domain.found import Job
from chalicelib.domain.sending import Key
from chalicelib.store import rows, table
from chalicelib.store.reader import Reader
from chalicelib.store.table import Item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PAGE = 50


class JobStore:
    """Reads the open cases of an office in pages, and keeps how far a job is."""

    def __init__(self, client: "DynamoDBClient", cases: str, shards: int) -> None:
        self._client, self._cases, self._shards, self._read = client, cases, shards, Reader(client)

    def get(self, key: Key) -> Job | None:
        """Read a job; None when another sweep has finished it."""
        row = self._read.one(self._cases, key.pk, key.sk)
        if row is None:
            return None
        return Job(key, row["office"], int(row.get("list", 0)), row.get("after", ""), row.get("missed", False))

    def page(self, office: str, kind: str, after: str) -> tuple[tuple[str, ...], str]:
        """Give tickets of open cases, and where the next page starts, empty at the end.

        `kind` is `cases` or `reports` that the office holds, or `away`: its clocks run while another office holds them.
        """
        index = "contact" if kind == "away" else "queue"
        place = rows.away_pk(office) if kind == "away" else rows.queue_pk(office, restricted=kind == "reports")
        asked: Any = {
            "TableName": self._cases,
            "IndexName": index,
            "KeyConditionExpression": f"{index}_pk = :pk AND {index}_sk > :after",
            "ExpressionAttributeValues": table.wire({":pk": place, ":after": after or " "}),
            "Limit": PAGE,
        }
        answer = self._client.query(**asked)
        found = [table.plain(item)[f"{index}_sk"] for item in answer["Items"]]
        tickets = tuple(one.rpartition("#")[2] for one in found)
        return tickets, found[-1] if found and "LastEvaluatedKey" in answer else ""

    def keep(self, job: Job) -> None:
        """Note how far a job is, so that the next sweep goes on from there."""
        self._update(job, "")

    def again(self, job: Job, at: datetime) -> None:
        """Go through all of it once more, later: some case could not be reached."""
        place = table.due_keys(job.office, job.key.sk, at, self._shards)
        self._update(Job(job.key, job.office), ", due_sk = :due", {":due": place["due_sk"]})

    def finish(self, job: Job) -> None:
        """Every case has been looked at: the job is due no more, and stays as a record."""
        self._update(job, " REMOVE due_pk, due_sk")

    def _update(self, job: Job, more: str, values: Item | None = None) -> None:
        self._client.update_item(
            TableName=self._cases,
            Key=table.key(job.key.pk, job.key.sk),
            UpdateExpression=f"SET #list = :list, #after = :after, missed = :missed{more}",
            ExpressionAttributeNames={"#list": "list", "#after": "after"},
            ExpressionAttributeValues=table.wire(
                {":list": job.list, ":after": job.after, ":missed": job.missed} | (values or {})
            ),
        )
