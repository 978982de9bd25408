"""Which rights our own code uses: every call to AWS, under the name of the Lambda that made it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.cloud import CLEAN, QUARANTINE, Cloud
from tests.faults.provider import Provider
from tests.package.policies import Grant

SET = "configuration-set/${ConfigurationSet}"
SENDERS = {
    "SendEmail": [("ses:SendEmail", "identity/${MailDomain}"), ("ses:SendEmail", SET)],
    "SendTextMessage": [
        ("sms-voice:SendTextMessage", "sender-id/${SmsSender}/ID"),
        ("sms-voice:SendTextMessage", SET),
        ("sms-voice:SendTextMessage", "SmsProtection"),
    ],
    "Publish": [("sns:Publish", "*")],
}
TABLES = {"cases": "CasesTable", "keys": "KeysTable", "audit": "AuditTable"}
BUCKETS = {QUARANTINE: "QuarantineBucket", CLEAN: "CleanBucket"}
OBJECTS = {
    "GetObject": ("s3:GetObject", "/*"),
    "PutObject": ("s3:PutObject", "/*"),
    "CreateBucket": ("s3:PutObject", "/*"),
    "DeleteObject": ("s3:DeleteObjectVersion", "/*"),
    "ListObjectVersions": ("s3:ListBucketVersions", ""),
}
"""What S3 asks for each call of ours, which names a version wherever it deletes. A form is signed as CreateBucket."""
WRITES = {"Put": "dynamodb:PutItem", "Update": "dynamodb:UpdateItem", "Delete": "dynamodb:DeleteItem"}
Asked = dict[str, Any]


@dataclass
class Recorder:
    """Watches clients, which a provider of ours answers where the emulator cannot."""

    cloud: Cloud
    provider: Provider = field(default_factory=Provider)
    provider_luck: Random = field(default_factory=lambda: Random(7))
    running: str = ""
    used: dict[str, set[Grant]] = field(default_factory=dict)

    def watch(self, client: Any) -> Any:
        client.meta.events.register("before-parameter-build", self._note)
        client.meta.events.register_first("before-send", self.provider)
        return client

    @contextmanager
    def by(self, name: str) -> Iterator[None]:
        """Put down what follows to this Lambda."""
        before, self.running = self.running, name
        yield
        self.running = before

    def uses(self, *grants: Grant) -> None:
        self.used.setdefault(self.running, set()).update(grants)

    def _note(self, params: Asked, model: Any, **_: Any) -> None:
        self.uses(*self._needed(model.service_model.service_name, model.name, params))

    def _needed(self, service: str, name: str, asked: Asked) -> Iterator[Grant]:
        match service, name:
            case "dynamodb", "TransactWriteItems":
                items = [each for action in asked["TransactItems"] for each in action.items()]
                yield from ((WRITES[kind], TABLES[item["TableName"]]) for kind, item in items)
            case "dynamodb", "BatchGetItem":
                yield from (("dynamodb:BatchGetItem", TABLES[table]) for table in asked["RequestItems"])
            case "dynamodb", _:
                index = f"/index/{asked['IndexName']}" if "IndexName" in asked else ""
                yield (f"dynamodb:{name}", TABLES[asked["TableName"]] + index)
            case "kms", _:
                yield (f"kms:{name}", self._key(asked))
            case "s3", _:
                action, where = OBJECTS[name]
                version = "Version" if name == "GetObject" and "VersionId" in asked else ""
                yield (action + version, BUCKETS[asked["Bucket"]] + where)
            case "secretsmanager", _:
                yield (f"secretsmanager:{name}", "Secret")
            case _:
                yield from SENDERS[name]

    def _key(self, asked: Asked) -> str:
        """Tell which key a call means; a ciphertext names its key only to KMS, so its context tells."""
        keys = {
            self.cloud.data_key: "DataKey",
            self.cloud.identity_key: "IdentityKey",
            self.cloud.receipt_key: "ReceiptKey",
        }
        sealed = "IdentityKey" if asked.get("EncryptionContext", {}).get("part") == "identity" else "DataKey"
        return keys[asked["KeyId"]] if "KeyId" in asked else sealed
