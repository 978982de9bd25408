"""What the custodian's desk reads and keeps: requests with their sealed reasons, and identities."""

from typing import TYPE_CHECKING

from chalicelib.domain.errors import NotFound
from chalicelib.domain.events import Words
from chalicelib.domain.people import Identity
from chalicelib.domain.unmasking import Request
from chalicelib.store import table
from chalicelib.store.reader import Reader
from chalicelib.store.requests import RequestStore
from chalicelib.store.vault import Vault, open_words, seal_words

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class CustodyStore:
    """Requests and identities under one roof; version 0 of the texts is where reasons are bound."""

    def __init__(self, client: "DynamoDBClient", cases: str, keys: str, vault: Vault) -> None:
        self._cases, self._keys, self._vault = cases, keys, vault
        self._requests, self._read = RequestStore(client, cases), Reader(client)

    def ask(self, request: Request, reason: Words) -> None:
        """Keep a new request with its sealed reason."""
        self._requests.put(request, seal_words(self._key(request.ticket), request.ticket, 0, reason))

    def find(self, ticket: str, request_id: str) -> Request:
        """Read one. Raises NotFound."""
        return self._requests.get(ticket, request_id)[0]

    def read(self, ticket: str, request_id: str) -> tuple[Request, str]:
        """Read one with its reason. Raises NotFound."""
        request, row = self._requests.get(ticket, request_id)
        return request, open_words(self._key(ticket), ticket, 0, row).text

    def identity(self, ticket: str) -> Identity:
        """Open who filed this complaint. Raises NotFound."""
        row = self._read.one(self._cases, table.case_pk(ticket), table.WHO)
        if row is None:
            raise NotFound
        return self._vault.open_identity(ticket, row)

    def _key(self, ticket: str) -> bytes:
        row = self._read.item(self._keys, table.wire({"pk": table.case_pk(ticket)}))
        if row is None:
            raise NotFound
        return self._vault.unwrap(ticket, row["wrapped"])
