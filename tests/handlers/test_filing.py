"""Filing a complaint: what comes back, once and again."""

import json

import pytest

from chalicelib import wiring
from chalicelib.domain.errors import ChangedMeanwhile
from chalicelib.handlers import contacts
from chalicelib.store import codec
from tests.handlers.client import COMPLAINT, Client, fresh_key

PATH = "/v1/complaints"


def test_a_complaint_gets_ticket_code_link_dates_and_receipt(api: Client) -> None:
    """Whoever files gets a ticket, a code, a link, the dates that bind the office, and a signed receipt."""
    given = api.file().answer
    assert set(given) == {
        *("ticket", "access_code", "link", "status", "received_at", "office", "channels", "deadlines", "receipt")
    }
    assert (given["status"], given["received_at"]) == ("received", "2026-03-13T08:40:00Z")
    assert given["link"].startswith(f"https://aduan.example/id/lacak/#{given['ticket']}.")
    assert [date["clock"] for date in given["deadlines"]] == ["first_response", "resolution"]
    assert all(date["due"] > given["received_at"] for date in given["deadlines"])


def test_the_answer_is_nobody_elses_to_keep(api: Client) -> None:
    """No browser and no proxy keeps a copy of what is personal."""
    reply = api.call("POST", PATH, COMPLAINT, idempotency_key=fresh_key())
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Content-Type"] == "application/json"


def test_sending_twice_is_filing_once(api: Client) -> None:
    """Pressing twice, or sending again days later, gives the same ticket and the same code, byte for byte."""
    key = fresh_key()
    first = api.call("POST", PATH, COMPLAINT, idempotency_key=key)
    rows = len(api.stored())
    api.later(days=6)
    again = api.call("POST", PATH, dict(reversed(COMPLAINT.items())), idempotency_key=key)
    assert (again.status, again.text, again.headers) == (first.status, first.text, first.headers)
    assert len(api.stored()) == rows


def test_another_complaint_under_the_same_key_is_refused(api: Client) -> None:
    """A key that was used for another complaint is refused, and neither is lost or mixed up."""
    key = fresh_key()
    api.file(key=key)
    rows = len(api.stored())
    reply = api.call("POST", PATH, COMPLAINT | {"narrative": "Lain."}, idempotency_key=key)
    assert (reply.status, reply.json["type"]) == (409, "urn:aduan:problem:key_reused")
    assert len(api.stored()) == rows


@pytest.mark.parametrize("key", [None, "", "short", "a" * 21, "a" * 256, "spaces in a key of enough length", "é" * 30])
def test_a_key_that_others_might_guess_is_refused(api: Client, key: str | None) -> None:
    """A key too short to be nobody else's is refused before anything is stored."""
    reply = api.call("POST", PATH, COMPLAINT, idempotency_key=key)
    assert (reply.status, reply.json["type"]) == (400, "urn:aduan:problem:key_missing")
    assert api.stored() == []


def test_a_key_lost_in_a_race_still_gives_the_first_answer(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two presses at the very same moment give one complaint and one answer."""
    key, saved = fresh_key(), []
    store = wiring.complaints()
    save = store.save

    def slow(change: object, wrapped: bytes | None = None) -> None:
        monkeypatch.setattr(store, "save", save)
        saved.append(api.call("POST", PATH, COMPLAINT, idempotency_key=key))
        save(change, wrapped)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "save", slow)
    second = api.call("POST", PATH, COMPLAINT, idempotency_key=key)
    assert second.text == saved[0].text
    assert sum(row["sk"]["S"] == "STATE" for row in api.stored() if "sk" in row) == 1


def test_a_place_that_never_comes_free_is_told_to_try_again(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """When writing is lost to others again and again, the citizen is asked to send again and nothing is half there."""

    def lost(*_given: object) -> None:
        raise ChangedMeanwhile("")

    monkeypatch.setattr(wiring.complaints(), "save", lost)
    reply = api.call("POST", PATH, COMPLAINT, idempotency_key=fresh_key())
    assert (reply.status, reply.json["type"]) == (409, "urn:aduan:problem:changed_meanwhile")
    assert api.stored() == []


def test_anonymous_needs_no_contact(api: Client) -> None:
    """Whoever wants to stay unknown files without a name and without any contact."""
    filed = api.file(identity={"mode": "anonymous"}, channels=[])
    assert filed.answer["channels"] == []
    assert wiring.complaints().get(filed.ticket).mode == "anonymous"


@pytest.mark.parametrize(
    "phone", ["021 5224658", "1500-445", "+62 809 1234567", "(021) 522-4658", "+6221 5224658", "0807 1 000 000"]
)
def test_a_number_that_takes_no_text_is_no_reason_to_refuse(api: Client, phone: str) -> None:
    """A landline, a call centre or a premium number gets no SMS, and the filing is accepted all the same."""
    filed = api.file(identity={"mode": "named", "name": "Budi", "phone": phone}, channels=["sms"])
    assert filed.answer["channels"] == []
    rows = [row for row in api.stored() if "sk" in row and row["sk"]["S"].startswith("N#")]
    assert not any(row["sk"]["S"].endswith("#sms") for row in rows)
    assert not any("#citizen#" in row["sk"]["S"] for row in rows)


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("+60 12 345 6789", "+60123456789"),
        ("00628123456789", "+628123456789"),
        ("001 62 812 3456 789", "+628123456789"),
        ("008 62 812 3456 789", "+628123456789"),
        ("+00 62 (0)812 3456 789", "+628123456789"),
        ("+62 0812 3456 7890", "+6281234567890"),
        ("8123456789", "+628123456789"),
        ("٠٠٦٢٨١٢٣٤٥٦٧٨٩", "+628123456789"),
        ("0081 90 1234 5678", "+819012345678"),
        ("001 44 7911 123456", "+447911123456"),
        ("007 65 9123 4567", "+6591234567"),
        ("001 202 555 0173", "+12025550173"),
        ("001 604 555 0123", "+16045550123"),
        ("00 7 912 345 67 89", "+79123456789"),
        ("007 7 912 345 67 89", "+79123456789"),
        ("0086 138 1234 5678", "+8613812345678"),
    ],
)
def test_numbers_are_taken_as_people_write_them(phone: str, number: str) -> None:
    """A mobile number is taken in every way that people write and dial it, from abroad too."""
    assert contacts.phone(phone) == contacts.Phone(number, mobile=True)


def test_a_number_of_a_country_without_texts_is_told_by_mail(api: Client) -> None:
    """Where no text can be sent the filing is taken all the same, and the answer says that news comes by e-mail."""
    identity = {"mode": "named", "name": "Reza", "phone": "+98 912 345 6789"}
    assert api.file(identity=identity, channels=["sms"]).answer["channels"] == []
    assert api.file(identity=identity | {"email": "reza@warga.example.org"}, channels=["sms"]).answer["channels"] == [
        "email"
    ]
    assert api.file(identity=identity | {"email": "reza@warga.example.org"}, channels=[]).answer["channels"] == []


@pytest.mark.parametrize(
    "name", ["O'Brien", "Nur'aini", "Sukarno", "Ngurah I Gusti", "Ñandú Ødegård", "李小龍", "محمد", "I.B. Mantra, S.H."]
)
def test_names_are_kept_as_given(api: Client, name: str) -> None:
    """A name is nobody's to correct: one word, a title, an apostrophe or any script is kept as it was written."""
    filed = api.file(identity={"mode": "named", "name": name}, channels=[])
    assert wiring.custody_desk().identity(filed.ticket).name == name


def test_emoji_of_next_year_are_no_attack(api: Client) -> None:
    """A sign that this year's Unicode does not know yet is taken as it came."""
    text = "Antre lama \U0001faef sekali 👨‍👩‍👧 ❤️."
    filed = api.file(narrative=text)
    assert api.call("GET", f"{PATH}/{filed.ticket}/steps", token=api.session(filed)).json["items"][0]["text"] == text


def test_what_is_stored_can_be_rebuilt(api: Client) -> None:
    """The state on file is what its own event says, byte for byte."""
    filed = api.file()
    store = wiring.complaints()
    state = next(row for row in api.stored() if row.get("sk", {}).get("S") == "STATE")
    from chalicelib.domain.life import rebuild  # noqa: PLC0415

    assert codec.snapshot(rebuild(store.events(filed.ticket), wiring.book())) == state["snapshot"]["S"]
    assert "identity" not in json.dumps(state)
