"""The record of complaints: one transaction a command, one batch read before it."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from chalicelib.domain.book import Book
from chalicelib.domain.change import Answer, Change
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import ChangedMeanwhile, KeyReused, NotFound
from chalicelib.domain.events import Event, Unreadable, Words
from chalicelib.domain.steps import Step
from chalicelib.store import attachments, codec, ledger, requests, rows, seals, table
from chalicelib.store.contacts import ContactStore
from chalicelib.store.reader import Reader
from chalicelib.store.rows import lost
from chalicelib.store.table import Item
from chalicelib.store.vault import Vault, open_words, seal_words

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

__all__ = ["ComplaintStore", "lost", "opened"]

ANSWERS_KEPT = timedelta(days=7)
"""How long a repeated command gets its first answer: longer than a phone is likely to stay without a network."""


class ComplaintStore:
    """Reads and writes complaints. `secret` is what the keys of hashes are derived from."""

    def __init__(
        self, client: "DynamoDBClient", names: tuple[str, str], vault: Vault, book: Book, secret: bytes, shards: int
    ) -> None:
        self._client, (self._cases, self._keys) = client, names
        self._vault, self._book, self._shards = vault, book, shards
        self.contacts = ContactStore(client, names, vault, secret)
        self._read = Reader(client)

    def get(self, ticket: str) -> Complaint:
        """Read the state, one consistent read. Raises NotFound."""
        row = self._read.one(self._cases, table.case_pk(ticket), table.STATE)
        if row is None:
            raise NotFound
        return codec.complaint(row["snapshot"])

    def several(self, tickets: Iterable[str]) -> dict[str, Callable[[], Complaint]]:
        """Read many states, at most a hundred, in one consistent batch; each is opened when it is asked for."""
        found = self._read.batch({self._cases: [table.key(table.case_pk(one), table.STATE) for one in tickets]})
        return {row["pk"].removeprefix("C#"): partial(codec.complaint, row["snapshot"]) for row in found}

    def events(self, ticket: str) -> tuple[Event, ...]:
        """Read all events, in order. Raises Unreadable at the first row that says none."""
        read: list[Event] = []
        for row in self._read.prefix(self._cases, table.case_pk(ticket), "E#"):
            try:
                read.append(codec.event(row["body"]))
            except (KeyError, ValueError) as error:
                raise Unreadable(tuple(read)) from error
        return tuple(read)

    def words(self, ticket: str) -> dict[int, Words]:
        """Open the texts by version; none is left when the case's key is gone."""
        found = self._read.prefix(self._cases, table.case_pk(ticket), "T#")
        wrapped = self._wrapped(ticket) if found else None
        if wrapped is None:
            return {}
        key = self._vault.unwrap(ticket, wrapped)
        versions = {int(row["sk"].removeprefix("T#")): row for row in found}
        return {version: open_words(key, ticket, version, row) for version, row in versions.items()}

    def answered(self, answer: Answer) -> bytes | None:
        """Give what this command was answered before. Raises KeyReused when its key carried another request."""
        row = self._read.item(self._cases, table.command_key(answer.key))
        return opened(row, answer.key, answer.request)

    def save(self, change: Change, wrapped: bytes | None = None) -> None:
        """Write everything or nothing. Raises ChangedMeanwhile when the version read is no longer the latest.

        `wrapped` is the case's data key as a batch read found it; a new complaint gets a fresh one.
        """
        try:
            actions = list(self._actions(change, wrapped))
            if self._book.offices.get(change.case.office).hidden:
                actions = [rows.passing(action, self._cases, change.event.at) for action in actions]
            self._client.transact_write_items(TransactItems=actions)
        except self._client.exceptions.TransactionCanceledException as error:
            if lost(error):
                raise ChangedMeanwhile(change.case.ticket) from error
            raise

    def _actions(self, change: Change, wrapped: bytes | None) -> Iterator[Any]:
        ticket, version = change.case.ticket, change.case.version
        yield from self._answer(change)
        yield rows.state_put(self._cases, change, rows.state_row(change.case, self._book, self._shards))
        yield rows.put(self._cases, table.wire(rows.event_row(change)))
        if change.opening:
            key, wrapped = self._vault.fresh(ticket)
            yield rows.put(self._keys, table.wire({"pk": table.case_pk(ticket), "wrapped": wrapped}))
            yield rows.put(self._cases, table.wire(self.contacts.first(ticket, change.opening, key)))
        if change.correction:
            key = self._vault.unwrap(ticket, wrapped or self._wrapped(ticket) or b"")
            yield from self.contacts.correction(change, change.correction, key)
        if change.event.step is Step.ERASED:
            yield from self.contacts.erasure(change)
        if change.words:
            key = key if change.opening else self._vault.unwrap(ticket, wrapped or self._wrapped(ticket) or b"")
            place = {"pk": table.case_pk(ticket), "sk": table.text_sk(version)}
            yield rows.put(self._cases, table.wire(place | seal_words(key, ticket, version, change.words)))
        if change.allowed:
            yield requests.allow(self._cases, change.allowed)
        if change.document:
            yield from attachments.moves(self._cases, change.document)
        for intent in change.intents:
            yield ledger.intent_put(self._cases, intent, self._shards)
        for alert in change.alerts:
            yield from ledger.alert_puts(self._cases, alert, self._shards)

    def _answer(self, change: Change) -> Iterator[Any]:
        if change.answer:
            sealed = seals.seal(
                seals.derived(change.answer.key.encode(), "answer"),
                zlib.compress(change.answer.body),
                change.answer.request,
            )
            expires = int((change.event.at + ANSWERS_KEPT).timestamp())
            yield rows.put(self._cases, rows.command_row(change.answer, sealed, expires))

    def _wrapped(self, ticket: str) -> bytes | None:
        row = self._read.item(self._keys, table.wire({"pk": table.case_pk(ticket)}))
        return row["wrapped"] if row else None


def opened(row: Item | None, key: str, request: str) -> bytes | None:
    """Open a command's answer. Raises KeyReused when the row belongs to another request."""
    if row is None:
        return None
    if row["request"] != bytes.fromhex(request):
        raise KeyReused
    return zlib.decompress(seals.unseal(seals.derived(key.encode(), "answer"), row["sealed"], request))
