"""The event source mapping from the stream of cases to on_change: filter, batches, bisect, retries, dead letters."""

import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from local.context import Context
from local.emulator import REGION

log = logging.getLogger("local")

Record = dict[str, Any]
Handler = Callable[[dict[str, Any], Context], Any]
BATCH, RETRIES = 10, 3


def wanted(record: Record) -> bool:
    """The mapping's filter: a new intent that is to be delivered at once."""
    image = record["dynamodb"].get("NewImage", {})
    fast, status = image.get("fast", {}).get("N"), image.get("status", {}).get("S")
    return bool(record["eventName"] == "INSERT" and fast == "1" and status == "PENDING")


class StreamSource:
    """Reads every shard from its end on: what the stream forgot over a restart is the sweep's."""

    def __init__(self, client: Any, arn: str) -> None:
        self._client, self._arn = client, arn
        self._iterators: dict[str, str] = {}
        self._find_shards("LATEST")

    def read(self) -> Iterator[list[Record]]:
        """What came since, shard by shard; a shard that closed is left, and new ones are read from their beginning."""
        for shard, iterator in list(self._iterators.items()):
            page = self._client.get_records(ShardIterator=iterator, Limit=100)
            following = page.get("NextShardIterator")
            if following:
                self._iterators[shard] = following
            else:
                del self._iterators[shard]
                self._find_shards("TRIM_HORIZON")
            if page["Records"]:
                yield [_as_lambda_sees_it(record, self._arn) for record in page["Records"]]

    def _find_shards(self, kind: str) -> None:
        for shard in self._client.describe_stream(StreamArn=self._arn)["StreamDescription"]["Shards"]:
            if shard["ShardId"] not in self._iterators:
                answer = self._client.get_shard_iterator(
                    StreamArn=self._arn, ShardId=shard["ShardId"], ShardIteratorType=kind
                )
                self._iterators[shard["ShardId"]] = answer["ShardIterator"]


def _as_lambda_sees_it(record: Record, arn: str) -> Record:
    change = dict(record["dynamodb"])
    at = change.get("ApproximateCreationDateTime")
    change["ApproximateCreationDateTime"] = at.timestamp() if isinstance(at, datetime) else float(at or 0)
    return {**record, "dynamodb": change, "eventSourceARN": arn, "awsRegion": REGION, "eventSource": "aws:dynamodb"}


class StreamPump:
    def __init__(self, source: StreamSource, handler: Handler, dead_letter: Callable[[str], None]) -> None:
        self._source, self._handler, self._dead_letter = source, handler, dead_letter

    def __call__(self) -> bool:
        read = 0
        for records in self._source.read():
            read += len(records)
            found = [record for record in records if wanted(record)]
            for start in range(0, len(found), BATCH):
                self._deliver(found[start : start + BATCH], 0)
        return read > 0

    def _deliver(self, batch: Sequence[Record], tries: int) -> None:
        """A record that fails is tried alone, so that its neighbours pass; a batch that raises is halved."""
        failed = self._failed(batch)
        if failed is None:
            return
        if len(batch) > 1:
            parts = (batch[failed : failed + 1], batch[failed + 1 :]) if failed >= 0 else _halves(batch)
            for part in parts:
                if part:
                    self._deliver(part, tries)
        elif tries >= RETRIES:
            log.error("A stream record failed %d times and is now a dead letter", tries + 1)
            self._dead_letter(_letter(batch[0], tries + 1))
        else:
            time.sleep(0.1 * 2**tries)
            self._deliver(batch, tries + 1)

    def _failed(self, batch: Sequence[Record]) -> int | None:
        """None when all went well, -1 when the handler raised, else the place of the first record that it gave back."""
        try:
            answer = self._handler({"Records": list(batch)}, Context("on_change", 60)) or {}
        except Exception:
            log.exception("on_change raised")
            return -1
        numbers = [record["dynamodb"]["SequenceNumber"] for record in batch]
        given = {item.get("itemIdentifier") for item in answer.get("batchItemFailures", [])}
        return next((place for place, number in enumerate(numbers) if number in given), -1 if given else None)


def _halves(batch: Sequence[Record]) -> tuple[Sequence[Record], Sequence[Record]]:
    middle = len(batch) // 2
    return batch[:middle], batch[middle:]


def _letter(record: Record, tries: int) -> str:
    """Lambda's own form: where the record is, never what it holds."""
    number = record["dynamodb"]["SequenceNumber"]
    where = {"startSequenceNumber": number, "endSequenceNumber": number, "batchSize": 1}
    why = {"condition": "RetryAttemptsExhausted", "approximateInvokeCount": tries}
    content = {
        "version": "1.0",
        "timestamp": datetime.now(UTC).isoformat(),
        "requestContext": why,
        "DDBStreamBatchInfo": {**where, "streamArn": record["eventSourceARN"]},
    }
    return json.dumps(content)
