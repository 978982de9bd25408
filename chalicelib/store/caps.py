"""Counters of what went out: to an address on a day, under a keyed hash that does not say whose; for texts, by month.

| row     | pk                            | sk            |
|---------|-------------------------------|---------------|
| address | B#<keyed hash of address, day> | SENT          |
| texts   | G#sms                         | S#<month><k>  |
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.domain.caps import DIGEST, LABELS, PRICE, RECEIVED, Limits, Spending, mailbox
from chalicelib.domain.sending import ONE_TIME_CODE, Note
from chalicelib.store import seals, table
from chalicelib.store.reader import Reader
from chalicelib.store.table import Item

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

SK = "SENT"
KEPT, LONG = timedelta(days=3), timedelta(days=400)


class CapStore:
    """Each check is one conditional update, made before the message leaves."""

    def __init__(self, client: "DynamoDBClient", cases: str, key: bytes, limits: Limits, spending: Spending) -> None:
        self._client, self._cases, self._key, self._read = client, cases, key, Reader(client)
        self._limits, self._spending = limits, spending

    def counted(self, note: Note, address: str, now: datetime) -> bool:
        """Count a message to this address; False, and nothing counted, where that would be over a cap.

        A call whose answer was lost, and which the client repeats, finds its own message and does not stand in its way.
        What goes to labels of one mailbox counts there, too.
        """
        limits, of = self._limits, mailbox(address)
        if note.notice in {ONE_TIME_CODE, DIGEST}:
            return self._together(of, note.notice, limits.codes_day if note.notice == ONE_TIME_CODE else 1, note, now)
        labelled, free = of != address.casefold(), note.notice in limits.exempt
        if labelled and not (free or self._together(of, "labels", LABELS * limits.person_day, note, now)):
            return False
        values: Item = {":one": 1, ":expires": int((now + KEPT).timestamp()), ":me": f"{note.key.pk} {note.key.sk}"}
        names, sets, conditions = {"#case": f"c_{note.ticket}"}, ["expires = :expires", "latest = :me"], []
        if not free:
            conditions = [_less("n", ":person"), _less("#case", ":most")]
            values |= {":person": limits.person_day, ":most": limits.case_day}
        if note.notice == RECEIVED:
            names["#window"] = f"r_{limits.window(now)}"
            sets.append("#window = :one")
            conditions.append("attribute_not_exists(#window)")
        change = f"SET {', '.join(sets)} ADD n :one, #case :one"
        allowed = [f"(latest = :me OR {' AND '.join(conditions)})"] if conditions else []
        return self._update(self._place(address, f"{now:%Y-%m-%d}"), change, names, values, allowed) is not None

    def _together(self, of: str, what: str, most: int, note: Note, now: datetime) -> bool:
        """Count one of this kind to a mailbox; False where there were enough today."""
        values: Item = {":one": 1, ":expires": int((now + KEPT).timestamp()), ":most": most}
        values[":me"] = f"{note.key.pk} {note.key.sk}"
        change, names = "SET expires = :expires, #last = :me ADD #what :one", {"#what": what, "#last": f"latest_{what}"}
        conditions = [f"(#last = :me OR {_less('#what', ':most')})"]
        return self._update(self._place(of, f"{now:%Y-%m-%d}"), change, names, values, conditions) is not None

    def held(self, note: Note, address: str, now: datetime) -> int | None:
        """Count a message that was held back; the version of the first one, where this case has the day's digest."""
        change = "SET expires = :expires, digest = if_not_exists(digest, :first) ADD held :one"
        first, expires = f"{note.ticket}#{note.version}", int((now + KEPT).timestamp())
        values = {":one": 1, ":first": first, ":expires": expires}
        row = self._update(self._place(mailbox(address), f"{now:%Y-%m-%d}"), change, {}, values, []) or {}
        ticket, _, version = str(row.get("digest", "#")).partition("#")
        return int(version) if ticket == note.ticket else None

    def withheld(self, address: str, day: str) -> int:
        """Tell how many messages to this address were held back on that day."""
        row = self._read.item(self._cases, self._place(mailbox(address), day), "held")
        return int((row or {}).get("held", 0))

    def paid(self, notice: str, now: datetime) -> bool:
        """Set aside what a text may cost; False, and nothing set aside, where there is not enough left."""
        share = self._spending.share(notice, self._limits.codes_percent)
        values = {":price": PRICE, ":day": share.day - PRICE, ":month": share.month - PRICE}
        if min(values[":day"], values[":month"]) < 0:
            return False
        values[":expires"] = int((now + LONG).timestamp())
        change = "SET expires = :expires ADD n :price, #day :price"
        conditions = [_most("n", ":month"), _most("#day", ":day")]
        return self._update(_texts(notice, now), change, _day(now), values, conditions) is not None

    def given_back(self, notice: str, now: datetime) -> None:
        """The text certainly did not go: what was set aside is there again."""
        self._update(_texts(notice, now), "ADD n :price, #day :price", _day(now), {":price": -PRICE}, [])

    def _place(self, address: str, day: str) -> Item:
        return table.key(f"B#{seals.keyed(self._key, f'sent {address.casefold()} {day}')}", SK)

    def _update(
        self, key: Item, change: str, names: dict[str, str], values: Item, conditions: list[str]
    ) -> Item | None:
        """Give the row as it is now; None where a condition does not hold."""
        asked: Any = {"ConditionExpression": " AND ".join(conditions)} if conditions else {}
        if names:
            asked["ExpressionAttributeNames"] = names
        try:
            answer = self._client.update_item(
                TableName=self._cases,
                Key=key,
                UpdateExpression=change,
                ExpressionAttributeValues=table.wire(values),
                ReturnValues="ALL_NEW",
                **asked,
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return None
        return table.plain(answer["Attributes"])


def _less(name: str, most: str) -> str:
    return f"(attribute_not_exists({name}) OR {name} < {most})"


def _most(name: str, most: str) -> str:
    return f"(attribute_not_exists({name}) OR {name} <= {most})"


def _texts(notice: str, now: datetime) -> Item:
    return table.key("G#sms", f"S#{now:%Y-%m}{'#codes' if notice == ONE_TIME_CODE else ''}")


def _day(now: datetime) -> dict[str, str]:
    return {"#day": f"d{now:%d}"}
