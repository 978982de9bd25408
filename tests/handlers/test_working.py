"""Officers at work: who may see and do what, and what happens when two are at it at once."""

from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.people import Role
from tests.handlers.client import Client, fresh_key, grant, token

STEPS = "/v1/staff/complaints/{}/steps"
VERIFY = {"step": "verify", "class": "ordinary"}


def test_a_step_gives_the_fresh_complaint_with_its_version(api: Client) -> None:
    """After a step the officer sees the complaint as it is now, with the steps that may come next."""
    filed, person = api.file(), grant("budi")
    opened = api.see(person, filed.ticket)
    assert (opened.status, opened.headers["ETag"]) == (200, '"1"')
    assert opened.json["complainant"] == {"name": "S••• A•••", "email": "s•••@w•••.org", "phone": "+62•••••••••90"}
    reply = api.take(person, filed.ticket, "verify")
    assert (reply.status, reply.headers["ETag"], reply.json["status"]) == (200, '"2"', "verified")
    assert "assign" in reply.json["allowed_steps"]
    assert "verify" not in reply.json["allowed_steps"]


def test_a_case_is_given_to_somebody_who_can_work_on_it(api: Client) -> None:
    """Nobody is given a case who is unknown, gone, of another office, no handler, or complained about in it."""
    person, region = grant("budi"), grant("rini", Role.REGION, "wilayah-dki-jakarta")
    filed, about = api.file(), api.file(category="officer-conduct")
    for who, ticket in ((person, filed.ticket), (region, about.ticket)):
        api.take(who, ticket, "verify")
    others = [grant("dewi", office="surabaya"), grant("jaga", Role.AUDITOR, "pusat"), grant("lalu", active=False)]
    for other in (*others, "nobody.at-all"):
        reply = api.take(person, filed.ticket, "assign", to=other)
        assert [(fault["field"], fault["code"]) for fault in reply.json["errors"]] == [("to", "unknown_choice")], other
    assert api.take(region, about.ticket, "assign", to=person).status == 422
    assert api.take(region, about.ticket, "assign", to=region).status == 200
    assert api.take(person, filed.ticket, "assign", to=grant("sari")).status == 200


def test_every_look_is_on_record(api: Client) -> None:
    """Whoever opens a complaint or its timeline leaves a record before they see anything."""
    filed, person = api.file(), grant("budi")
    api.see(person, filed.ticket)
    api.see(person, filed.ticket, "/steps")
    looks = [row for row in api.stored() if "what" in row]
    assert {(row["actor"]["S"], row["what"]["S"]) for row in looks} == {(person, "case"), (person, "timeline")}


def test_what_cannot_be_recorded_is_not_shown(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the record of looks cannot be written, nothing is shown."""
    filed, person = api.file(), grant("budi")
    monkeypatch.setattr(wiring.audit(), "_name", "no-such-table")
    reply = api.see(person, filed.ticket)
    assert (reply.status, reply.headers["Retry-After"]) == (503, "5")
    assert filed.ticket not in reply.text


STRANGERS = {
    "another office": (Role.OFFICER, "bogor"),
    "another region": (Role.REGION, "wilayah-jawa-barat"),
    "an administrator": (Role.ADMIN, "pusat"),
}


@pytest.mark.parametrize(("role", "office"), STRANGERS.values(), ids=STRANGERS)
def test_a_stranger_finds_nothing(api: Client, role: Role, office: str) -> None:
    """To those whose complaint it is not, it does not exist: by the same bytes as one that never was."""
    filed, person = api.file(), grant("asing", role, office)
    for part in ("", "/steps", "/deadlines"):
        found, never = api.see(person, filed.ticket, part), api.see(person, "IMI-K7QF-2M9X-C", part)
        assert (found.status, found.text) == (404, never.text)
    assert api.take(person, filed.ticket, "verify").status == 404
    assert wiring.complaints().get(filed.ticket).version == 1
    assert not any("what" in row for row in api.stored())


@pytest.mark.parametrize(
    "path",
    ["/me", "/queue", "/identity-requests", "/complaints/{}", "/complaints/{}/steps", "/complaints/{}/deadlines"],
)
def test_without_a_grant_nothing_is_told(api: Client, path: str) -> None:
    """A person of the ministry without a grant here is told so, and not whether a complaint exists."""
    filed = api.file()
    known = api.staff("nobody", path.format(filed.ticket))
    unknown = api.staff("nobody", path.format("IMI-K7QF-2M9X-C"))
    assert (known.status, known.json["type"]) == (403, "urn:aduan:problem:no_grant")
    assert known.text == unknown.text


def test_a_grant_that_is_taken_away_is_gone_at_once(api: Client) -> None:
    """A dismissed officer's very next request is refused, though their token still lives."""
    filed, person = api.file(), grant("budi")
    assert api.see(person, filed.ticket).status == 200
    grant("budi", active=False)
    assert {api.see(person, filed.ticket).status, api.staff(person, "/me").status} == {403}
    assert api.take(person, filed.ticket, "verify").status == 403


def test_a_grant_ends_by_itself(api: Client) -> None:
    """A grant for a time ends at that time."""
    person = grant("budi", until=api.now)
    assert api.staff(person, "/me").status == 403


def test_the_version_must_be_named(api: Client) -> None:
    """A step without the version that was seen is refused: nobody acts on what they have not read."""
    filed, person = api.file(), grant("budi")
    path, key = STEPS.format(filed.ticket), fresh_key()
    reply = api.call("POST", path, VERIFY, token=token(person), idempotency_key=key)
    assert (reply.status, reply.json["type"]) == (428, "urn:aduan:problem:match_missing")
    for given in ("1", '"x"', '"1', '"1", "2"', "*", '"\uff11"', '"9999999999"'):
        reply = api.call("POST", path, VERIFY, token=token(person), idempotency_key=key, if_match=given)
        assert (reply.status, reply.json["type"]) == (400, "urn:aduan:problem:match_unreadable")
    assert api.call("POST", path, VERIFY, token=token(person), idempotency_key=key, if_match='W/"1"').status == 200


def test_an_old_version_is_refused_with_the_fresh_state(api: Client) -> None:
    """Whoever acts on an old version is shown the complaint as it is now, and nothing happens."""
    filed, person = api.file(), grant("budi")
    api.take(person, filed.ticket, "verify")
    reply = api.take(person, filed.ticket, "note", seen=1, text="Catatan.")
    assert (reply.status, reply.json["type"]) == (412, "urn:aduan:problem:stale")
    assert (reply.json["complaint"]["version"], reply.json["complaint"]["status"]) == (2, "verified")


def race(monkeypatch: pytest.MonkeyPatch, other: Any) -> None:
    """Let somebody else act after the next command has read and before it writes."""
    store = wiring.complaints()
    save = store.save

    def slow(change: Any, wrapped: bytes | None = None) -> None:
        monkeypatch.setattr(store, "save", save)
        other()
        save(change, wrapped)

    monkeypatch.setattr(store, "save", slow)


def test_of_two_officers_one_wins(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """When two officers answer at once one answer stands, and the other officer sees it."""
    filed, first, second = api.file(), grant("budi"), grant("citra")
    api.take(first, filed.ticket, "verify")
    race(monkeypatch, lambda: api.take(first, filed.ticket, "answer", text="Siap diambil."))
    reply = api.take(second, filed.ticket, "answer", text="Ditolak.")
    assert (reply.status, reply.json["type"]) == (409, "urn:aduan:problem:changed_meanwhile")
    assert (reply.json["complaint"]["version"], reply.json["complaint"]["status"]) == (3, "answered")
    events = wiring.complaints().events(filed.ticket)
    assert [(event.version, event.by.id) for event in events[1:]] == [(2, first), (3, first)]


def test_the_loser_of_a_race_may_no_longer_look(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """An officer whose case went elsewhere in that very moment gets no last look at it."""
    filed, officer, appealed = api.file(), grant("budi"), fresh_key()
    api.take(officer, filed.ticket, "verify")
    api.take(officer, filed.ticket, "answer", text="Siap.")
    race(monkeypatch, lambda: api.say(filed, "appeal", key=appealed, text="Belum siap."))
    reply = api.take(officer, filed.ticket, "correct", text="Sudah siap.")
    assert reply.status == 404
    assert "complaint" not in reply.json
    assert wiring.complaints().get(filed.ticket).version == 4


def test_what_is_owed_anew_is_not_told_as_undelivered(api: Client) -> None:
    """Whoever decides an appeal reads nothing of an answer that has not arrived: there is none yet."""
    filed, officer, above = api.file(), grant("budi"), grant("rini", Role.REGION, "wilayah-dki-jakarta")
    api.take(officer, filed.ticket, "verify")
    api.take(officer, filed.ticket, "answer", text="Siap.")
    assert api.see(officer, filed.ticket).json["delivered"] is False
    api.say(filed, "appeal", text="Belum siap.")
    assert api.see(above, filed.ticket).json["delivered"] is None


def test_a_repeated_step_is_taken_once(api: Client) -> None:
    """An officer's second press changes nothing and gives the first answer."""
    filed, person, key = api.file(), grant("budi"), fresh_key()
    first = api.take(person, filed.ticket, "verify", seen=1, key=key)
    rows = len(api.stored())
    again = api.take(person, filed.ticket, "verify", seen=1, key=key)
    assert (again.status, again.text) == (200, first.text)
    assert len(api.stored()) == rows
    assert api.take(person, filed.ticket, "note", seen=1, key=key, text="Lain.").json["type"].endswith("key_reused")
    grant("citra")
    assert api.take("citra", filed.ticket, "verify", seen=1, key=key).status == 409


@pytest.mark.parametrize("step", ["receive", "warn", "breach", "resume", "deliver", "unmask"])
def test_no_person_takes_a_machines_step(api: Client, step: str) -> None:
    """What the clock, the provider or the custodian's own door does cannot be asked for as a step."""
    filed, person = api.file(), grant("jaga", Role.CUSTODIAN, "pusat")
    for reply in (api.take(person, filed.ticket, step), api.say(filed, step)):
        assert (reply.status, reply.faults) == (422, {"step": "unknown_choice"})
    assert "unmask" not in api.see(person, filed.ticket).json["allowed_steps"]
    assert wiring.complaints().get(filed.ticket).version == 1


def test_notes_are_the_offices_own(api: Client) -> None:
    """A citizen never sees an internal note, in no list and in no count of steps they may read."""
    filed, person = api.file(), grant("budi")
    api.take(person, filed.ticket, "note", text="Periksa gudang.")
    api.take(person, filed.ticket, "message", text="Kami periksa.")
    path = f"/v1/complaints/{filed.ticket}/steps"
    seen = api.call("GET", path, token=api.session(filed))
    assert [(one["step"], one["text"]) for one in seen.json["items"][1:]] == [("message", "Kami periksa.")]
    assert "actor" not in seen.json["items"][1]
    inside = api.see(person, filed.ticket, "/steps").json["items"]
    assert [(one["text"], one["actor"]) for one in inside[1:]] == [
        ("Periksa gudang.", person),
        ("Kami periksa.", person),
    ]


def test_an_auditor_reads_the_record_and_not_the_words(api: Client) -> None:
    """An auditor sees that things happened and when, and no word of anybody."""
    filed, person = api.file(), grant("audit", Role.AUDITOR, "pusat")
    assert "complainant" not in api.see(person, filed.ticket).json
    assert {one["text"] for one in api.see(person, filed.ticket, "/steps").json["items"]} == {None}
    assert {api.staff(person, "/queue").status, api.take(person, filed.ticket, "verify").status} == {403}


@pytest.mark.parametrize("mode", ["confidential", "anonymous"])
def test_who_hides_is_hidden(api: Client, mode: str) -> None:
    """Of somebody who asked to stay unnamed the office sees not even a first letter."""
    identity = {"mode": mode, "email": "siti@warga.example.org"} | ({"name": "Siti"} if mode == "confidential" else {})
    filed, person = api.file(identity=identity, channels=["email"]), grant("budi")
    assert "complainant" not in api.see(person, filed.ticket).json
