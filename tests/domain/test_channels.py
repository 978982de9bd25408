"""Which addresses can be announced as ours, and how one is taken back."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.channels import Announced, Ending, Kind, Wanted, announced, listed, shipped, taken_back
from chalicelib.domain.errors import Invalid
from chalicelib.store import book_cards

TODAY, DOMAINS = date(2026, 3, 10), ("go.id",)
WANTED = Wanted(Kind.SOCIAL, "https://www.instagram.com/ditjen_imigrasi", "Berita.", date(2026, 3, 1), "SE 1/2026")
RELEASE = tuple(map(shipped, book_cards.read().channels))
ONE = announced(WANTED, (), DOMAINS, TODAY)


def faults(kind: Kind, address: str, known: tuple[Announced, ...] = RELEASE) -> set[tuple[str, str]]:
    try:
        announced(replace(WANTED, kind=kind, address=address), known, DOMAINS, TODAY)
    except Invalid as error:
        return {(fault.field, fault.rule) for fault in error.faults}
    return set()


@pytest.mark.parametrize(
    ("kind", "address", "rule"),
    [
        (Kind.WEB, "https://kanal.imigrasi.go.id/wna?x=1", ""),
        (Kind.WEB, "http://kanal.imigrasi.go.id", "channel_web"),
        (Kind.WEB, "https://imigrasi.go.id@fake.example", "channel_web"),
        (Kind.WEB, "https://fake.example/@https://x.go.id", "channel_web"),
        (Kind.WEB, "https://fake.example/@x.go.id", "channel_web"),
        (Kind.WEB, "https://imigrasi.go.id.example/x", "channel_domain"),
        (Kind.WEB, "https://www.imigrasi.go.id/", "channel_known"),
        (Kind.EMAIL, "wna@imigrasi.go.id", ""),
        (Kind.EMAIL, "HUMAS@imigrasi.go.id", "channel_known"),
        (Kind.EMAIL, "imigrasi@gmail.com", "channel_domain"),
        (Kind.EMAIL, "imigrasi.go.id", "email"),
        (Kind.SOCIAL, "https://www.tiktok.com/@imigrasi", ""),
        (Kind.SOCIAL, "@imigrasi", "channel_social"),
        (Kind.SOCIAL, "javascript:alert(1)", "channel_social"),
        (Kind.WHATSAPP, "+6281234567890", ""),
        (Kind.WHATSAPP, "+6281399679966", "channel_known"),
        (Kind.WHATSAPP, "1708", "phone"),
        (Kind.PHONE, "112", ""),
        (Kind.SMS, "1708", "channel_known"),
        (Kind.SMS, "+62812\n", "phone"),
    ],
)
def test_an_address_fits_its_kind(kind: Kind, address: str, rule: str) -> None:
    """Nobody announces an address that is none, that lies outside official domains, or that is listed already."""
    assert faults(kind, address) == ({("address", rule)} if rule else set())


def test_every_fault_is_told_at_once() -> None:
    """A wrong address and a day that has not come are both named."""
    with pytest.raises(Invalid) as refused:
        announced(replace(WANTED, address="x", since=date(2026, 3, 11)), (), DOMAINS, TODAY)
    assert [fault.field for fault in refused.value.faults] == ["address", "since"]


def test_what_was_retired_is_not_announced_again() -> None:
    """An address that was once lost does not become trusted again by the press of a button."""
    gone = taken_back(ONE, TODAY, Ending.TAKEN, TODAY)
    assert faults(WANTED.kind, WANTED.address, (gone,)) == {("address", "channel_known")}


@pytest.mark.parametrize(("until", "rule"), [(date(2026, 3, 11), "future_date"), (date(2026, 2, 28), "channel_order")])
def test_a_channel_ends_between_its_beginning_and_today(until: date, rule: str) -> None:
    """Nobody reads that a channel stopped being ours before it was, or will some day."""
    with pytest.raises(Invalid) as refused:
        taken_back(ONE, until, Ending.CLOSED, TODAY)
    assert [(fault.field, fault.rule) for fault in refused.value.faults] == [("until", rule)]


def test_what_a_release_drops_stays_a_warning() -> None:
    """A retired channel is shown as it was left, also once no release knows it any more; new ones stand last."""
    gone = replace(taken_back(RELEASE[0], RELEASE[0].since, Ending.TAKEN, RELEASE[0].since), by="ani")
    assert listed(RELEASE, (ONE, gone)) == (gone, *RELEASE[1:], ONE)
    assert listed(RELEASE[1:], (gone,)) == (*RELEASE[1:], gone)
