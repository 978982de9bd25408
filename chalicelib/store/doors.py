"""What opens a complaint: the hashes of code and link, and one-time codes with their few tries."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.domain.found import OneTimeCode, Proofs
from chalicelib.domain.intents import Intent
from chalicelib.domain.times import iso, parse
from chalicelib.store import ledger, rows, table
from chalicelib.store.complaints import lost
from chalicelib.store.reader import Reader

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SK = "OTP"
UNLESS_NEW, NOWHERE = "attribute_not_exists(pk) OR #until <= :newest", "attribute_not_exists(pk) AND #until = :newest"
NEVER = "-"


class DoorStore:
    """Reads the parts of WHO that anybody may be measured against, never the sealed one."""

    def __init__(self, client: "DynamoDBClient", cases: str, shards: int) -> None:
        self._client, self._cases, self._shards, self._read = client, cases, shards, Reader(client)

    def proofs(self, ticket: str) -> Proofs | None:
        """Read what opens this complaint; None when there is no such complaint."""
        row = self._read.one(self._cases, table.case_pk(ticket), table.WHO, "code", "link")
        return Proofs(row["code"], row["link"]) if row else None

    def one_time_code(self, ticket: str) -> OneTimeCode | None:
        """Count one try and give the code; None when there is none, or no try is left."""
        try:
            row = self._client.update_item(
                TableName=self._cases,
                Key=table.key(table.case_pk(ticket), SK),
                UpdateExpression="SET tries = tries - :one",
                ConditionExpression="tries > :none",
                ExpressionAttributeValues=table.wire({":one": 1, ":none": 0}),
                ReturnValues="ALL_NEW",
            )["Attributes"]
        except self._client.exceptions.ConditionalCheckFailedException:
            return None
        found = table.plain(row)
        return OneTimeCode(found["nonce"], parse(found["until"]), int(found["tries"]))

    def quieten(self, ticket: str, since: datetime | None) -> None:
        """Keep that the citizen wants essential messages only, or every one again; nothing where nobody is told."""
        asked: Any = {
            "TableName": self._cases,
            "Key": table.key(table.case_pk(ticket), table.WHO),
            "UpdateExpression": "SET quiet = :since" if since else "REMOVE quiet",
            "ConditionExpression": "attribute_exists(pk)",
        }
        if since:
            asked["ExpressionAttributeValues"] = table.wire({":since": iso(since)})
        try:
            self._client.update_item(**asked)
        except self._client.exceptions.ConditionalCheckFailedException:
            return

    def issue(self, ticket: str, code: OneTimeCode, intent: Intent, newest: datetime | None) -> None:
        """Keep a new code in place of the one before, and the message that carries it, together.

        Not where the one before ends after `newest`. None makes the same call under a condition that nothing meets.
        """
        row = {
            "pk": table.case_pk(ticket),
            "sk": SK,
            "nonce": code.nonce,
            "until": iso(code.until),
            "tries": code.tries,
            "expires": int(code.until.timestamp()),
        }
        message = ledger.intent_put(self._cases, intent, self._shards)
        values = table.wire({":newest": iso(newest) if newest else NEVER})
        kept = rows.put(self._cases, table.wire(row), UNLESS_NEW if newest else NOWHERE, values)
        kept["Put"]["ExpressionAttributeNames"] = {"#until": "until"}
        try:
            self._client.transact_write_items(TransactItems=[kept, message])
        except self._client.exceptions.TransactionCanceledException as error:
            if not lost(error):
                raise

    def open_link(self, ticket: str, referral: int, holder: str, now: datetime, until: datetime) -> datetime | None:
        """Open a referral's link once; the same holder gets the same session again until it ends, nobody else any.

        The row has no end: a link whose row were forgotten could be opened again.
        """
        values = {":holder": holder, ":until": iso(until), ":now": iso(now)}
        try:
            row = self._client.update_item(
                TableName=self._cases,
                Key=table.key(table.case_pk(ticket), f"L#{referral:06d}"),
                UpdateExpression="SET holder = if_not_exists(holder, :holder), #until = if_not_exists(#until, :until)",
                ConditionExpression="attribute_not_exists(pk) OR (holder = :holder AND #until > :now)",
                ExpressionAttributeNames={"#until": "until"},
                ExpressionAttributeValues=table.wire(values),
                ReturnValues="ALL_NEW",
            )["Attributes"]
        except self._client.exceptions.ConditionalCheckFailedException:
            return None
        return parse(table.plain(row)["until"])

    def spend(self, ticket: str, nonce: str) -> bool:
        """Use a code up; False when somebody was quicker."""
        try:
            self._client.delete_item(
                TableName=self._cases,
                Key=table.key(table.case_pk(ticket), SK),
                ConditionExpression="nonce = :nonce",
                ExpressionAttributeValues=table.wire({":nonce": nonce}),
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return False
        return True
