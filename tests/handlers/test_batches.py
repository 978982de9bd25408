"""Messages of one batch: what is opened for them once, and what is asked for each all the same."""

from typing import Any

from chalicelib import wiring
from chalicelib.domain.sending import Key, Note
from chalicelib.handlers import events
from chalicelib.services.delivery import Delivery
from chalicelib.store import addresses
from tests.handlers.client import Client
from tests.handlers.test_canaries import Lambda
from tests.handlers.test_contact import correct
from tests.watch import Watch

MAIL, PHONE, NEW = "siti@warga.example.org", "+6281234567890", "+6281234567899"


def key(ticket: str, channel: str = "email") -> Key:
    return Key(f"C#{ticket}", f"N#000001#received#citizen#{channel}")


def place(desk: Delivery, note: Note) -> str | None:
    found = desk.addresses.address(note)
    return found.place if found else None


def known(desk: Delivery) -> dict[bytes, bytes]:
    book: Any = desk.addresses
    return dict(book._opened)


def test_a_contact_is_opened_once_for_both_messages_of_a_step(api: Client) -> None:
    """A step that is told by e-mail and by text costs one opening of the contact's key."""
    ticket = api.file().ticket
    ways = [key(ticket, channel) for channel in ("email", "sms")]
    records = [
        {"dynamodb": {"Keys": {"pk": {"S": way.pk}, "sk": {"S": way.sk}}, "SequenceNumber": way.sk}} for way in ways
    ]
    with Watch(wiring.client) as watch:
        assert events.on_change({"Records": records}, Lambda()) == {"batchItemFailures": []}
    assert [wiring.ledger().get(way).status for way in ways] == ["SENT", "SENT"]
    assert watch.counts["kms.Decrypt"] == 1


def test_what_changes_within_a_batch_counts_at_once(api: Client) -> None:
    """A correction or an erasure between two messages of one batch is seen by the second."""
    filed = api.file()
    desk = wiring.delivery()
    mail, text = (desk.ledger.get(key(filed.ticket, channel)) for channel in ("email", "sms"))
    assert (place(desk, mail), place(desk, text)) == (MAIL, PHONE)
    correct(api, filed, phone=NEW)
    assert (place(desk, mail), place(desk, text)) == (MAIL, NEW)
    wiring.client("dynamodb").delete_item(TableName="cases", Key={"pk": {"S": mail.key.pk}, "sk": {"S": "WHO"}})
    assert place(desk, mail) is None


def test_no_more_keys_are_known_than_a_batch_needs(api: Client) -> None:
    """However many messages a sweep sends, it knows the keys of ten contacts at most; the next batch knows none."""
    notes = [wiring.ledger().get(key(api.file().ticket)) for _ in range(addresses.MOST + 1)]
    desk = wiring.delivery()
    sizes = []
    for note in notes:
        assert place(desk, note) == MAIL
        sizes.append(len(known(desk)))
    assert sizes == [*range(1, addresses.MOST + 1), 1]
    assert not known(wiring.delivery())
