"""Channels that administrators announced or took back: one row each, `K#CHANNELS` / `C#<slug>`, never deleted."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.domain.channels import Announced
from chalicelib.domain.errors import ChangedMeanwhile
from chalicelib.store import audit, codec, rows, table
from chalicelib.store.reader import Reader
from chalicelib.store.rows import lost

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

HOME = "K#CHANNELS"
FRESH = timedelta(seconds=60)
"""How long a process goes without asking whether something has changed."""


class ChannelStore:
    """Keeps them, each change with the record of whose it was, and remembers for a minute what it read."""

    def __init__(self, client: "DynamoDBClient", names: tuple[str, str]) -> None:
        self._client, (self._cases, self._audit), self._read = client, names, Reader(client)
        self._known: tuple[Announced, ...] = ()
        self._asked: datetime | None = None

    def known(self) -> tuple[Announced, ...]:
        """Give what was read last."""
        return self._known

    def fresh(self, now: datetime) -> None:
        """Ask what is new, unless that was done less than a minute ago."""
        if self._asked is None or not timedelta() <= now - self._asked < FRESH:
            self.refresh()
            self._asked = now

    def refresh(self) -> None:
        """Read them all: a handful."""
        self._known = tuple(codec.channel(row["body"]) for row in self._read.prefix(self._cases, HOME, "C#"))

    def announce(self, channel: Announced, mark: str) -> None:
        """Keep a new one. Raises ChangedMeanwhile when it is there."""
        said = audit.row(HOME, channel.who, f"channel {channel.slug} announced", _when(channel.at), mark)
        self._write(channel, rows.NEW_ROW, said)

    def retire(self, channel: Announced, mark: str) -> None:
        """Keep that it is not ours any more, and in the record since when and why."""
        why = f"{channel.gone}, since {channel.until}"
        said = audit.row(HOME, channel.by, f"channel {channel.slug} retired", _when(channel.retired), mark, why)
        self._write(channel, None, said)

    def _write(self, channel: Announced, condition: str | None, said: table.Wire) -> None:
        row = table.wire({"pk": HOME, "sk": f"C#{channel.slug}", "body": codec.channel_kept(channel)})
        actions: list[Any] = [rows.put(self._cases, row, condition), rows.put(self._audit, said)]
        try:
            self._client.transact_write_items(TransactItems=actions)
        except self._client.exceptions.TransactionCanceledException as error:
            if lost(error):
                raise ChangedMeanwhile(channel.slug) from error
            raise
        self.refresh()


def _when(at: datetime | None) -> datetime:
    if at is None:
        raise ValueError("a change of a channel has no time")
    return at
