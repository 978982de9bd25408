"""What may come with a complaint, and which verdict counts."""

from dataclasses import replace

import pytest

from chalicelib.domain import attachments
from chalicelib.domain.attachments import Attachment, Places, Reason, Scan, State
from chalicelib.domain.errors import Invalid, TooManyDocuments
from chalicelib.store import book_documents
from tests.builders import AT, TICKET

LIMITS = book_documents.read()
FOUND = Attachment(TICKET, "0" * 32, 1, State.QUARANTINED, AT, upload="v1")


def test_what_is_announced_is_held_against_the_limits() -> None:
    """Each fault is named, with the limit, and what was not announced is no fault."""
    attachments.announced("", 0, LIMITS)
    attachments.announced("application/pdf", 10_000_000, LIMITS)
    with pytest.raises(Invalid) as refused:
        attachments.announced("text/html", 11_000_000, LIMITS)
    assert [(one.field, one.rule) for one in refused.value.faults] == [
        ("type", "document_type"),
        ("size", "document_size"),
    ]


def test_places_are_counted() -> None:
    """A case has ten places, and may begin sixty documents in all."""
    assert attachments.place(Places(3, 2), LIMITS) == Places(4, 3)
    for full in (Places(10, 10), Places(60, 0)):
        with pytest.raises(TooManyDocuments):
            attachments.place(full, LIMITS)


def test_a_document_is_bound_to_its_first_upload() -> None:
    """A second upload under the same name is a stranger to it, whatever state it is in."""
    fresh = replace(FOUND, state=State.REQUESTED, upload="")
    assert attachments.arrived(fresh, "v1") == FOUND
    assert attachments.arrived(FOUND, "v1") is FOUND
    assert attachments.arrived(FOUND, "v2") is None


@pytest.mark.parametrize("scanned", [False, True])
@pytest.mark.parametrize("theirs", ["", *Scan])
@pytest.mark.parametrize("ours", ["", "clean", *Reason])
def test_nothing_is_clean_before_every_word_that_is_asked_for(ours: str, theirs: str, *, scanned: bool) -> None:
    """Clean is what we found clean and, where a scanner is asked, it found no threat in; a threat counts always."""
    end = attachments.verdict(replace(FOUND, ours=ours, theirs=theirs), scanned=scanned)
    clean = ours == "clean" and (theirs == Scan.NO_THREATS_FOUND or (not scanned and theirs != Scan.THREATS_FOUND))
    assert (end is State.CLEAN) is clean
    if theirs == Scan.THREATS_FOUND:
        assert end is Reason.MALWARE


def test_a_refused_document_keeps_nothing_but_its_reason() -> None:
    """Type, size and hash of a copy go with the copy."""
    judged = replace(FOUND, ours="clean", kind="image/jpeg", weight=3, digest="ab")
    assert attachments.settled(judged, State.CLEAN).state is State.CLEAN
    refused = attachments.settled(judged, Reason.MALWARE)
    assert (refused.state, refused.ours, refused.kind, refused.weight, refused.digest) == (
        *(State.REFUSED, "malware", "", 0, ""),
    )
