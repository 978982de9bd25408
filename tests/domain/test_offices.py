"""The tree of offices, and whose complaint it is."""

from dataclasses import replace

import pytest

from chalicelib.domain.offices import Office, Offices, UnknownOffice
from chalicelib.store import book

OFFICES = book.load().offices


@pytest.mark.parametrize(
    ("place", "handler", "about_staff"),
    [
        ("jakarta-utara", "jakarta-utara", "wilayah-dki-jakarta"),
        ("rudenim-medan", "rudenim-medan", "wilayah-sumatera-utara"),
        ("wilayah-bali", "wilayah-bali", "pusat"),
        ("pusat", "pusat", "pusat"),
        ("tpi-bandara-juanda", "wilayah-jawa-timur", "wilayah-jawa-timur"),
        ("tpi-plbn-skouw", "wilayah-papua", "wilayah-papua"),
        ("ulp-plaza-semanggi", "jakarta-selatan", "wilayah-dki-jakarta"),
        ("perwakilan-los-angeles", "perwakilan-los-angeles", "meja-perwakilan"),
        ("meja-perwakilan", "meja-perwakilan", "pusat"),
    ],
)
def test_whose_complaint_it_is(place: str, handler: str, about_staff: str) -> None:
    """The nearest office handles a complaint; one about its staff goes to the office above those complained of."""
    assert OFFICES.responsible(place, about_staff=False).slug == handler
    assert OFFICES.responsible(place, about_staff=True).slug == about_staff


@pytest.mark.parametrize("office", OFFICES.all(), ids=lambda office: office.slug)
def test_nobody_judges_themselves(office: Office) -> None:
    """A complaint about staff goes to another office than theirs; the centre alone has none above."""
    judge = OFFICES.responsible(office.slug, about_staff=True)
    assert judge.handles
    assert judge.slug != office.slug or office.slug == "pusat"


def test_unknown_offices_are_told() -> None:
    """An office that does not exist is refused by name."""
    assert not OFFICES.has("atlantis")
    with pytest.raises(UnknownOffice, match="atlantis"):
        OFFICES.get("atlantis")


def test_above_and_below() -> None:
    """A region reads the queues of its own offices, and no others; border posts have no queue."""
    assert [one.slug for one in OFFICES.above("pusat/wilayah-bali/ngurah-rai")] == ["wilayah-bali", "pusat"]
    parent = OFFICES.parent("ngurah-rai")
    assert parent is not None
    assert parent.slug == "wilayah-bali"
    assert OFFICES.parent("pusat") is None
    region = {one.slug for one in OFFICES.within("pusat/wilayah-bali")}
    assert {"wilayah-bali", "ngurah-rai", "denpasar", "rudenim-denpasar"} <= region
    assert not any(slug.startswith("tpi-") or "jakarta" in slug for slug in region)


def test_a_scope_is_no_prefix_of_letters() -> None:
    """Whoever may read one Papua may not, by the likeness of the names, read the other."""
    assert {one.province for one in OFFICES.within("pusat/wilayah-papua")} == {"Papua"}


def test_one_region_a_province() -> None:
    """Every province has one region, and every office abroad or in the country hangs under the centre."""
    regions = [one for one in OFFICES.all() if one.kind == "wilayah"]
    assert len({one.province for one in regions}) == len(regions) == 38
    assert all(one.path.split("/")[0] == "pusat" for one in OFFICES.all())


def test_what_checks_write_to_is_under_nobody() -> None:
    """The office of a deployment's checks is found by its name alone: in no list, in no scope, under nobody."""
    (hidden,) = {one.slug for one in map(OFFICES.get, ("pemeriksaan-sistem", "pusat")) if one.hidden}
    assert hidden not in {one.slug for one in OFFICES.all()}
    assert hidden not in {one.slug for one in OFFICES.within("pusat")}
    assert OFFICES.centre.slug == "pusat"
    assert OFFICES.parent(hidden) is None
    assert OFFICES.responsible(hidden, about_staff=True).slug == hidden


def test_counts_and_names() -> None:
    """The offices that the sources name are all there, under stable names that hold no class."""
    kinds = [one.kind for one in OFFICES.all()]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == {
        "kanim": 144,
        "meja": 1,
        "perwakilan": 1,
        "pusat": 1,
        "rudenim": 13,
        "tpi": 122,
        "ulp": 6,
        "wilayah": 38,
    }
    assert not any("kelas" in one.slug or "tpi-" in one.slug for one in OFFICES.all() if one.kind == "kanim")


def test_a_post_hanging_under_an_office_shares_its_judge() -> None:
    """Where an immigration office runs a checkpoint, complaints about its staff go to the region above."""
    post = OFFICES.get("tpi-bandara-ngurah-rai")
    moved = replace(post, path="pusat/wilayah-bali/ngurah-rai/tpi-bandara-ngurah-rai")
    offices = Offices(moved if one == post else one for one in OFFICES.all())
    assert offices.responsible(post.slug, about_staff=False).slug == "ngurah-rai"
    assert offices.responsible(post.slug, about_staff=True).slug == "wilayah-bali"
