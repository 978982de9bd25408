"""Looks into a complaint, summed up for whoever it is about."""

from datetime import timedelta

from chalicelib.domain.looks import Look, Part, openings
from tests.builders import AT

READ = Look("T", "budi", "case", AT, "officer", "jakarta-utara")


def test_what_a_page_reads_at_once_is_one_look() -> None:
    """A page that asks for case, timeline and documents is one opening; a colleague of the same unit adds one."""
    looks = [
        *(Look("T", "budi", what, AT, "officer", "jakarta-utara") for what in ("case", "timeline", "documents")),
        Look("T", "citra", "case", AT + timedelta(minutes=5), "officer", "jakarta-utara"),
    ]
    (found,) = openings(looks, lambda at: at.date())
    assert (found.last.part, found.times, found.last.at) == (Part.FILE, 2, AT + timedelta(minutes=5))


def test_what_is_unlike_stands_apart() -> None:
    """Another day, another document, another unit and an agency outside are lines of their own, newest first."""
    looks = [
        READ,
        Look("T", "budi", "document 2", AT, "officer", "jakarta-utara"),
        Look("T", "budi", "document 3", AT, "officer", "jakarta-utara"),
        Look("T", "agency:ombudsman", "referral", AT + timedelta(days=1)),
        Look("T", "budi", "case", AT + timedelta(days=2), "officer", "jakarta-utara"),
    ]
    found = openings(looks, lambda at: at.date())
    assert [one.last.part for one in found[:2]] == [Part.FILE, Part.REFERRAL]
    assert sorted(one.last.number for one in found) == [0, 0, 0, 2, 3]
    assert {one.last.agency for one in found} == {"", "ombudsman"}
