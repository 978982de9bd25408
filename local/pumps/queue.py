"""The event source mapping between a queue and the Lambda that reads it, with partial failures."""

import logging
from collections.abc import Callable
from typing import Any

from local.context import Context
from local.emulator import REGION

log = logging.getLogger("local")

Handler = Callable[[dict[str, Any], Context], Any]
# In AWS a failed event comes again after three minutes; nobody watching a local cloud waits that long.
AGAIN_SECONDS = 5


class QueuePump:
    """The queue's own redrive policy makes dead letters of what fails too often."""

    def __init__(self, client: Any, url: str, handler: Handler, name: str, seconds: int) -> None:
        self._client, self._url, self._handler = client, url, handler
        self._name, self._seconds = name, seconds
        attributes = client.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        self._arn = attributes["Attributes"]["QueueArn"]

    def __call__(self) -> bool:
        answer = self._client.receive_message(
            QueueUrl=self._url,
            MaxNumberOfMessages=10,
            VisibilityTimeout=AGAIN_SECONDS,
            MessageSystemAttributeNames=["All"],
        )
        messages = answer.get("Messages", [])
        if messages:
            self._deliver(messages)
        return bool(messages)

    def _deliver(self, messages: list[dict[str, Any]]) -> None:
        failed = self._failed(messages)
        done = [message for message in messages if message["MessageId"] not in failed]
        entries = [{"Id": str(n), "ReceiptHandle": message["ReceiptHandle"]} for n, message in enumerate(done)]
        if entries:
            self._client.delete_message_batch(QueueUrl=self._url, Entries=entries)

    def _failed(self, messages: list[dict[str, Any]]) -> set[str]:
        try:
            answer = self._handler(
                {"Records": [self._record(message) for message in messages]}, Context(self._name, self._seconds)
            )
        except Exception:
            log.exception("%s raised", self._name)
            return {message["MessageId"] for message in messages}
        return {item["itemIdentifier"] for item in (answer or {}).get("batchItemFailures", [])}

    def _record(self, message: dict[str, Any]) -> dict[str, Any]:
        return {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": message.get("Attributes", {}),
            "messageAttributes": {},
            "md5OfBody": message.get("MD5OfBody", ""),
            "eventSource": "aws:sqs",
            "eventSourceARN": self._arn,
            "awsRegion": REGION,
        }
