"""A draft of a calendar that nobody needs is taken back by whoever drew it up, and waits for nobody any more."""

from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.errors import ChangedMeanwhile
from chalicelib.domain.people import Role
from tests.handlers.client import Client, Reply, grant, token
from tests.handlers.test_calendars import HOME, changed, draw_up, people, sign_off, versions

__all__ = ["people"]


def withdraw(api: Client, person: str = "ani", version: object = 1) -> Reply:
    path = f"{HOME}/jakarta-utara/versions/{version}/withdrawals"
    return api.call("POST", path, token=token(person))


def waiting(api: Client) -> list[dict[str, Any]]:
    return list(api.call("GET", HOME, token=token("budi")).json["waiting"])


def test_its_author_takes_a_draft_back(api: Client) -> None:
    """It stays on record, waits for nobody, and nobody can sign it off; the next draft has the next number."""
    draw_up(api)
    gone = withdraw(api)
    assert (gone.status, gone.json["status"], gone.json["withdrawn_at"]) == (201, "withdrawn", gone.json["drawn_up_at"])
    assert (waiting(api), versions(api)) == ([], [gone.json])
    for reply in (sign_off(api), withdraw(api)):
        assert (reply.status, reply.json["title"]) == (409, "This draft was withdrawn")
    kept = [(row["actor"]["S"], row["what"]["S"]) for row in api.stored() if "what" in row]
    assert sorted(kept) == [("ani", "calendar 1 drawn up"), ("ani", "calendar 1 withdrawn")]
    assert changed(api).json["version"] == 2


def test_nobody_else_takes_it_back(api: Client) -> None:
    """Another administrator, another role and another scope are refused, each with their remedy; the draft waits on."""
    draw_up(api)
    assert withdraw(api, "budi").json["type"] == "urn:aduan:problem:not_yours"
    assert withdraw(api, grant("lain", Role.HEAD)).status == 403
    assert (withdraw(api, "wayan").status, withdraw(api, version=9).status, withdraw(api, version="x").status) == (
        404,
    ) * 3
    assert [one["drawn_up_by"] for one in waiting(api)] == ["ani"]


def test_what_is_in_force_stays(api: Client) -> None:
    """What was signed off is not taken back, and a draft that it overtook waits for nobody."""
    draw_up(api)
    draw_up(api)
    assert sign_off(api, version=2).status == 201
    assert [withdraw(api, version=version).status for version in (1, 2)] == [409, 409]
    assert waiting(api) == []


def test_a_signature_and_a_withdrawal_at_once(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the two that press in one moment one wins, and the other reads what happened."""
    draw_up(api)
    store = wiring.overlays()
    before = store.versions("jakarta-utara")
    assert withdraw(api).status == 201
    monkeypatch.setattr(store, "versions", lambda _office: before)
    with pytest.raises(ChangedMeanwhile):
        store.withdraw(before[0], "00")
    assert sign_off(api).json["type"] == "urn:aduan:problem:changed_meanwhile"
    assert store.newest == 0
