"""Cases that are closed to some: by the rules, and should those fail by the store's own condition."""

import dataclasses
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain import access, taking
from chalicelib.domain.people import Role
from tests.handlers.client import Client, Filed, grant


def levy(api: Client, **more: Any) -> Filed:
    return api.file(category="illegal-levy", **more)


INSIDERS = [Role.OFFICER, Role.SUPERVISOR, Role.HEAD]


@pytest.mark.parametrize("role", INSIDERS)
def test_an_office_cannot_see_what_is_said_of_it(api: Client, role: Role) -> None:
    """A complaint about an office's own people goes one level up; nobody of that office finds it."""
    filed, insider, above = levy(api), grant("dalam", role), grant("atas", Role.REGION, "wilayah-dki-jakarta")
    assert filed.answer["office"]["slug"] == "wilayah-dki-jakarta"
    assert {api.see(insider, filed.ticket, part).status for part in ("", "/steps", "/deadlines")} == {404}
    assert api.staff(insider, "/queue").json["items"] == []
    assert api.take(insider, filed.ticket, "verify").status == 404
    assert api.see(above, filed.ticket).status == 200
    assert [case["ticket"] for case in api.staff(above, "/queue").json["items"]] == [filed.ticket]


def test_said_by_the_citizen_it_is_closed_too(api: Client) -> None:
    """Whatever the category, a citizen who says that it is about staff keeps the office out."""
    filed, insider = api.file(about_staff=True), grant("dalam", Role.HEAD)
    assert api.see(insider, filed.ticket).status == 404


@pytest.mark.parametrize("role", INSIDERS)
def test_the_store_itself_keeps_an_office_out(api: Client, role: Role, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if every rule above it failed, the table refuses a write by the office that the complaint is about."""
    filed, insider = levy(api), grant("dalam", role)
    monkeypatch.setattr(access, "sees", lambda _actor, _case: True)
    monkeypatch.setattr(access, "covers", lambda _scope, _path: True)
    before = api.stored()
    assert api.take(insider, filed.ticket, "verify").status == 409
    assert [row for row in api.stored() if "what" not in row] == before


def test_the_store_itself_keeps_out_who_decided(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an appeal the table refuses a write by whoever gave the answer, whatever the rules would say."""
    filed, region = api.file(), grant("atas", Role.REGION, "wilayah-dki-jakarta")
    api.take(region, filed.ticket, "verify")
    api.take(region, filed.ticket, "answer", text="Sudah.")
    assert api.say(filed, "appeal", text="Belum.").json["office"]["slug"] == "wilayah-dki-jakarta"
    assert api.see(region, filed.ticket).status == 404
    monkeypatch.setattr(access, "sees", lambda _actor, _case: True)
    assert api.take(region, filed.ticket, "note", text="Saya lagi.").status == 409
    assert wiring.complaints().get(filed.ticket).version == 4


def test_a_case_that_turns_out_to_be_about_staff_leaves_the_office(api: Client) -> None:
    """When an officer finds that a case is about their own office, they lose it in the same moment."""
    filed, insider = api.file(), grant("dalam", Role.HEAD)
    reply = api.take(insider, filed.ticket, "classify", category="illegal-levy", text="Tentang petugas kami.")
    assert wiring.complaints().get(filed.ticket).office == "wilayah-dki-jakarta"
    assert api.see(insider, filed.ticket).status == 404
    assert reply.status == 200


def test_reports_on_foreigners_are_a_world_apart(api: Client) -> None:
    """Who works on reports on foreigners sees no complaint, and who works on complaints sees no such report."""
    kinds = wiring.book().policy.categories
    category = next(one.slug for one in kinds if "foreigner_report" in one.kinds)
    complaint, report = api.file(), api.file(kind="foreigner_report", category=category)
    plain, cleared = grant("budi"), grant("intel", restricted=True)
    for person, own, other in ((plain, complaint, report), (cleared, report, complaint)):
        assert [case["ticket"] for case in api.staff(person, "/queue").json["items"]] == [own.ticket]
        assert api.see(person, own.ticket).status == 200
        assert {api.see(person, other.ticket, part).status for part in ("", "/steps", "/deadlines")} == {404}
        assert api.take(person, other.ticket, "verify").status == 404


def test_a_referred_case_is_shared_until_it_is_taken(api: Client) -> None:
    """Another office sees a case once it is referred there, and the first no longer once it is taken."""
    filed, here, there = api.file(), grant("budi"), grant("sari", Role.OFFICER, "bogor")
    api.take(here, filed.ticket, "verify")
    assert api.see(there, filed.ticket).status == 404
    reason = wiring.book().policy.reasons("refer")[0].slug
    assert api.take(here, filed.ticket, "refer", to="bogor", reason=reason).status == 200
    assert [case["ticket"] for case in api.staff(there, "/queue").json["items"]] == [filed.ticket]
    assert api.staff(here, "/queue").json["items"] == []
    assert api.take(there, filed.ticket, "acknowledge").status == 200
    assert {api.see(here, filed.ticket).status, api.see(there, filed.ticket).status} == {404, 200}


def test_no_step_can_be_smuggled_past_the_rules(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command for an older version never reaches the record, even when nobody checked it before."""
    filed, person = api.file(), grant("budi")
    real = taking.take

    def older(case: Any, *given: Any) -> taking.Taken:
        after, events = real(case, *given)
        return dataclasses.replace(after, version=after.version + 1), events

    monkeypatch.setattr(taking, "take", older)
    api.take(person, filed.ticket, "verify")
    monkeypatch.undo()
    assert [event.version for event in wiring.complaints().events(filed.ticket)] == [1, 2]
