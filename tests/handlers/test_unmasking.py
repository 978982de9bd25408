"""Who filed it: asked for with a reason, allowed by a second person, seen for an hour, and told to the citizen."""

from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.people import Role
from tests.handlers.client import COMPLAINT, Client, Filed, grant, token

REASON = "Pemohon menunggu di loket dan tidak membawa berkas."


@pytest.fixture
def filed(api: Client) -> Filed:
    """A complaint by name; an officer of its office and two custodians have their grants."""
    grant("budi")
    grant("citra")
    grant("jaga", Role.CUSTODIAN, "pusat")
    grant("jaga2", Role.CUSTODIAN, "pusat")
    return api.file(identity=COMPLAINT["identity"] | {"mode": "confidential"})


def post(api: Client, person: str, path: str, body: Any = None) -> Any:
    return api.call("POST", f"/v1/staff/complaints/{path}", body, token=token(person))


def ask(api: Client, filed: Filed, person: str = "budi") -> str:
    reply = post(api, person, f"{filed.ticket}/identity-requests", {"reason": REASON})
    assert reply.status == 201, reply.text
    return str(reply.json["id"])


def allow(api: Client, filed: Filed, request: str, person: str = "jaga") -> Any:
    return post(api, person, f"{filed.ticket}/identity-requests/{request}/approvals")


def look(api: Client, filed: Filed, request: str, person: str = "budi") -> Any:
    return api.see(person, filed.ticket, f"/identity-requests/{request}/identity")


def test_a_name_is_seen_after_a_second_persons_word(api: Client, filed: Filed) -> None:
    """A name opens for the officer who asked, after a custodian allowed it, and both the look and the reason stay."""
    request = ask(api, filed)
    assert api.staff("jaga", "/identity-requests").json["items"] == [{"ticket": filed.ticket, "id": request}]
    read = api.see("jaga", filed.ticket, f"/identity-requests/{request}").json
    assert (read["reason"], read["status"], read["by"]) == (REASON, "waiting", "budi")
    assert allow(api, filed, request).json["status"] == "allowed"
    assert api.staff("jaga", "/identity-requests").json["items"] == []
    assert look(api, filed, request).json == {
        "name": "Siti Aminah",
        "email": "siti@warga.example.org",
        "phone": "+6281234567890",
    }
    looks = [(row["actor"]["S"], row["what"]["S"]) for row in api.stored() if "what" in row]
    assert looks == [("budi", f"identity {request}")]


def test_the_citizen_is_told(api: Client, filed: Filed) -> None:
    """Whoever's name was opened reads so in the timeline, and gets a message on every chosen way."""
    allow(api, filed, ask(api, filed))
    steps = api.call("GET", f"/v1/complaints/{filed.ticket}/steps", token=api.session(filed)).json["items"]
    assert (steps[-1]["step"], steps[-1]["by"]) == ("unmask", "officer")
    told = [row["sk"]["S"] for row in api.stored() if row.get("sk", {}).get("S", "").startswith("N#000002#")]
    assert len(told) == 2


def test_the_look_is_recorded_before_it_is_had(api: Client, filed: Filed, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the record cannot be written, the name stays shut."""
    request = ask(api, filed)
    allow(api, filed, request)
    monkeypatch.setattr(wiring.audit(), "_name", "no-such-table")
    reply = look(api, filed, request)
    assert reply.status == 503
    assert "Siti" not in reply.text


def test_an_hour_later_the_name_is_shut_again(api: Client, filed: Filed) -> None:
    """After an hour the officer must ask anew."""
    request = ask(api, filed)
    allow(api, filed, request)
    api.later(minutes=59, seconds=59)
    assert look(api, filed, request).status == 200
    api.later(seconds=1)
    assert look(api, filed, request).status == 404


def test_nothing_opens_out_of_turn(api: Client, filed: Filed) -> None:
    """Before it is allowed, for another person, or with a made-up request, no name is seen."""
    request = ask(api, filed)
    assert look(api, filed, request).status == 404
    assert look(api, filed, "0" * 18).status == 404
    assert allow(api, filed, "0" * 18).status == 404
    allow(api, filed, request)
    assert {look(api, filed, request, person).status for person in ("citra", "jaga", "jaga2")} == {404}
    assert not any("what" in row for row in api.stored())


def test_nobody_allows_themselves(api: Client, filed: Filed) -> None:
    """Officers cannot allow, and a custodian who asks cannot."""
    request = ask(api, filed)
    assert {allow(api, filed, request, person).status for person in ("budi", "citra")} == {403}
    assert post(api, "jaga", f"{filed.ticket}/identity-requests", {"reason": REASON}).status == 403
    grant("budi", Role.CUSTODIAN, "pusat")
    assert allow(api, filed, request, "budi").status == 403
    assert wiring.complaints().get(filed.ticket).version == 1


def test_a_request_is_allowed_once(api: Client, filed: Filed) -> None:
    """The citizen is told once, though two custodians press at once."""
    request = ask(api, filed)
    assert allow(api, filed, request).status == 201
    assert allow(api, filed, request, "jaga2").status == 409
    assert wiring.complaints().get(filed.ticket).version == 2


def test_only_custodians_see_what_waits(api: Client, filed: Filed) -> None:
    """The list of requests and their reasons is for custodians; whoever asked sees where the own request stands."""
    request = ask(api, filed)
    assert api.staff("budi", "/identity-requests").status == 403
    own = api.see("budi", filed.ticket, f"/identity-requests/{request}").json
    assert (own["status"], own.get("reason")) == ("waiting", None)
    assert api.see("citra", filed.ticket, f"/identity-requests/{request}").status == 404


def test_a_custodian_of_elsewhere_reads_no_reason(api: Client, filed: Filed) -> None:
    """A custodian is one within a scope: outside it there is nothing to read and nothing to allow."""
    request, person = ask(api, filed), grant("jauh", Role.CUSTODIAN, "wilayah-jawa-barat")
    assert api.see(person, filed.ticket, f"/identity-requests/{request}").status == 404
    assert allow(api, filed, request, person).status == 404


def test_a_report_on_foreigners_waits_for_its_own_custodian(api: Client, filed: Filed) -> None:
    """A custodian of complaints does not even see the number of a report on foreigners; whoever reads those does."""
    grant("intel", restricted=True)
    grant("jaga3", Role.CUSTODIAN, "pusat", restricted=True)
    report = api.file(
        kind="foreigner_report", category="other", identity=COMPLAINT["identity"] | {"mode": "confidential"}
    )
    wanted = {"ticket": report.ticket, "id": ask(api, report, "intel")}
    ours = {"ticket": filed.ticket, "id": ask(api, filed)}
    assert api.staff("jaga", "/identity-requests").json["items"] == [ours]
    assert api.staff("jaga3", "/identity-requests").json["items"] == [wanted]
    assert allow(api, report, wanted["id"], "jaga3").status == 201
    assert api.staff("jaga3", "/identity-requests").json["items"] == []


def test_whoever_lost_the_case_lost_the_look(api: Client, filed: Filed) -> None:
    """An officer who was allowed to look, and then lost the case, no longer looks."""
    request = ask(api, filed)
    allow(api, filed, request)
    grant("budi", office="bogor")
    assert look(api, filed, request).status == 404
    assert api.see("budi", filed.ticket, f"/identity-requests/{request}").status == 404


@pytest.mark.usefixtures("filed")
def test_there_is_nobody_behind_an_anonymous_complaint(api: Client) -> None:
    """Nobody can even ask who an anonymous person is."""
    nobody = api.file(identity={"mode": "anonymous", "email": "a@warga.example.org"}, channels=["email"])
    reply = post(api, "budi", f"{nobody.ticket}/identity-requests", {"reason": REASON})
    assert (reply.status, reply.json["type"]) == (403, "urn:aduan:problem:no_identity")


def test_a_refusal_speaks_to_whoever_is_refused(api: Client, filed: Filed) -> None:
    """Staff are told of their area and their superior, and citizens of their ticket, their code and their page."""
    api.language, say = "id", wiring.words("id")
    away = api.see("budi", "IMI-0000-0000-0").json["detail"]
    assert away == say("problem.not_found.staff.detail")
    assert api.take("jaga", filed.ticket, "verify").json["detail"] == say("problem.not_allowed.staff.detail")
    own = api.say(filed, "verify")
    assert (own.status, own.json["detail"]) == (403, say("problem.not_allowed.detail"))
    unknown = api.call("POST", f"/v1/complaints/{filed.ticket}/sessions", {"code": "FALSCH"})
    assert unknown.json["detail"] == say("problem.not_found.detail")


@pytest.mark.parametrize("reason", ["", "  ", None, 7, "x" * 10_001, "a\x00b"])
def test_a_reason_must_be_given(api: Client, filed: Filed, reason: Any) -> None:
    """Without a readable reason nobody is asked for a name."""
    reply = post(api, "budi", f"{filed.ticket}/identity-requests", {"reason": reason})
    assert (reply.status, set(reply.faults)) == (422, {"reason"})


def test_the_custodians_function_says_nothing_without_right(api: Client, filed: Filed) -> None:
    """Called directly, the custodian's Lambda gives an empty answer to whoever has no right to know."""
    from app import custodian  # noqa: PLC0415

    request = ask(api, filed)
    asked = {"person": "budi", "ticket": filed.ticket, "request": request}
    assert custodian(asked, None) == {}
    allow(api, filed, request)
    assert custodian(asked, None)["name"] == "Siti Aminah"
    assert custodian(asked | {"person": "citra"}, None) == {}
