"""Administrators say which channels are ours, and which are not any more; everybody reads it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.channels import Announced
from chalicelib.domain.errors import ChangedMeanwhile
from chalicelib.domain.people import Role
from tests.handlers.client import Client, Reply, grant, token
from tests.watch import Watch

HOME = "/v1/admin/channels"
BODY = {
    "kind": "whatsapp",
    "address": "0812-3456-7890",
    "about": "Layanan paspor Kantor Imigrasi Bogor.",
    "since": "2026-03-01",
    "source": "SE IMI-1/2026",
}


@pytest.fixture(autouse=True)
def people(api: Client) -> Iterator[None]:
    """An administrator of the centre and one of Bali; the list is read afresh in each test."""
    wiring.reset()
    grant("ani", Role.ADMIN, "pusat")
    grant("wayan", Role.ADMIN, "wilayah-bali")
    assert public(api)
    yield
    wiring.reset()


def public(api: Client, language: str = "id") -> dict[str, dict[str, Any]]:
    reply = api.call("GET", "/v1/channels", accept_language=language)
    return {one["slug"]: one for one in reply.json["items"]}


def announce(api: Client, person: str = "ani", **changes: Any) -> Reply:
    return api.call("POST", HOME, BODY | changes, token=token(person))


def retire(api: Client, slug: str, person: str = "ani", **body: Any) -> Reply:
    return api.call("POST", f"{HOME}/{slug}/retirements", {"reason": "taken"} | body, token=token(person))


def test_anybody_reads_what_is_announced(api: Client) -> None:
    """A number is announced with its day and source, and is on the public list, which does not say by whom."""
    made = announce(api)
    assert (made.status, made.json["address"], made.json["announced_by"]) == (201, "+6281234567890", "ani")
    shown = public(api)[made.json["slug"]]
    assert (shown["since"], shown["until"], shown["source"]) == ("2026-03-01", None, "SE IMI-1/2026")
    assert "ani" not in shown.values()
    reply = api.call("GET", "/v1/channels")
    assert (reply.headers["Cache-Control"], reply.headers["Vary"]) == ("public, max-age=60", "Accept-Language")


def test_a_lost_account_is_taken_back_at_once(api: Client) -> None:
    """A channel of the release that somebody else holds is told as lost, today; it stays there as a warning."""
    known = public(api)["foreigners"]
    gone = retire(api, "foreigners")
    today = f"{api.now:%Y-%m-%d}"
    assert (gone.status, gone.json["until"], gone.json["retired_by"]) == (201, today, "ani")
    assert public(api)["foreigners"] == known | {"until": today, "reason": "taken"}


def test_the_last_word_counts(api: Client) -> None:
    """An account that was closed and is then taken over gets the stronger warning; both are on record by name."""
    slug = announce(api).json["slug"]
    retire(api, slug, reason="closed", until="2026-03-02")
    assert retire(api, slug, until="2026-03-01").status == 201
    assert (public(api)[slug]["reason"], public(api)[slug]["until"]) == ("taken", "2026-03-01")
    kept = [row for row in api.stored() if "what" in row]
    assert {(row["actor"]["S"], row["what"]["S"]) for row in kept} == {
        ("ani", f"channel {slug} announced"),
        ("ani", f"channel {slug} retired"),
    }
    assert {row["reason"]["S"] for row in kept if "reason" in row} == {
        "closed, since 2026-03-02",
        "taken, since 2026-03-01",
    }
    listed = api.call("GET", HOME, token=token("ani")).json["items"]
    assert (listed[-1]["announced_by"], listed[-1]["retired_by"]) == ("ani", "ani")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_administrators_of_the_centre(api: Client, role: Role) -> None:
    """No other role and no region says which channels are ours, whatever is sent."""
    for person in (grant("lain", role, "pusat"), "wayan"):
        replies = [announce(api, person), retire(api, "foreigners", person), announce(api, person, kind=1)]
        replies.append(api.call("GET", HOME, token=token(person)))
        assert [reply.status for reply in replies] == [403] * 4
    assert public(api)["foreigners"]["until"] is None


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"kind": "fax"}, {"kind": "choose_from"}),
        ({"address": "08"}, {"address": "phone"}),
        ({"address": "+1234"}, {"address": "phone"}),
        ({"kind": "email", "address": "a b@imigrasi.go.id"}, {"address": "email"}),
        ({"kind": "email", "address": "humas@IMIGRASI.go.id"}, {"address": "channel_known"}),
        ({"kind": "web", "address": "https://imigrasi.example"}, {"address": "channel_domain"}),
        ({"kind": "sms", "address": "1708"}, {"address": "channel_known"}),
        ({"about": " "}, {"about": "missing"}),
        ({"about": "x" * 201}, {"about": "too_long"}),
        ({"since": "2027-01-01"}, {"since": "future_date"}),
    ],
)
def test_what_is_wrong_is_named(api: Client, changes: dict[str, str], faults: dict[str, str]) -> None:
    """Each field that cannot be taken is named with its remedy, and nothing is kept."""
    reply = announce(api, **changes)
    assert (reply.status, reply.faults) == (422, faults)
    assert not [row for row in api.stored() if row["pk"]["S"] == "K#CHANNELS"]


def test_a_day_that_cannot_be(api: Client) -> None:
    """A channel is not ours from a day on that has come, and not before it was; a made-up one is not found."""
    assert retire(api, "foreigners", until="2027-01-01").faults == {"until": "future_date"}
    assert retire(api, "foreigners", until="2023-01-01").faults == {"until": "channel_order"}
    reply = retire(api, "atlantis")
    assert (reply.status, reply.json["type"]) == (404, "urn:aduan:problem:no_channel")


def test_two_administrators_announce_the_same(api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """When two announce one address in the same moment, it is there once and the second is told that it is."""
    store = wiring.channels()
    save = store.announce

    def meanwhile(channel: Announced, mark: str) -> None:
        save(replace(channel, who="budi"), f"{mark}0")
        save(channel, mark)

    monkeypatch.setattr(store, "announce", meanwhile)
    assert announce(api).faults == {"address": "channel_known"}
    with pytest.raises(ChangedMeanwhile):
        save(store.known()[0], "later")
    assert [one.who for one in store.known()] == ["budi"]


def test_a_warm_process_asks_once_a_minute(api: Client) -> None:
    """However many look at the page, a process reads the list once a minute."""
    with Watch(wiring.client) as watch:
        public(api)
    assert watch.counts["dynamodb.Query"] == 0
    api.later(seconds=61)
    with Watch(wiring.client) as watch:
        public(api)
    assert watch.counts["dynamodb.Query"] == 1


def test_words_are_the_callers(api: Client) -> None:
    """What the release's channels are for is told in the language that was asked for."""
    assert public(api, "en")["mail"]["about"] != public(api, "id")["mail"]["about"]
