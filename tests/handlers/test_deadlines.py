"""Why this date: one answer for citizen, officer and auditor."""

import pytest

from chalicelib.domain.people import Role
from tests.handlers.client import Client, grant

READERS = {"officer": "jakarta-utara", "head": "jakarta-utara", "centre": "pusat", "auditor": "pusat"}


def test_everybody_reads_the_same_reason(api: Client) -> None:
    """The citizen, the officer and the auditor see the same dates with the same words."""
    api.language = "id"
    filed = api.file(kind="information")
    path, session = f"/v1/complaints/{filed.ticket}/deadlines", api.session(filed)
    own = api.call("GET", path, token=session).json
    for role, office in READERS.items():
        assert api.see(grant(role, Role(role), office), filed.ticket, "/deadlines").json == own
    (resolution,) = [one for one in own["deadlines"] if one["clock"] == "resolution"]
    assert resolution["why"]["text"].startswith("diterima Jumat 13 Maret 2026 pukul 15.40 WIB; 5 hari kerja; dilewati:")
    assert resolution["due"] == resolution["why"]["limit"]["due"] == "2026-03-27T09:30:00Z"
    assert len(resolution["why"]["limit"]["counted"]) == resolution["why"]["limit"]["amount"]


def test_in_the_callers_language(api: Client) -> None:
    """Who asks in English is told in English."""
    filed = api.file()
    path = f"/v1/complaints/{filed.ticket}/deadlines"
    found = api.call("GET", path, token=api.session(filed), accept_language="en").json
    assert {one["why"]["text"].partition(" ")[0] for one in found["deadlines"]} == {"received"}
    found = api.call("GET", path, token=api.session(filed), accept_language="id").json
    assert {one["why"]["text"].partition(" ")[0] for one in found["deadlines"]} == {"diterima"}


@pytest.mark.parametrize("reply", [False, True])
def test_a_pause_is_in_the_trace(api: Client, reply: bool) -> None:
    """While the citizen is asked the trace says why; once they have replied, for how long it was."""
    filed, person = api.file(), grant("budi")
    api.take(person, filed.ticket, "verify")
    api.take(person, filed.ticket, "assign", to=person)
    api.take(person, filed.ticket, "ask", text="Mana buktinya?", reason="needs-document")
    if reply:
        api.later(days=3)
        api.say(filed, "reply", text="Ini.")
    found = api.see(person, filed.ticket, "/deadlines").json["deadlines"]
    (resolution,) = [one for one in found if one["clock"] == "resolution"]
    (halt,) = resolution["why"]["halts"]
    assert (halt["step"], halt["reason"], halt["until"] is None) == ("ask", "needs-document", not reply)
    assert resolution["paused"] is not reply
    assert "waiting for a document from the complainant" in resolution["why"]["text"]


def test_everything_that_moved_a_date_is_in_the_answer(api: Client) -> None:
    """Another class is among the changes, with the date that it led to, and both limits of an examination are shown."""
    filed, person = api.file(), grant("budi")
    api.take(person, filed.ticket, "verify", klass="examination")
    found = api.see(person, filed.ticket, "/deadlines").json["deadlines"]
    (resolution,) = [one for one in found if one["clock"] == "resolution"]
    (change,) = resolution["why"]["changes"]
    assert (change["what"], change["class"], change["due"]) == ("reclassed", "examination", resolution["due"])
    assert [limit["unit"] for limit in resolution["why"]["beside"]] == ["working_days"]
