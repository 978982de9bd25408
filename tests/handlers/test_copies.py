"""Download my data: all of it, in one file, of one's own case alone, and on record."""

import json
import re
from typing import Any

import pytest

from chalicelib import wiring
from tests.handlers.client import COMPLAINT, Client, Filed, grant
from tests.handlers.test_plain_contact import enter
from tests.handlers.uploading import PHOTO, Sender

SECRET = "catatan-internal-9c1"
WHO = {part: COMPLAINT["identity"][part] for part in ("name", "email")}
TAG = "<script>alert(1)</script>"


def copy(api: Client, filed: Filed, part: str = "copy") -> Any:
    return api.call("GET", f"/v1/complaints/{filed.ticket}/{part}", token=api.session(filed))


def worked_on(api: Client, **changes: Any) -> Filed:
    """A complaint with an internal note, a public message and looks by its office."""
    filed = api.file(**changes)
    grant("budi")
    api.take("budi", filed.ticket, "verify")
    api.take("budi", filed.ticket, "note", text=SECRET)
    api.take("budi", filed.ticket, "message", text="Kami sedang memeriksa.")
    api.see("budi", filed.ticket, "/steps")
    return filed


def test_everything_is_in_it(api: Client) -> None:
    """Words of both sides, identity, dates with their reasons, messages, looks: and no internal note, no account."""
    filed = worked_on(api, narrative=f"Paspor saya {TAG}")
    reply = copy(api, filed)
    made = reply.json
    assert reply.headers["Content-Disposition"] == f'attachment; filename="{filed.ticket}.json"'
    assert made["identity"] == {**WHO, "phone": "+6281234567890", "subject": None}
    assert [moment["text"] for moment in made["timeline"] if moment["text"]] == [
        f"Paspor saya {TAG}",
        "Kami sedang memeriksa.",
    ]
    assert made["complaint"]["happened_on"] == "2026-03-02"
    assert made["deadlines"][0]["why"]["text"]
    assert {one["notice"] for one in made["messages"]} >= {"received"}
    assert {one["part"] for one in made["openings"]} == {"copy", "file"}
    assert SECRET not in reply.text
    assert "budi" not in reply.text


def test_people_read_the_same_file(api: Client) -> None:
    """The file for people opens without us, shows words as they were typed, and has the data for machines inside."""
    filed = worked_on(api, narrative=f"Paspor saya {TAG}")
    reply = copy(api, filed, "copy.html")
    assert reply.headers["Content-Disposition"] == f'attachment; filename="{filed.ticket}.html"'
    assert "Siti Aminah" in reply.text
    assert TAG not in reply.text
    assert not re.search(r'(?:src|link href|action)="', reply.text)
    (inside,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', reply.text)
    assert json.loads(inside)["timeline"][0]["text"] == f"Paspor saya {TAG}"
    assert SECRET not in reply.text


def test_it_works_without_a_script(api: Client) -> None:
    """The same file comes from the page without scripts; without a session there is none, and nothing is recorded."""
    filed = worked_on(api)
    plain = "/ar/lacak/plain/salinan"
    reply = api.send("GET", plain, {"cookie": enter(api, filed)}, b"")
    assert (reply.status, 'dir="rtl"' in reply.text, "Siti Aminah" in reply.text) == (200, True, True)
    before = len(wiring.audit().of(filed.ticket))
    assert api.send("GET", plain, {}, b"").status == 401
    assert len(wiring.audit().of(filed.ticket)) == before


def test_documents_come_with_a_way_to_get_them(api: Client) -> None:
    """What was accepted opens from the file for a quarter of an hour; what was not is named with its state."""
    sender = Sender(api, api.file())
    sender.send(PHOTO)
    sender.begin()
    kept, waiting = copy(api, sender.filed).json["documents"]
    assert kept["url"].startswith("https://")
    assert "X-Amz-Expires=900" in kept["url"]
    assert (waiting["state"], waiting["url"]) == ("requested", None)
    assert kept["url"].partition("?")[0] in copy(api, sender.filed, "copy.html").text


def test_whoever_chose_to_be_nobody_stays_so(api: Client) -> None:
    """An anonymous contact is masked in the copy too: who found the code does not find the person."""
    filed = api.file(identity={"mode": "anonymous", "email": "siti@warga.example.org"}, channels=["email"])
    reply = copy(api, filed)
    assert reply.json["identity"] is None
    assert "siti@warga" not in reply.text + copy(api, filed, "copy.html").text
    assert reply.json["contact"]["email"] == "s•••@w•••.org"


def test_another_session_gets_nothing(api: Client) -> None:
    """Neither another complaint's session nor the custodian's function asked past it opens anything."""
    from app import custodian  # noqa: PLC0415

    filed, other = api.file(), api.file()
    session = api.session(other)
    assert api.call("GET", f"/v1/complaints/{filed.ticket}/copy", token=session).status == 401
    assert custodian({"ticket": filed.ticket, "session": session}, None) == {}
    assert wiring.audit().of(filed.ticket) == ()


def test_without_a_record_there_is_no_copy(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be recorded is not given."""
    filed = api.file()
    session = api.session(filed)
    monkeypatch.setattr(wiring.audit(), "_name", "no-such-table")
    assert api.call("GET", f"/v1/complaints/{filed.ticket}/copy", token=session).status == 503


def test_a_session_that_is_over_gives_no_copy(api: Client) -> None:
    """After a quarter of an hour the code must be given again."""
    filed = api.file()
    session = api.session(filed)
    api.later(hours=1)
    assert api.call("GET", f"/v1/complaints/{filed.ticket}/copy", token=session).status == 401
