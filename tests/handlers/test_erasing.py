"""Erase my data: said before, meant, taken back, carried out by the clock, and whole: what is left is the record."""

from typing import Any

import boto3
import pytest

from chalicelib import forgetting, wiring
from chalicelib.domain.errors import NotFound
from chalicelib.domain.events import intact
from chalicelib.domain.life import rebuild
from chalicelib.domain.people import Role
from chalicelib.domain.sending import Key
from chalicelib.handlers import events
from chalicelib.services import erasure
from chalicelib.store import codec, rows, table
from tests.cloud import CLEAN, QUARANTINE
from tests.counts.operations import Lambda
from tests.handlers.client import COMPLAINT, Client, Filed, fresh_key, grant
from tests.handlers.test_plain_contact import enter, post
from tests.handlers.uploading import PHOTO, Sender, kept

PAGE = "/en/lacak/plain/hapus"
PERSONAL = ("Siti", "siti@", "3456", "tiga minggu", "Mohon kabar")


def swept(api: Client, **later: float) -> None:
    api.later(**later)
    events.sweep(Lambda())


def shown(api: Client, filed: Filed) -> Any:
    return api.call("GET", f"/v1/complaints/{filed.ticket}", token=api.session(filed)).json


def owed(api: Client) -> list[dict[str, Any]]:
    """Every message's row."""
    return [row for row in api.stored() if row.get("sk", {"S": ""})["S"].startswith("N#")]


def erased(api: Client) -> Filed:
    """A complaint with words of both sides and a photo, withdrawn, and erased on its citizen's wish."""
    sender = Sender(api, api.file())
    filed = sender.filed
    sender.send(PHOTO)
    grant("budi")
    api.say(filed, "message", text="Mohon kabar.")
    api.take("budi", filed.ticket, "note", text="Catatan tentang Siti.")
    api.say(filed, "withdraw")
    assert api.say(filed, "erasure").status == 200
    swept(api, days=3)
    return filed


def test_nothing_can_be_read_any_more(api: Client) -> None:
    """Key, identity, words, reasons and files are gone; code and link open nothing; no step is left."""
    filed = erased(api)
    record = wiring.complaints()
    case = record.get(filed.ticket)
    assert (case.erased, case.emptied) == (api.now, True)
    assert record.words(filed.ticket) == {}
    assert [kept(bucket, filed.ticket) for bucket in (QUARANTINE, CLEAN)] == [[], []]
    with pytest.raises(NotFound):
        wiring.custody_desk().identity(filed.ticket)
    ours = [row for row in api.stored() if row["pk"]["S"] == f"C#{filed.ticket}"]
    sks = {row["sk"]["S"][:2] for row in ours if "body" not in row}
    assert sks <= {"ST", "N#", "W#", "20"}
    for proof in ({"code": filed.code}, {"link_token": filed.link}):
        assert api.call("POST", f"/v1/complaints/{filed.ticket}/sessions", proof).status == 404
    assert api.see("budi", filed.ticket).json["allowed_steps"] == []


def test_the_record_stays_whole(api: Client) -> None:
    """The chain of hashes holds, and the state is what its events give, byte for byte."""
    filed = erased(api)
    chain = wiring.complaints().events(filed.ticket)
    assert intact(chain)
    assert [event.step.value for event in chain[-2:]] == ["erased", "emptied"]
    (state,) = [row for row in api.stored() if row["pk"]["S"] == f"C#{filed.ticket}" and row["sk"]["S"] == table.STATE]
    again = rows.state_row(rebuild(chain, wiring.book()), wiring.book(), wiring.settings().shards)
    assert table.plain(state) == table.plain(table.wire(again))
    assert not any(word in codec.snapshot(rebuild(chain, wiring.book())) for word in PERSONAL)


def test_one_last_message_and_no_other(api: Client) -> None:
    """The wish is confirmed, the erasure told once to the address kept for it; nothing else finds a way any more."""
    filed = erased(api)
    notes = [row["sk"]["S"] for row in owed(api)]
    (last,) = [sk for sk in notes if "#erased#former#email" in sk]
    assert any("#erasure_asked#citizen#email" in sk for sk in notes)
    other = next(sk for sk in notes if "#received#citizen#email" in sk)
    notes_at = [wiring.ledger().get(Key(f"C#{filed.ticket}", sk)) for sk in (last, other)]
    kept_for, gone = (wiring.delivery().addresses.address(note) for note in notes_at)
    assert kept_for is not None
    assert (kept_for.place, gone) == ("siti@warga.example.org", None)
    (former,) = [row for row in api.stored() if row.get("sk", {"S": ""})["S"].startswith("W#")]
    assert int(former["expires"]["N"]) == int(api.now.timestamp()) + 3 * 86_400


def test_the_office_sees_that_it_was_wished(api: Client) -> None:
    """An officer reads that the citizen asked to be erased, and then that it was done, and finds no word."""
    filed = api.file()
    grant("budi")
    api.say(filed, "erasure")
    assert api.see("budi", filed.ticket).json["erasure"]["asked"] is True
    api.say(filed, "withdraw")
    swept(api, days=3)
    opened = api.see("budi", filed.ticket).json
    assert (opened["erasure"]["erased_at"], opened["complainant"]) == (
        wiring.clock().strftime("%Y-%m-%dT%H:%M:%SZ"),
        {},
    )
    assert {one["text"] for one in api.see("budi", filed.ticket, "/steps").json["items"]} == {None}


def test_an_open_complaint_is_not_erased(api: Client) -> None:
    """While the office works the wish waits, without a day; once it is over the day is told; it can be taken back."""
    filed = api.file()
    assert shown(api, filed)["erasure"] == {"asked": False, "due": None, "erased_at": None, "complete": None}
    key = fresh_key()
    first, again = (api.say(filed, "erasure", key=key) for _ in range(2))
    assert first.text == again.text
    assert api.say(filed, "erasure").status == 409
    assert shown(api, filed)["erasure"]["due"] is None
    swept(api, days=2)
    api.say(filed, "withdraw")
    assert shown(api, filed)["erasure"]["due"] == "2026-03-18T08:40:00Z"
    assert api.say(filed, "keep").status == 200
    swept(api, days=30)
    assert shown(api, filed)["erasure"]["erased_at"] is None


def test_without_a_script_it_must_be_meant(api: Client) -> None:
    """The page says what, when and what stays before anything is asked; without the tick nothing happens."""
    filed = api.file()
    cookie, key = enter(api, filed), fresh_key()
    page = api.send("GET", PAGE, {"cookie": cookie}, b"").text
    assert "Law 27/2022" in page
    assert "still being worked on" in page
    missed = post(api, PAGE, cookie, step="erasure", key=key)
    assert (missed.status, "Tick that you understand" in missed.text) == (422, True)
    assert wiring.complaints().get(filed.ticket).erasure is None
    for _ in range(2):
        done = post(api, PAGE, cookie, step="erasure", confirm="yes", key=key)
        assert (done.status, done.headers["Location"]) == (303, "/en/lacak/plain?done=erasure")
    assert (
        "Your wish to be erased is recorded." in api.send("GET", done.headers["Location"], {"cookie": cookie}, b"").text
    )
    assert "You have asked to be erased." in api.send("GET", PAGE, {"cookie": cookie}, b"").text
    assert post(api, PAGE, cookie, step="erasure", confirm="yes", key=fresh_key()).status == 409
    assert post(api, PAGE, cookie, step="keep", key=fresh_key()).status == 303
    assert post(api, PAGE, step="keep", key=key).status == api.send("GET", PAGE, {}, b"").status == 401


def test_a_restore_is_made_to_forget(api: Client) -> None:
    """Whoever is on the list and came back with a backup is erased again, silently; the record says so."""
    filed = erased(api)
    assert forgetting.eraser().remains.listed() == (filed.ticket,)
    other = api.file(identity=COMPLAINT["identity"], channels=["email"])
    before = owed(api)
    erasure.again(other.ticket, forgetting.eraser())
    case = wiring.complaints().get(other.ticket)
    assert (case.erased, case.emptied, case.open) == (api.now, True, False)
    assert owed(api) == before
    key: Any = {"pk": {"S": f"C#{filed.ticket}"}, "wrapped": {"B": b"came back"}}
    boto3.client("dynamodb").put_item(TableName="keys", Item=key)
    erasure.again(filed.ticket, forgetting.eraser())
    assert "Item" not in boto3.client("dynamodb").get_item(TableName="keys", Key={"pk": key["pk"]})
    assert intact(wiring.complaints().events(filed.ticket))


def test_an_anonymous_person_is_told_nothing_of_what(api: Client) -> None:
    """The last message to somebody anonymous names no number, office or date."""
    who = {"mode": "anonymous", "email": "siti@warga.example.org"}
    filed = api.file(identity=who, channels=["email"])
    api.say(filed, "withdraw")
    api.say(filed, "erasure")
    swept(api, days=3)
    (last,) = [row for row in owed(api) if "#erased#former#email" in row["sk"]["S"]]
    assert filed.ticket not in last["values"]["S"]
    assert grant("jaga", Role.CUSTODIAN, "pusat")
