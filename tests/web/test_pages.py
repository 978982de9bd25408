"""The pages that the API prints where there is no script."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError

from chalicelib.domain.people import Relation
from chalicelib.notify import dates
from chalicelib.notify.texts import languages, words
from chalicelib.pages.choices import choices
from chalicelib.pages.forms import asked, at_fields, typed
from chalicelib.pages.render import render
from chalicelib.store import book_beside
from chalicelib.store.book import load
from tests.web.standin import STEPS, case, filed, step

SCRIPT = '"><script>alert(1)</script>'
KEY = "ab" * 16
TYPED = {
    "kind": ["complaint"],
    "category": ["payment"],
    "stage": [""],
    "office": ["jakarta-utara"],
    "narrative": [" Sudah bayar. "],
    "day": ["2"],
    "month": ["11"],
    "year": ["2026"],
    "mode": ["named"],
    "name": ["Siti"],
    "email": ["siti@contoh.id"],
    "phone": [""],
    "channels": ["email"],
    "key": [KEY],
}
WHY = "diterima Jumat 13 Maret 2026; 14 hari kerja"
SHARED: dict[str, Any] = {"values": {}, "errors": {}}


def form(**context: Any) -> str:
    asking = {"questions": [], "first": False, "about": "", "edition": ""}
    given = {"choices": choices(load()), "beside": book_beside.read(), "key": KEY, "asking": asking}
    return render("form_plain.html", "id", **(given | SHARED | context))


def shown(**context: Any) -> str:
    given = {"made": case(), "steps": STEPS, "whys": {"resolution": WHY}, "key": KEY, "notice": "", "failed": ""}
    given |= {"survey": (), "sent": (), "openings": ()} | SHARED | context
    return render("case_plain.html", "id", **given)


def test_every_date_tells_why() -> None:
    """Without scripts the reason for a date is one press away, beside the date."""
    page = shown()
    assert page.count("Mengapa tanggal ini?") == 1
    assert f'Mengapa tanggal ini?</span></summary><div class="govuk-details__text">{WHY}.</div>' in page


def test_one_form_with_everything_and_a_fresh_key() -> None:
    """C1: without scripts every question is on one page, with every office to choose from."""
    page = form()
    assert f'name="key" value="{KEY}"' in page
    assert page.count("<option") == len(load().offices.all()) + 1 + len(Relation) + 1
    assert "<script" not in page
    assert 'method="post" action="/id/lapor/plain"' in page


@pytest.mark.parametrize("name", ["kind", "category", "narrative", "name", "email", "phone", "day", "office"])
def test_a_script_in_any_field_stays_text(name: str) -> None:
    """What somebody types can never run in the page that shows it back."""
    assert "<script" not in form(values=typed({name: [SCRIPT]}), errors={name: SCRIPT})


def test_a_script_in_a_timeline_stays_text() -> None:
    """Nor can what they sent us, in their timeline."""
    page = shown(steps=[step(1, "message", text=SCRIPT, reason=SCRIPT)])
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_what_was_typed_comes_back_with_its_errors() -> None:
    """A refused form shows every answer as it was, and each error at its field, in the summary and the title."""
    page = form(values=typed(TYPED), errors={"phone": "Periksa nomornya", "happened_on": "Periksa tanggalnya"})
    assert "<title>Kesalahan: Buat pengaduan" in page
    assert '<a href="#phone">Periksa nomornya</a>' in page
    assert '<a href="#day">Periksa tanggalnya</a>' in page
    assert 'id="phone-error"' in page
    assert '<option value="jakarta-utara" selected>' in page
    assert 'value="payment" checked' in page
    assert 'name="channels" type="checkbox" value="email" checked' in page
    assert "> Sudah bayar. </textarea>" in page


def test_the_plain_form_asks_the_api_for_the_same() -> None:
    """Both forms send the same body; what was left empty is left out."""
    assert asked(TYPED, "id") == {
        "kind": "complaint",
        "category": "payment",
        "office": "jakarta-utara",
        "narrative": "Sudah bayar.",
        "happened_on": "2026-11-02",
        "language": "id",
        "channels": ["email"],
        "identity": {"mode": "named", "name": "Siti", "email": "siti@contoh.id"},
    }
    anonymous = asked(TYPED | {"mode": ["anonymous"], "about_staff": ["yes"], "day": ["31"], "month": ["2"]}, "id")
    assert anonymous["identity"] == {"mode": "anonymous", "email": "siti@contoh.id"}
    assert anonymous["happened_on"] == "2026-2-31"
    assert anonymous["about_staff"] is True
    assert asked({}, "id") == {"language": "id", "channels": [], "identity": {}}
    pasted = asked(TYPED | {"narrative": ["\u202aSudah\r\nbayar.\u202c\x00 "]}, "id")
    assert pasted["narrative"] == "Sudah\r\nbayar."


def test_errors_of_the_api_find_their_fields() -> None:
    """An error of the contract stands at the form's own field."""
    names = ["identity.email", "channels.0", "channels[1]", "happened_on", "identity"]
    found = at_fields(({"field": name, "message": name} for name in names), words("id"))
    assert found == {
        "email": "identity.email",
        "channels": "channels.0",
        "happened_on": "happened_on",
        "mode": "identity",
    }


def test_what_is_missing_is_named() -> None:
    """Among many questions, an error says which one is still open."""
    missing = [{"field": name, "code": "missing", "message": "?"} for name in ("kind", "identity.mode", "text", "key")]
    assert at_fields(missing, words("id")) == {
        "kind": "Pilih apa yang ingin Anda sampaikan",
        "mode": "Pilih bagaimana nama Anda diperlakukan",
        "text": "Tulis pesan Anda",
        "key": words("id")("rule.missing"),
    }


def test_a_day_that_is_none_is_told_as_the_form_asks_for_it() -> None:
    """Whoever fills in 30 February in three boxes is not told to write 2026-11-02."""
    wrong = [{"field": "happened_on", "code": "date", "message": words("id")("rule.date")}]
    found = at_fields(wrong, words("id"))["happened_on"]
    assert "27 3 2026" in found
    assert "2026-11-02" not in found


def test_confirmation_without_a_script() -> None:
    """C6: ticket, code in fours, dates in the office's zone, the receipt, and a way on that works without scripts."""
    page = render("confirmation_plain.html", "id", made=filed(8000))
    assert 'href="/id/lacak/plain"' in page
    assert 'href="/id/lapor/plain/receipt"' in page
    assert "/lacak/#" not in page
    assert "IMI-K7QF-2M9X-C" in page
    assert "ABCD 1234 EFGH 5678" in page
    assert "paling lambat Rabu, 18 Maret 2026 pukul 17.00 WITA" in page
    assert "Tanda terima dikirim ke e-mail Anda." in page


def test_timeline_without_a_script() -> None:
    """C15, C16: the newest first, and a button and a field of its own for each step that is allowed now."""
    page = shown(made=case(allowed_steps=["reply", "withdraw", "verify"]), notice="message")
    assert page.index("Ditugaskan kepada petugas") < page.index("Pengaduan diterima</h3>")
    assert page.count('name="step"') == 2
    assert page.count(f'name="key" value="{KEY}"') == 1
    assert 'name="text-reply"' in page
    assert "Pesan Anda terkirim." in page
    assert "Jumat, 13 Maret 2026 pukul 16.40 WITA" in page


def test_a_refused_step_keeps_its_form_open_with_the_error() -> None:
    """C3: the error of a step stands in the form of that step, and the summary leads there."""
    page = shown(made=case(allowed_steps=["message", "withdraw"]), failed="message", errors={"text": "Tulis pesan"})
    assert '<a href="#text-message">Tulis pesan</a>' in page
    assert 'id="text-message-error"' in page
    assert 'data-do="message" open' in page
    assert "text-withdraw-error" not in page


def test_every_reason_and_step_can_be_said() -> None:
    """No step of a complaint's life, and no reason, is without words on the page."""
    steps = [
        step(2, name, by="system", office=None, reason="duplicate")
        for name in ("warn", "breach", "deliver", "resume", "close")
    ]
    page = shown(steps=steps, made=case(allowed_steps=[], deadlines=[]))
    assert "Kami terlambat" in page
    assert "Alasan: Sama dengan pengaduan yang sudah ada" in page
    assert "Tidak ada batas waktu yang sedang berjalan." in page
    assert "Saat ini tidak ada yang perlu Anda lakukan." in page


@pytest.mark.parametrize("name", ["expired", "missing", "busy", "broken"])
@pytest.mark.parametrize("language", languages())
def test_messages(name: str, language: str) -> None:
    """What went wrong is said in a page, with a way on."""
    assert f'href="/{language}/lapor/plain"' in render("message.html", language, name=name, path="lapor/plain")


def test_track_page_says_that_a_code_may_be_on_its_way() -> None:
    """The page says the same whether or not there is such a ticket."""
    page = render("track_plain.html", "en", sent=True, **SHARED)
    assert "If that ticket exists" in page
    assert page.count('action="/en/lacak/plain"') == 3


def test_a_name_that_nobody_gave_is_an_error() -> None:
    """A page is never printed with a hole in it."""
    with pytest.raises(UndefinedError):
        render("form_plain.html", "id")


def test_days_and_hours_are_the_offices() -> None:
    """The same moment is told in each office's own time, and abroad by the city's name."""
    say, at = words("id"), datetime(2026, 1, 5, 15, 30, tzinfo=UTC)
    assert dates.moment(at, "Asia/Jayapura", say) == "Selasa, 6 Januari 2026 pukul 00.30 WIT"
    assert dates.moment(at, "America/Los_Angeles", say) == "Senin, 5 Januari 2026 pukul 07.30 waktu Los Angeles"
    assert dates.moment(at, "Asia/Tokyo", say).endswith("UTC+09:00")
    assert dates.local_day(at, "Asia/Jakarta", say) == "Senin, 5 Januari 2026"
    assert dates.day(date(2026, 8, 17), words("en")) == "Monday, 17 August 2026".replace(",", "")


def test_our_markup_is_govuk_frontends() -> None:
    """The classes that our macros print are those of the package whose styles we use."""
    shipped = Path(__file__).parent.parent.parent / "web/node_modules/govuk-frontend/dist/govuk/components"
    for component in ("radios", "checkboxes", "date-input", "select", "textarea", "input", "error-summary", "fieldset"):
        fixtures = json.loads((shipped / component / "fixtures.json").read_text())["fixtures"]
        theirs = " ".join(fixture["html"] for fixture in fixtures)
        for name in _classes(
            form(errors={"kind": "x", "email": "x", "narrative": "x", "office": "x"}), f"govuk-{component}"
        ):
            assert name in theirs, name


def _classes(page: str, start: str) -> set[str]:
    return {name for name in page.replace('"', " ").split() if name.startswith(start)}
