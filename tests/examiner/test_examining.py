"""What the examination makes of files as people and attackers send them."""

import json
import time
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from chalicelib.domain.attachments import Finding, Reason
from chalicelib.examiner import apart
from chalicelib.examiner.looking import examine
from chalicelib.store.book_documents import read
from tests.examiner import corpus

LIMITS = read()
JPEG, PNG, WEBP, PDF = "image/jpeg", "image/png", "image/webp", "application/pdf"


def look(content: bytes, declared: str = "") -> Finding:
    return examine(content, declared, LIMITS)


def picture(found: Finding) -> Image.Image:
    assert found.reason is None
    return Image.open(BytesIO(found.content))


def open_pdf(found: Finding) -> pikepdf.Pdf:
    assert found.reason is None
    return pikepdf.open(BytesIO(found.content))


@pytest.mark.parametrize(
    ("form", "declared", "served"), [("JPEG", JPEG, JPEG), ("PNG", PNG, PNG), ("WEBP", WEBP, JPEG)]
)
def test_a_photo_comes_through_without_where_it_was_taken(form: str, declared: str, served: str) -> None:
    """Whoever opens a photo sees the picture, and nothing of the place, the telephone or its owner."""
    sent = corpus.photo(form=form)
    assert corpus.SECRET.encode() in sent
    found = look(sent, declared)
    assert found.type == served
    assert corpus.SECRET.encode() not in found.content
    kept = picture(found)
    assert kept.size == (64, 48)
    assert not dict(kept.getexif())
    assert not kept.getexif().get_ifd(0x8825)


def test_a_photo_taken_upright_stays_upright() -> None:
    """A photo is turned as its telephone said before that note is taken away."""
    assert picture(look(corpus.photo(sideways=True), JPEG)).size == (48, 64)


def test_what_was_see_through_stays_legible() -> None:
    """Black letters on nothing do not become black letters on black."""
    assert picture(look(corpus.see_through("PNG"), PNG)).mode == "RGBA"
    assert picture(look(corpus.palette(), PNG)).mode == "RGBA"
    assert picture(look(corpus.see_through("WEBP"), WEBP)).getpixel((4, 4)) == (255, 255, 255)


def test_the_same_file_gives_the_same_copy() -> None:
    """An examination that is done twice, since a report came twice, leaves the same copy to the byte."""
    for sent in (corpus.photo(), corpus.photo(form="PNG"), corpus.letter()):
        assert look(sent).content == look(sent).content


@pytest.mark.parametrize("whole", [corpus.photo(), corpus.photo(form="PNG"), corpus.letter()])
def test_a_file_that_is_two_things_becomes_one(whole: bytes) -> None:
    """A page or an archive behind a picture or a letter is not in what is served."""
    found = look(corpus.polyglot(whole))
    assert found.reason is None
    assert b"<script>" not in found.content
    assert b"PK\x03\x04" not in found.content


@pytest.mark.parametrize(
    ("sent", "declared", "reason"),
    [
        (corpus.photo(form="PNG"), JPEG, Reason.WRONG_TYPE),
        (corpus.letter(), JPEG, Reason.WRONG_TYPE),
        (corpus.photo(), PDF, Reason.WRONG_TYPE),
        (corpus.SCRIPT, "", Reason.WRONG_TYPE),
        (b"", "", Reason.WRONG_TYPE),
        (b"PK\x03\x04 an archive", "", Reason.WRONG_TYPE),
        (corpus.gif(), "", Reason.WRONG_TYPE),
        (b"GIF89a" + corpus.letter(), "", Reason.WRONG_TYPE),
        (corpus.photo()[:300], JPEG, Reason.DAMAGED),
        (corpus.photo(form="PNG")[:60], PNG, Reason.DAMAGED),
        (b"%PDF-1.7 and then nothing", PDF, Reason.DAMAGED),
        (corpus.letter(0), PDF, Reason.DAMAGED),
        (corpus.loop(), PDF, Reason.DAMAGED),
        (corpus.flood(), PNG, Reason.TOO_MANY_PIXELS),
        (corpus.text_bomb(), PNG, Reason.DAMAGED),
        (corpus.letter(LIMITS.pages + 1), PDF, Reason.TOO_MANY_PAGES),
        (corpus.locked(), PDF, Reason.ENCRYPTED),
        (corpus.EICAR, "", Reason.MALWARE),
        (corpus.polyglot(corpus.letter()) + corpus.EICAR, PDF, Reason.MALWARE),
        (corpus.photo() + bytes(10_000_000), JPEG, Reason.TOO_LARGE),
    ],
    ids=range(20),
)
def test_hostile_and_broken_files_are_refused_by_name(sent: bytes, declared: str, reason: Reason) -> None:
    """Each file that cannot be taken is refused, with the reason that the citizen reads, within a few seconds."""
    started = time.monotonic()
    assert look(sent, declared) == Finding(reason)
    assert time.monotonic() - started < 10


def test_a_pdf_can_do_nothing_any_more() -> None:
    """No script, program, form to send or file inside a PDF reaches an officer; its pages do."""
    sent = corpus.acting()
    for trace in (b"/JavaScript", b"/Launch", b"/SubmitForm", b"evil.exe", b"MZ program", b"dc:creator"):
        assert trace in sent
    found = look(sent, PDF)
    kept = open_pdf(found)
    flat = json.dumps([str(each) for each in kept.objects])
    for word in ("JavaScript", "Launch", "SubmitForm", "evil", "OpenAction", "/AA", "EmbeddedFile", corpus.SECRET):
        assert word not in flat, word
    assert len(kept.pages) == 1
    assert "/Info" not in kept.trailer
    assert b"MZ program" not in b"".join(each.read_bytes() for each in kept.objects if isinstance(each, pikepdf.Stream))


def test_a_letter_that_only_forbids_printing_is_taken() -> None:
    """A bank's statement opens without a password, so it can be read here, and is kept without its restriction."""
    kept = open_pdf(look(corpus.locked(user=""), PDF))
    assert not kept.is_encrypted


def test_the_examiner_is_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is opened where no key and no address of ours is, and the copy comes back whole."""
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not for decoders")
    assert apart.examine(corpus.photo(), JPEG, LIMITS) == look(corpus.photo(), JPEG)
    assert apart.examine(corpus.locked(), PDF, LIMITS) == Finding(Reason.ENCRYPTED)


def test_a_bomb_takes_only_the_examiner_with_it() -> None:
    """A small PDF that unfolds to gigabytes is refused as damaged, and the function that asked goes on."""
    bomb = corpus.pdf_bomb()
    assert len(bomb) < LIMITS.largest
    started = time.monotonic()
    assert apart.examine(bomb, PDF, LIMITS) == Finding(Reason.DAMAGED)
    assert time.monotonic() - started < apart.SECONDS


def test_an_examiner_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a decoder runs on and on, the file counts as damaged."""
    monkeypatch.setattr(apart, "PATIENCE", 0.01)
    assert apart.examine(corpus.photo(), JPEG, LIMITS) == Finding(Reason.DAMAGED)
