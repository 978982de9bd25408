"""What each operation asks of AWS is counted exactly: no rise goes unseen, and the promises of performance hold."""

from typing import Any

import pytest

from tests.counts import golden, operations
from tests.handlers.client import Client, published_key
from tests.handlers.conftest import cheap
from tests.rules.tree import ROOT

COMMITTED = golden.committed()


@pytest.fixture
def counted(tables: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Every operation, counted now."""
    from chalicelib import wiring  # noqa: PLC0415
    from chalicelib.handlers import issuer  # noqa: PLC0415
    from chalicelib.store import seals  # noqa: PLC0415

    client = Client(tables)
    monkeypatch.setattr(seals, "Argon2id", cheap)
    monkeypatch.setattr(wiring, "clock", lambda: client.now)
    monkeypatch.setattr(issuer, "signing_key", lambda _token: published_key())
    wiring.nobody.cache_clear()
    found = operations.measure(client)
    wiring.nobody.cache_clear()
    return found


def calls(name: str, service: str = "") -> int:
    return sum(number for call, number in COMMITTED[name]["calls"].items() if call.startswith(service))


def test_no_operation_asks_for_more_than_is_written_down(counted: dict[str, Any]) -> None:
    """A call, a unit or a slow hash more than the committed table says stops the build, and so does one fewer."""
    assert counted == COMMITTED, "see what changed; if it is right: python -m tests.counts --write"


def test_filing_is_one_transaction_and_sends_nothing() -> None:
    """Filing is one transaction, three calls for keys, at most 24 write units, and waits for no mailbox."""
    submit = COMMITTED[operations.SUBMIT]
    assert submit["calls"] == {"dynamodb.TransactWriteItems": 1, "kms.GenerateDataKey": 2, "kms.Sign": 1}
    assert submit["write_units"] <= 24


def test_following_a_complaint_is_one_read() -> None:
    """To look at the state of a complaint is one read of one unit, with nothing decrypted."""
    assert COMMITTED["status, with a session"]["calls"] == {"dynamodb.GetItem": 1}
    assert COMMITTED["status, with a session"]["read_units"] == 1


@pytest.mark.parametrize("name", [name for name in COMMITTED if "step" in name])
def test_a_step_is_at_most_two_calls_and_one_for_its_words(name: str) -> None:
    """A step costs one read and one write, and one call more where it carries words."""
    assert calls(name, "dynamodb") <= 2
    assert calls(name, "kms") <= ("characters" in name)


def test_a_queue_page_is_one_query() -> None:
    """A page of the queue is one query, after the one read that says who is asking."""
    assert COMMITTED["queue page of one office"]["calls"] == {"dynamodb.GetItem": 1, "dynamodb.Query": 1}


def test_an_empty_sweep_is_one_query_a_shard() -> None:
    """A minute in which nothing is due costs one query a shard, and one write that says that the sweep is alive."""
    assert COMMITTED["sweep with nothing due"]["calls"] == {"dynamodb.PutItem": 1, "dynamodb.Query": 4}


def test_the_tables_in_the_docs_are_these() -> None:
    """Whoever reads the docs reads the counts that hold today."""
    said = (ROOT / "docs" / "counts.md").read_text()
    assert golden.table(COMMITTED) in said, "run: python -m tests.counts, and copy the tables"
    for row, number in COMMITTED[operations.SUBMIT]["rows"].items():
        assert f"| {row} | {number} |" in said
