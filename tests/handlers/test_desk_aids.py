"""What the console's forms are made from, and whom a case can be given to."""

from datetime import timedelta

import pytest

from chalicelib.domain.people import Role
from chalicelib.domain.steps import STEPS, Step
from tests.handlers.client import Client, grant


def test_the_forms_ask_for_what_the_rules_ask_for(api: Client) -> None:
    """An officer's form has a field for everything that its step demands, and no other."""
    found = {one["step"]: one for one in api.staff(grant("sari"), "/vocabulary").json["steps"]}
    assert found["ask"]["text"] == "required"
    assert [one["slug"] for one in found["ask"]["reasons"]] == ["needs-information", "needs-document", "needs-visit"]
    assert (found["assign"]["to"], found["refer"]["to"], found["note"]["to"]) == ("person", "office", None)
    assert {step for step, one in found.items() if one["hearing"] == "internal"} == {
        *("note", "classify", "return", "recall", "take", "snooze")
    }
    assert {step for step, one in found.items() if one["sorts"]} == {"verify", "classify"}
    assert Step.APPEAL in STEPS
    assert "appeal" not in found


@pytest.mark.parametrize(("language", "name"), [("id", "Terverifikasi"), ("en", "Verified")])
def test_names_are_the_official_ones(api: Client, language: str, name: str) -> None:
    """An officer reads the official word for a status, in the language that they work in."""
    api.language = language
    found = api.staff(grant("sari"), "/vocabulary").json["statuses"]
    assert {"slug": "verified", "name": name, "open": True} in found


def test_a_case_goes_to_somebody_who_handles_cases_there(api: Client) -> None:
    """Offered are the people who hold a handling role at that office now, on the same side of the restriction."""
    grant("sari")
    grant("maria", Role.SUPERVISOR)
    grant("yusuf", restricted=True)
    grant("gone", active=False)
    grant("over", until=api.now - timedelta(days=1))
    grant("paula", Role.AUDITOR)
    found = api.staff("sari", "/colleagues?office=jakarta-utara").json["items"]
    assert sorted(one["id"] for one in found) == ["maria", "sari"]


def test_colleagues_elsewhere_are_not_listed(api: Client) -> None:
    """Who works at an office outside one's scope is nobody else's business."""
    assert api.staff(grant("sari"), "/colleagues?office=surabaya").status == 404
    assert api.staff("sari", "/colleagues").status == 404


def test_accounts_have_names(api: Client) -> None:
    """An officer reads who did what by name, or by role and office where no name is known, and never a bare account."""
    grant("sari", name="Sari Wulandari")
    grant("maria", Role.SUPERVISOR, active=False)
    found = api.staff("sari", "/people?ids=maria,sari,nobody,sari").json["items"]
    assert [(one["id"], one["name"], one["role"], one["office"]["slug"]) for one in found] == [
        ("maria", None, "supervisor", "jakarta-utara"),
        ("sari", "Sari Wulandari", "officer", "jakarta-utara"),
    ]
    assert api.staff("sari", "/people").json == {"items": []}
    assert {api.staff("sari", f"/people?ids={ids}").status for ids in ("a%20b", ",".join(["x"] * 51))} == {422}


def test_the_record_says_to_whom_a_case_was_given(api: Client) -> None:
    """Staff read who was to work on it; the citizen reads that it was given to an officer."""
    filed = api.file()
    grant("sari")
    api.take("sari", filed.ticket, "verify")
    api.take("sari", filed.ticket, "assign", to="sari")
    (line,) = [one for one in api.see("sari", filed.ticket, "/steps").json["items"] if one["step"] == "assign"]
    assert line["given_to"] == "sari"
    own = api.call("GET", f"/v1/complaints/{filed.ticket}/steps", token=api.session(filed)).json["items"]
    assert not any("given_to" in one for one in own)


def test_aids_need_a_grant(api: Client) -> None:
    """Somebody without a grant learns neither names nor choices."""
    assert api.staff("nobody", "/vocabulary").status == 403
    assert api.staff("nobody", "/people?ids=nobody").status == 403
    assert api.staff("nobody", "/colleagues?office=jakarta-utara").status == 403
