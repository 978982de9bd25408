"""The smaller stores: grants, doors, requests, readers, seals and the vault."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import boto3
import pytest
from botocore.exceptions import BotoCoreError
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as some

from chalicelib.domain.errors import NotFound
from chalicelib.domain.found import OneTimeCode
from chalicelib.domain.grants import Grant
from chalicelib.domain.intents import CITIZEN, Intent
from chalicelib.domain.looks import Look
from chalicelib.domain.people import Identity, Mode, Role
from chalicelib.domain.times import iso
from chalicelib.store import rows, seals, table
from chalicelib.store.audit import AuditStore
from chalicelib.store.custody import CustodyStore
from chalicelib.store.doors import DoorStore
from chalicelib.store.grants import GrantStore
from chalicelib.store.reader import BatchUnfinished, Reader
from chalicelib.store.vault import Vault
from tests import builders
from tests.cloud import Cloud

SCOPE = "pusat/wilayah-dki-jakarta/jakarta-utara"
TICKET, AT = builders.TICKET, builders.AT


@pytest.fixture
def client(tables: Cloud) -> Any:
    """DynamoDB with empty tables."""
    made = boto3.client("dynamodb")
    assert tables.tables.cases in made.list_tables()["TableNames"]
    return made


def test_a_grant_is_kept_whole(client: Any) -> None:
    """Whatever is granted reads back as it was granted, down to its end and its absence."""
    store = GrantStore(client, "cases", 2)
    given_ = Grant("a", Role.HEAD, SCOPE, "a@x.example", "en", True, True, AT, True, name="Ani")
    store.put(given_)
    assert store.get("a") == given_
    store.put(replace(given_, active=False, until=None, email=""))
    assert store.get("a") == replace(given_, active=False, until=None, email="")
    assert store.get("b") is None


def test_whoever_moves_leaves_no_trace_at_the_old_office(client: Any) -> None:
    """Alerts go to whoever holds a role at an office now, and not to whoever held it before."""
    store = GrantStore(client, "cases", 2)
    for name, role in (("a", Role.HEAD), ("b", Role.OFFICER), ("c", Role.HEAD)):
        store.put(Grant(name, role, SCOPE))
    assert [one.id for one in store.holders("jakarta-utara", Role.HEAD)] == ["a", "c"]
    assert len(store.holders("jakarta-utara")) == 3
    store.put(Grant("a", Role.REGION, "pusat/wilayah-dki-jakarta"))
    assert [one.id for one in store.holders("jakarta-utara", Role.HEAD)] == ["c"]
    assert [one.id for one in store.holders("wilayah-dki-jakarta")] == ["a"]


def code(nonce: str, minutes: int = 10, tries: int = 5) -> OneTimeCode:
    return OneTimeCode(nonce, AT + timedelta(minutes=minutes), tries)


def message(second: int = 0) -> Intent:
    return Intent(TICKET, second, "one_time_code", CITIZEN, "email", "id", AT)


def test_a_new_code_takes_the_place_of_the_old(client: Any) -> None:
    """One code is valid at a time, and a new one is not given while the last is fresh."""
    doors = DoorStore(client, "cases", 1)
    doors.issue(TICKET, code("a"), message(1), AT + timedelta(minutes=9))
    doors.issue(TICKET, code("b", 11), message(2), AT + timedelta(minutes=9))
    assert doors.one_time_code(TICKET) == code("a", tries=4)
    doors.issue(TICKET, code("c", 12), message(3), AT + timedelta(minutes=10))
    assert doors.one_time_code(TICKET) == code("c", 12, 4)


def test_a_code_for_nobody_is_kept_nowhere(client: Any) -> None:
    """For whoever cannot be reached, nothing is written, and nothing is told."""
    doors = DoorStore(client, "cases", 1)
    doors.issue(TICKET, code("a"), message(), None)
    assert client.scan(TableName="cases")["Items"] == []
    assert doors.one_time_code(TICKET) is None


def test_a_table_in_trouble_is_not_taken_for_a_fresh_code(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the table cannot take a code, the citizen hears of it instead of waiting for a message."""
    doors, cancelled = DoorStore(client, "cases", 1), client.exceptions.TransactionCanceledException

    def refuse(**_asked: Any) -> None:
        response: Any = {"Error": {}, "CancellationReasons": [{"Code": "ThrottlingError"}]}
        raise cancelled(response, "TransactWriteItems")

    monkeypatch.setattr(client, "transact_write_items", refuse)
    with pytest.raises(cancelled):
        doors.issue(TICKET, code("a"), message(), AT)


def test_tries_are_counted_before_they_are_looked_at(client: Any) -> None:
    """After as many tries as there are, the code is gone for good."""
    doors = DoorStore(client, "cases", 1)
    doors.issue(TICKET, code("a", tries=2), message(), AT)
    assert [doors.one_time_code(TICKET) is not None for _ in range(4)] == [True, True, False, False]


class Throttled:
    """A DynamoDB that gives one row a call and puts off the rest; with `never`, all of it."""

    def __init__(self, *, never: bool = False) -> None:
        self.never, self.calls = never, 0

    def batch_get_item(self, RequestItems: dict[str, Any]) -> dict[str, Any]:  # noqa: N803 - as boto3 writes it
        self.calls += 1
        name, asked = next(iter(RequestItems.items()))
        given_, left = ([], asked["Keys"]) if self.never else (asked["Keys"][:1], asked["Keys"][1:])
        return {"Responses": {name: given_}, "UnprocessedKeys": {name: {"Keys": left}} if left else {}}


def test_a_batch_is_read_to_its_end() -> None:
    """Rows that a busy table puts off are asked for again, and never taken for rows that are not there."""
    busy: Any = Throttled()
    keys = [table.key("a", str(number)) for number in range(3)]
    assert [row["sk"] for row in Reader(busy).batch({"cases": keys, "keys": []})] == ["0", "1", "2"]


def test_a_batch_that_never_ends_is_an_outage() -> None:
    """A table that gives nothing is an outage, which the caller is told to wait out."""
    stuck: Any = Throttled(never=True)
    with pytest.raises(BatchUnfinished):
        Reader(stuck).batch({"cases": [table.key("a", "b")]})
    assert issubclass(BatchUnfinished, BotoCoreError)
    assert stuck.calls == 5


def test_a_long_list_is_read_page_by_page(client: Any) -> None:
    """A partition longer than one answer is read to its end, in order."""
    for number in range(6):
        row = {"pk": "C#a", "sk": f"E#{number:06d}", "body": "x" * 390_000}
        client.put_item(TableName="cases", Item=table.wire(row))
    assert [row["sk"] for row in Reader(client).prefix("cases", "C#a", "E#")] == [
        f"E#{number:06d}" for number in range(6)
    ]


def test_looks_are_only_ever_added(client: Any) -> None:
    """A record of a look cannot be overwritten, and what was not said is left out."""
    audit = AuditStore(client, "audit")
    look = Look(TICKET, "budi", "case", AT, "officer", "jakarta-utara")
    audit.record(look, "m1")
    with pytest.raises(client.exceptions.ConditionalCheckFailedException):
        audit.record(replace(look, actor="citra"), "m1")
    assert audit.of(TICKET) == (look,)
    (row,) = client.scan(TableName="audit")["Items"]
    assert (row["actor"]["S"], row["sk"]["S"], "reason" in row) == ("budi", f"{iso(AT)}#m1", False)


def test_the_custodian_finds_nothing_where_there_is_nothing(client: Any, tables: Cloud) -> None:
    """Without a complaint there is no identity, no key and no request."""
    vault = Vault(boto3.client("kms"), tables.data_key, tables.identity_key)
    store = CustodyStore(client, "cases", "keys", vault)
    for missing in (lambda: store.identity(TICKET), lambda: store._key(TICKET), lambda: store.find(TICKET, "x")):
        with pytest.raises(NotFound):
            missing()


def test_an_identity_is_bound_to_its_ticket(tables: Cloud) -> None:
    """A sealed identity put beside another complaint does not open there."""
    vault = Vault(boto3.client("kms"), tables.data_key, tables.identity_key)
    siti = Identity(Mode.CONFIDENTIAL, "Siti", "siti@warga.example.org", "+6281234567890", sms=True)
    row = vault.seal_identity(TICKET, siti)
    assert vault.open_identity(TICKET, row) == siti
    assert row["masked"] == {}
    with pytest.raises((boto3.client("kms").exceptions.InvalidCiphertextException, InvalidTag)):
        vault.open_identity("IMI-0000-0000-0", row)


@given(some.binary(max_size=200), some.text(max_size=40))
def test_what_is_sealed_opens_in_its_own_place_alone(words: bytes, about: str) -> None:
    """Sealed bytes open with their key and in their place, and nowhere else."""
    key = seals.derived(b"secret", "test")
    sealed = seals.seal(key, words, about)
    assert seals.unseal(key, sealed, about) == words
    for other_key, other_place in ((seals.derived(b"secret", "other"), about), (key, f"{about}.")):
        with pytest.raises(InvalidTag):
            seals.unseal(other_key, sealed, other_place)


def test_a_code_is_compared_with_its_slow_hash() -> None:
    """A code fits its own hash; two hashes of one code differ, so that nobody sees who has the same."""
    stored = seals.code_hash("K7QF2M9XC0000000")
    assert seals.code_fits("K7QF2M9XC0000000", stored)
    assert not seals.code_fits("K7QF2M9XC0000001", stored)
    assert seals.code_hash("K7QF2M9XC0000000") != stored


def test_a_restricted_case_waits_in_a_queue_of_its_own() -> None:
    """Reports on foreigners never stand in the queue of complaints."""
    plain, apart = builders.complaint(), replace(builders.complaint(), restricted=True)
    found = [rows.state_row(case, builders.book(), 1)["queue_pk"] for case in (plain, apart)]
    assert found == ["Q#jakarta-utara", "R#jakarta-utara"]
