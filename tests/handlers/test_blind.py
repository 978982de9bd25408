"""Somebody anonymous who left a contact: one text for everything, and nobody but the provider meets the address."""

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.people import Role
from chalicelib.domain.sending import Key, Letter, Note
from chalicelib.notify import segments, wording
from chalicelib.notify.texts import languages
from tests.handlers.client import Client, Filed, fresh_key, grant
from tests.handlers.test_canaries import forms, logged, plain, send_all, take

__all__ = ["logged"]
MAIL, PHONE, OTHER = "kenari-buta@warga.example.org", "+6281298761234", "kenari-baru@warga.example.org"
SENDERS = ("sesv2", "sns")


@pytest.fixture
def sent() -> Iterator[list[dict[str, Any]]]:
    """What goes out to the providers, address and all."""
    found: list[dict[str, Any]] = []

    def note(params: Any, **_more: Any) -> None:
        found.append(dict(params))

    for service in SENDERS:
        wiring.client(service).meta.events.register("provide-client-params.*.*", note, unique_id="blind")
    yield found
    for service in SENDERS:
        wiring.client(service).meta.events.unregister("provide-client-params.*.*", unique_id="blind")


def file(api: Client) -> Filed:
    who = {"mode": "anonymous", "email": MAIL, "phone": PHONE}
    return api.file(identity=who, channels=["email", "sms"])


def whole_life(api: Client) -> Filed:
    """Filed, worked on, asked, answered late, the contact corrected, appealed: with all its messages."""
    grant("budi")
    grant("kepala", Role.HEAD)
    filed = file(api)
    take(api, filed, "verify")
    take(api, filed, "assign", to="budi")
    take(api, filed, "ask", text="Kapan?", reason=wiring.book().policy.pauses[0].slug)
    send_all(api)
    api.say(filed, "reply", text="Kemarin.")
    api.later(days=40)
    send_all(api)
    take(api, filed, "answer", text="Sudah.")
    send_all(api)
    path = f"/v1/complaints/{filed.ticket}"
    body = {"email": OTHER, "channels": ["sms", "email"]}
    assert api.call("PUT", f"{path}/contact", body, token=api.session(filed), idempotency_key=fresh_key()).status == 200
    api.call("POST", f"{path}/one-time-codes", {"channel": "email"})
    assert api.say(filed, "appeal", text="Tidak benar.").status == 200
    send_all(api)
    return filed


def holds(content: bytes) -> list[str]:
    return [one for one in (MAIL, PHONE, OTHER) if any(form in content for form in forms(one))]


def test_a_message_tells_that_there_is_news_and_nothing_else(api: Client, sent: list[dict[str, Any]]) -> None:
    """No number, office, date or word of the case is in any message; the address stands where the provider needs it."""
    filed = whole_life(api)
    theirs = [one for one in sent if {MAIL, PHONE, OTHER} & set(json.dumps(one, default=str).split('"'))]
    assert len(theirs) > 4
    for params in theirs:
        shown = {name: part for name, part in params.items() if name not in {"Destination", "PhoneNumber", "EmailTags"}}
        text = json.dumps(shown, default=str, ensure_ascii=False)
        assert filed.ticket not in text
        assert "Jakarta Utara" not in text
        assert holds(text.encode()) == []
    pings = [one for one in theirs if "Ada kabar untuk Anda" in json.dumps(one, default=str, ensure_ascii=False)]
    assert len(pings) >= len(theirs) - 1


def test_nobody_meets_the_contact(
    api: Client, capfd: pytest.CaptureFixture[str], logged: StringIO, sent: list[dict[str, Any]]
) -> None:
    """No answer to staff of any role, no row in the clear, no log line and no address of a page holds the contact."""
    filed = whole_life(api)
    for role in (Role.SUPERVISOR, Role.CENTRE, Role.CUSTODIAN, Role.AUDITOR, Role.ADMIN):
        grant(role.value, role, "jakarta-utara" if role is Role.SUPERVISOR else "pusat")
    places = {}
    for person in ("budi", "kepala", "supervisor", "centre", "custodian", "auditor", "admin"):
        for part in ("", "/steps", "/deadlines"):
            places[f"{person}{part}"] = api.see(person, filed.ticket, part).text.encode()
        places[f"{person} queue"] = api.staff(person, "/queue").text.encode()
    out, err = capfd.readouterr()
    places |= {"output": out.encode(), "errors": err.encode(), "log": logged.getvalue().encode()}
    places |= {"urls": " ".join(api.urls).encode()}
    places |= {f"{row['pk']['S']} {row.get('sk', {}).get('S', '')}": plain(row) for row in api.stored()}
    assert {place: found for place, content in places.items() if (found := holds(content))} == {}
    assert sent


@pytest.mark.parametrize("notice", ["received", "one_time_code", "contact_removed"])
@pytest.mark.parametrize("language", languages())
def test_the_text_is_one_message_in_every_language(notice: str, language: str) -> None:
    """A text message to somebody anonymous fits, and leads to the page without saying to which complaint."""
    key, values = Key("C#IMI-K7QF-2M9X-C", f"N#000001#{notice}#citizen#sms"), {"blind": "yes", "code": "12345678"}
    note = Note(key, notice, "citizen", "sms", language, values, ticket="IMI-K7QF-2M9X-C", version=1)
    letter = Letter(note, "+6281234567890", values)
    text, mail = wording.sms(letter, "https://aduan.example"), wording.mail(letter, "https://aduan.example")
    assert segments.fits(text)
    assert "IMI-" not in text + mail.subject + mail.text + mail.html
    assert ("12345678" in text) is (notice == "one_time_code")


def test_news_on_the_way_is_not_sent(api: Client) -> None:
    """What they can do without would only be seen by whoever shares the mailbox."""
    filed = file(api)
    grant("budi")
    take(api, filed, "verify")
    owed = sorted(row["sk"]["S"] for row in api.stored() if "#citizen#" in row.get("sk", {}).get("S", ""))
    assert owed == ["N#000001#received#citizen#email", "N#000001#received#citizen#sms"]
    (row,) = [row for row in api.stored() if row.get("sk", {}).get("S") == owed[0]]
    assert json.loads(row["values"]["S"]) == {"blind": "yes", "zone": "Asia/Jakarta"}
