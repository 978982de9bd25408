"""The ledger's rows: each moves forward only, whatever comes twice, early or late."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import boto3
import pytest

from chalicelib.domain.intents import Alert, Intent, Sending
from chalicelib.domain.sending import QUIET, RANK, Key, Posted, UnknownMessage
from chalicelib.store import ledger
from chalicelib.store.ledger import Ledger
from chalicelib.store.reader import BatchUnfinished
from chalicelib.store.table import plain
from tests.builders import AT, TICKET
from tests.cloud import Cloud
from tests.watch import Watch

INTENT = Intent(TICKET, 1, "received", "citizen", "email", "id", AT, {"ticket": TICKET})
KEY = Key(f"C#{TICKET}", INTENT.id)
REPORTS = (
    Sending.SENT,
    Sending.EXPIRED,
    Sending.REFUSED,
    Sending.DELIVERED,
    Sending.BOUNCED,
    Sending.COMPLAINED,
)


@pytest.fixture
def book(tables: Cloud) -> Ledger:
    """A ledger that owes one message."""
    made = Ledger(boto3.client("dynamodb"), tables.tables.cases, 1)
    owe(INTENT)
    return made


def owe(*intents: Intent) -> None:
    for intent in intents:
        boto3.client("dynamodb").transact_write_items(TransactItems=[ledger.intent_put("cases", intent, 1)])


def row(key: Key = KEY) -> dict[str, object]:
    found = boto3.client("dynamodb").get_item(TableName="cases", Key={"pk": {"S": key.pk}, "sk": {"S": key.sk}})
    return plain(found["Item"])


def due(book: Ledger, now: datetime = AT) -> list[str]:
    return [key.sk for key, _ in book.due(0, now)]


def test_a_message_is_owed_once(book: Ledger) -> None:
    """The same message cannot be owed twice."""
    with pytest.raises(book._client.exceptions.TransactionCanceledException):
        owe(INTENT)


def test_due_leaves_out_what_is_under_a_lease(book: Ledger) -> None:
    """A sweep sees what is due now, and nothing that somebody is sending."""
    later = replace(INTENT, version=2, due=AT + timedelta(seconds=1))
    owe(later)
    assert due(book) == [INTENT.id]
    book.claim(KEY, AT)
    assert due(book) == []
    assert due(book, AT + timedelta(minutes=10)) == [INTENT.id, later.id]


def test_claim_leaves_the_index_alone(book: Ledger) -> None:
    """Claiming costs no write of the index; the lease says whose turn it is."""
    before = row()["due_sk"]
    with Watch(lambda _service: book._client) as watch:
        assert book.claim(KEY, AT)
    assert watch.rows == {"cases N": 1}
    assert row()["due_sk"] == before
    assert "fast" not in row()


def test_what_has_gone_since_the_index_was_read_is_left_out(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index is a moment behind: what was sent in that moment is neither sent again nor given up."""
    behind = [{"pk": KEY.pk, "sk": KEY.sk}, {"pk": KEY.pk, "sk": "N#000009#gone#citizen#email"}]
    monkeypatch.setattr(book._read, "query", lambda **_asked: iter(behind))
    assert due(book) == [KEY.sk]
    claim = book.claim(KEY, AT)
    assert claim
    book.sent(replace(claim, note=replace(claim.note, spare=True)), Posted("ses", "m-1"), AT)
    assert due(book) == []
    assert due(book, AT + QUIET) == [KEY.sk]


def test_what_cannot_be_read_together_is_tried(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """When DynamoDB throttles the reading of many messages, none waits for that: the claim says whose turn it is."""
    throttled = BatchUnfinished()

    def batch(_wanted: object) -> list[object]:
        raise throttled

    monkeypatch.setattr(book._read, "batch", batch)
    book.claim(KEY, AT)
    assert list(book.due(0, AT)) == [(KEY, "PENDING")]
    assert book.claim(KEY, AT) is None


def test_sent_leaves_the_index(book: Ledger) -> None:
    """What has gone is no longer due."""
    claim = book.claim(KEY, AT)
    assert claim
    book.sent(claim, Posted("ses", "m-1"), AT)
    assert due(book, AT + timedelta(days=9)) == []
    assert row()["message_id"] == "m-1"


def test_late_mark_takes_nothing_back(book: Ledger) -> None:
    """Our own mark that comes after the provider's report changes nothing."""
    claim = book.claim(KEY, AT)
    assert claim
    book.report(KEY, Sending.DELIVERED, AT)
    book.sent(claim, Posted("ses", "m-1"), AT)
    assert row()["status"] == "DELIVERED"


def test_a_report_of_what_we_know_writes_nothing(book: Ledger) -> None:
    """That a message went we mostly know ourselves: the provider's report of it costs a read and no write."""
    claim = book.claim(KEY, AT)
    assert claim
    book.sent(claim, Posted("ses", "m-1"), AT)
    with Watch(lambda _service: book._client) as watch:
        book.report(KEY, Sending.SENT, AT)
    assert watch.counts == {"dynamodb.GetItem": 1}


def test_release_waits(book: Ledger) -> None:
    """A message given back is due later, and cannot be claimed before."""
    claim = book.claim(KEY, AT)
    assert claim
    book.release(claim, AT + timedelta(minutes=2))
    assert due(book, AT + timedelta(minutes=1)) == []
    assert book.claim(KEY, AT + timedelta(minutes=1)) is None
    assert book.claim(KEY, AT + timedelta(minutes=2))


def test_old_claim_cannot_release(book: Ledger) -> None:
    """Whoever lost the lease can no longer give back what another is sending."""
    old = book.claim(KEY, AT)
    book.claim(KEY, AT + timedelta(minutes=11))
    assert old
    book.release(old, AT)
    assert row()["status"] == "CLAIMED"


def test_what_was_given_up_stays_until_somebody_looked(book: Ledger) -> None:
    """A dead message stays in the index until somebody has looked for another way."""
    book.report(KEY, Sending.DEAD, AT, "attempts")
    assert due(book, AT) == [INTENT.id]
    book.settled(book.get(KEY))
    assert due(book, AT) == []


def test_a_try_that_is_free_uses_up_none(book: Ledger) -> None:
    """What is given back for nothing has as many tries left as before."""
    for free, tries in ((True, 0), (False, 1)):
        claim = book.claim(KEY, AT)
        assert claim
        book.release(claim, AT, free=free)
        assert row()["attempts"] == tries


@pytest.mark.parametrize("order", [*product(REPORTS, repeat=2), REPORTS, REPORTS[::-1]], ids=str)
def test_reports_in_any_order(book: Ledger, order: tuple[Sending, ...]) -> None:
    """Reports that come twice, early or late end in the same place: the highest of them."""
    for report in order:
        book.report(KEY, report, AT)
    assert row()["status"] == max(order, key=RANK.__getitem__)


def test_report_before_the_row(book: Ledger) -> None:
    """A report about a message that is not there is not taken for one that was."""
    with pytest.raises(UnknownMessage):
        book.report(Key("C#none", INTENT.id), Sending.SENT, AT)


def alert(ticket: str, recipient: str = "head") -> Alert:
    values = {"office": "Kanim", "zone": "Asia/Jakarta"}
    return Alert(ticket, 2, "jakarta-utara", "resolution", 1, AT, recipient, "2026-03-13T08:40:00Z~aa", values=values)


def write(*alerts: Alert) -> None:
    for one in alerts:
        actions = ledger.alert_puts("cases", one, 1)
        boto3.client("dynamodb").transact_write_items(TransactItems=actions)


def test_lines_share_a_header(book: Ledger) -> None:
    """Cases of one office and sweep are one message, due when the sweep that opened it must be over."""
    write(alert("IMI-2"), alert("IMI-1"), alert("IMI-1", "other"))
    header = book.header(alert("IMI-1"))
    assert [line.ticket for line in book.lines(book.get(header))] == ["IMI-1", "IMI-2"]
    assert due(book, AT + timedelta(minutes=4)) == [INTENT.id]
    assert len(due(book, AT + timedelta(minutes=5))) == 3


def test_no_line_after_the_header_has_gone(book: Ledger) -> None:
    """A line cannot join a message that is already on its way: it would never be read."""
    write(alert("IMI-1"))
    book.claim(book.header(alert("IMI-1")), AT)
    with pytest.raises(book._client.exceptions.TransactionCanceledException):
        write(alert("IMI-2"))
