"""Who opened my file: unit and role, when and why, and never the person."""

from app import custodian
from chalicelib import wiring
from chalicelib.domain.looks import Look
from chalicelib.domain.people import Role
from tests.handlers.client import Client, Filed, grant
from tests.handlers.test_plain_contact import enter
from tests.handlers.test_unmasking import allow, ask


def told(api: Client, filed: Filed) -> list[tuple[str, str | None, str | None, int]]:
    """What the citizen reads."""
    found = api.call("GET", f"/v1/complaints/{filed.ticket}/openings", token=api.session(filed)).json["items"]
    return [(one["part"], one["role"], (one["office"] or {}).get("slug"), one["times"]) for one in found]


def test_nobody_is_said_plainly(api: Client) -> None:
    """Before anybody has opened a file its citizen reads that nobody has, on the page without scripts too."""
    filed = api.file()
    assert told(api, filed) == []
    page = api.send("GET", "/en/lacak/plain", {"cookie": enter(api, filed)}, b"").text
    assert "Nobody has opened your file." in page


def test_looks_are_told_by_unit_and_role(api: Client) -> None:
    """Reading a file is one line a day for each role and unit, with how often and why; no account is ever named."""
    filed = api.file()
    grant("budi")
    grant("periksa", Role.AUDITOR, "pusat")
    for _ in range(2):
        api.see("budi", filed.ticket)
        api.see("budi", filed.ticket, "/steps")
    api.later(hours=1)
    api.see("periksa", filed.ticket)
    api.later(days=1)
    api.see("budi", filed.ticket)
    officer = ("file", "officer", "jakarta-utara")
    assert told(api, filed) == [(*officer, 1), ("file", "auditor", "pusat", 1), (*officer, 2)]
    page = api.send("GET", "/en/lacak/plain", {"cookie": enter(api, filed)}, b"").text
    assert "Officer, Kantor Imigrasi Kelas I TPI Jakarta Utara" in page
    assert "To check how we work; your words are not shown." in page
    assert "budi" not in page


def test_an_identity_that_was_seen_is_told(api: Client) -> None:
    """Whose name was seen reads by which unit, and under which rule."""
    filed = api.file()
    grant("budi")
    grant("jaga", Role.CUSTODIAN, "pusat")
    request = ask(api, filed)
    allow(api, filed, request)
    api.see("budi", filed.ticket, f"/identity-requests/{request}/identity")
    assert told(api, filed)[0] == ("identity", "officer", "jakarta-utara", 1)
    custodian({"person": "budi", "ticket": filed.ticket, "request": request}, None)
    shown = api.call("GET", f"/v1/complaints/{filed.ticket}/openings", token=api.session(filed)).json["items"]
    assert {one["who"][:10] for one in shown} == {"Officer, K", "An officer"}
    assert all("second person" in one["why"] for one in shown)


def test_documents_agencies_and_copies_are_told_apart(api: Client) -> None:
    """A document has its number, an agency outside its name, and whoever holds the code is told as such."""
    filed = api.file()
    for number, (actor, what) in enumerate(
        (("b", "document 2"), ("agency:ombudsman", "referral"), ("citizen", "copy"))
    ):
        wiring.audit().record(Look(filed.ticket, actor, what, api.now), str(number))
    shown = api.call("GET", f"/v1/complaints/{filed.ticket}/openings", token=api.session(filed)).json["items"]
    assert {one["part"]: one["document"] for one in shown} == {"document": 2, "referral": None, "copy": None}
    assert {one["part"]: one["who"] for one in shown}["referral"] == "the Ombudsman of the Republic of Indonesia"
    assert {one["part"]: one["who"] for one in shown}["copy"].startswith("You, or somebody")


def test_a_stranger_learns_nothing(api: Client) -> None:
    """Another complaint's session does not open the list."""
    filed, other = api.file(), api.file()
    reply = api.call("GET", f"/v1/complaints/{filed.ticket}/openings", token=api.session(other))
    assert reply.status == 401
