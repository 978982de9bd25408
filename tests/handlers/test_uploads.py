"""What becomes of an upload: every order in which reports may come, every word of a scanner, nothing served before."""

from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.examiner import apart, looking
from tests.cloud import CLEAN, QUARANTINE
from tests.examiner import corpus
from tests.handlers.client import Client, grant
from tests.handlers.uploading import PHOTO, Endless, Sender, hear, kept, scanned, served


@pytest.fixture
def sender(api: Client, monkeypatch: pytest.MonkeyPatch) -> Sender:
    """A citizen; the examiner works in this process, since that it can work apart is another test's."""
    monkeypatch.setattr(apart, "examine", looking.examine)
    return Sender.of(api)


def test_a_swap_after_the_verdict_changes_nothing(sender: Sender) -> None:
    """Whoever uses the signed form a second time changes neither verdict nor copy, and the second file is deleted."""
    document = sender.send()
    before = served(sender.filed.ticket, document)
    hear(sender.put(document, corpus.photo(10, 10)))
    assert served(sender.filed.ticket, document) == before
    assert kept(QUARANTINE, f"{sender.filed.ticket}/{document}") == []
    assert len(sender.steps()) == 2


def test_reports_may_come_twice_and_late(sender: Sender) -> None:
    """A report that comes again after the end, or about a document that is gone, changes nothing."""
    document = sender.begin().json["id"]
    created = sender.put(document, PHOTO)
    assert hear(created, created) == []
    assert hear(created) == []
    assert len(sender.steps()) == 2
    sender.remove(document)
    late = sender.put(document, PHOTO)
    assert hear(late) == []
    assert kept(QUARANTINE, sender.filed.ticket) == []
    unknown = sender.put("f" * 32, PHOTO)
    assert hear(unknown) == []
    assert kept(QUARANTINE, sender.filed.ticket) == []


def test_a_scanners_word_is_waited_for_where_the_stage_has_one(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a scanner nothing is served after our own examination alone, whichever of the two comes first."""
    monkeypatch.setenv("ADUAN_MALWARE_VERDICT", "required")
    wiring.reset()
    first, second = sender.begin().json["id"], sender.begin().json["id"]
    created = sender.put(first, PHOTO)
    hear(created)
    assert sender.all()["items"][0]["state"] == "quarantined"
    assert sender.open(first).status == 404
    hear(scanned(created))
    assert sender.open(first).status == 200
    created = sender.put(second, PHOTO)
    hear(scanned(created))
    assert sender.open(second).status == 404
    hear(created)
    assert sender.open(second).status == 200


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("THREATS_FOUND", "malware"),
        ("UNSUPPORTED", "not_scanned"),
        ("ACCESS_DENIED", "not_scanned"),
        ("FAILED", "not_scanned"),
        ("SOMETHING_NEW", "not_scanned"),
    ],
)
def test_only_no_threats_found_is_clean(
    sender: Sender, monkeypatch: pytest.MonkeyPatch, word: str, reason: str
) -> None:
    """Whatever else the scanner says refuses the file, and both buckets lose it."""
    monkeypatch.setenv("ADUAN_MALWARE_VERDICT", "required")
    wiring.reset()
    document = sender.begin().json["id"]
    created = sender.put(document, PHOTO)
    hear(created, scanned(created, word))
    found = sender.one()
    assert (found["state"], found["reason"]) == ("refused", reason)
    assert sender.open(document).status == 404
    assert kept(CLEAN, sender.filed.ticket) == kept(QUARANTINE, sender.filed.ticket) == []


def test_a_threat_counts_where_nobody_waits_for_it(sender: Sender) -> None:
    """A scanner that is not required, and finds something first, is believed."""
    document = sender.begin().json["id"]
    created = sender.put(document, PHOTO)
    hear(scanned(created, "THREATS_FOUND"), created)
    assert sender.one()["reason"] == "malware"
    assert kept(QUARANTINE, sender.filed.ticket) == []


def test_what_is_no_report_of_ours_becomes_a_dead_letter(sender: Sender) -> None:
    """A report about something else is given back, as is one for which there is no time, and the others are heard."""
    document = sender.begin().json["id"]
    created = sender.put(document, PHOTO)
    strange = {"source": "aws.s3", "detail-type": "Object Deleted", "detail": {}}
    elsewhere = {**created, "detail": {"object": {"key": "../../etc/passwd", "version-id": "1"}}}
    assert hear(strange, elsewhere, created) == ["0", "1"]
    assert sender.one()["state"] == "clean"
    assert hear(created, context=Endless(20_000)) == ["0"]


def test_an_officer_who_acts_meanwhile_does_not_lose_the_verdict(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A verdict is written after whatever else happens to the case in the same moment."""
    grant("budi")
    examine = looking.examine

    def slow(*asked: Any) -> Any:
        assert sender.api.take("budi", sender.filed.ticket, "verify").status == 200
        return examine(*asked)

    monkeypatch.setattr(apart, "examine", slow)
    sender.send()
    assert [one["step"] for one in sender.steps()] == ["receive", "verify", "document_kept"]
