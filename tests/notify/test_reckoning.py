"""Why this date, in words."""

import re
from datetime import date

import pytest

from chalicelib.domain.commands import Command
from chalicelib.domain.people import THE_CLOCK, Role
from chalicelib.domain.steps import STEPS, Step
from chalicelib.domain.taking import take
from chalicelib.domain.times import parse
from chalicelib.domain.why import why
from chalicelib.notify.reckoning import sentence
from chalicelib.notify.texts import languages, words
from tests.builders import AT, OFFICE, Story, book, clock, staff, story
from tests.overlays import Office

ASSIGNED = (Step.VERIFY, Step.ASSIGN)


def said(one: Story, language: str = "id", name: str = "resolution") -> str:
    return {found.clock.name: sentence(found, words(language)) for found in why(one.events, book())}[name]


def test_in_plain_words() -> None:
    """A citizen reads from which moment, how much of which time, which days were passed over, and until when."""
    assert said(story(kind="information")) == (
        "diterima Jumat 13 Maret 2026 pukul 15.40 WIB; 5 hari kerja; "
        "dilewati: akhir pekan (14\u201315 Maret), cuti bersama Nyepi (18 Maret), Hari Suci Nyepi (19 Maret), "
        "cuti bersama Idul Fitri (20 Maret, 23\u201324 Maret), Hari Raya Idul Fitri (21\u201322 Maret); "
        "batasnya Jumat 27 Maret 2026 pukul 16.30 WIB"
    )


def test_hours_need_no_days() -> None:
    """A right that counts hours is told in hours."""
    text = said(story(category="personal-data"), "en")
    assert (
        text == "received Friday 13 March 2026 at 15:40 WIB; 72 hours; so it is due Monday 16 March 2026 at 15:40 WIB"
    )


def test_many_closed_days_are_counted() -> None:
    """Nobody must read through thirteen weekends."""
    assert "weekend (14\u201315 March, 28\u201329 March, 4 April)" in said(story(), "en")
    waited = story(*ASSIGNED, Step.ANSWER).later(days=60).take(Step.DISPUTE)
    assert "weekend (22 days)" in said(waited, "en")


def test_a_stretch_over_the_end_of_a_month() -> None:
    """A weekend from February into March names both months."""
    assert "28 February\u20131 March" in said(story(at=parse("2026-02-26T03:00:00Z")), "en")


def test_pauses_extension_class_and_the_other_limit() -> None:
    """Every pause has its reason, and everything that moved the date is said."""
    tale = story(Step.VERIFY, category="passport-late").take(Step.CLASSIFY, klass="examination").take(Step.ASSIGN)
    tale.take(Step.EXTEND, actor=staff(Role.SUPERVISOR)).take(Step.ASK).later(days=3).take(Step.REPLY)
    tale.take(Step.ANSWER).later(days=1).take(Step.DISPUTE).take(Step.ASK)
    text = said(tale, "en")
    for part in (
        "60 calendar days; class changed to",
        "extended by 20 calendar days on Friday 13 March",
        "not counted from Friday 13 March 2026 at 15:40 WIB to Monday 16 March 2026 at 15:40 WIB",
        "while an answer stood",
        "standing still since",
        "beside it 74 working days until",
    ):
        assert part in text


def test_an_extension_that_gives_nothing_is_not_told() -> None:
    """A case that was extended as an examination, and is an ordinary one now, was not extended by 0 days."""
    tale = story(Step.VERIFY, category="passport-late").take(Step.CLASSIFY, klass="examination").take(Step.ASSIGN)
    tale.take(Step.EXTEND, actor=staff(Role.SUPERVISOR)).take(Step.CLASSIFY, klass="ordinary")
    for language in languages():
        text = said(tale, language)
        assert not re.search(rf"(?<!\d){words(language)('unit.working_days', count=0)}", text)
        assert words(language)("reason.field-examination") not in text


def test_a_date_that_stands_still_is_told_as_one_that_moves() -> None:
    """While a question waits, the trace says so to any reader, and that the date before the pause is not the last."""
    tale = story(*ASSIGNED).take(Step.ASK, reason="needs-document")
    assert "(menunggu dokumen pelapor); batas sebelum jeda " in said(tale)
    assert said(tale).endswith(", dan bergeser selama jeda")
    assert "Anda" not in said(tale)
    assert "; batasnya " in said(tale.take(Step.REPLY))


def test_a_rejected_and_reopened_case() -> None:
    """The time for which a complaint was rejected did not count against anybody."""
    assert "while it was rejected" in said(story(Step.REJECT).later(days=9).take(Step.REOPEN), "en")


def test_estimates_are_said() -> None:
    """A date that rests on a feast still to be decreed says so."""
    assert "masih perkiraan" in said(story(at=parse("2027-03-05T03:00:00Z")))


MOVED = {
    "id": "disesuaikan pada Jumat 13 Maret 2026 pukul 15.40 WIB dengan kalender kantor "
    "(edisi 21 November 2026, perubahan ke-1), karena: kantor harus tutup; ",
    "en": "adjusted on Friday 13 March 2026 at 15:40 WIB to the office calendar "
    "(edition of 21 November 2026, change no. 1), because: the office had to close; ",
}


@pytest.mark.parametrize("language", languages())
def test_a_new_calendar_is_said(language: str) -> None:
    """When a closure moved the date, the trace tells when, why and by which edition, and lists the day."""
    office, one = Office(), story()
    office.sign(OFFICE, AT, closed=[date(2026, 3, 30)])
    case, (event,) = take(one.case, Command(Step.REBASE, THE_CLOCK), AT, office.book)
    found = {each.clock.name: each for each in why((*one.events, event), office.book)}["resolution"]
    text = sentence(found, words(language))
    assert MOVED.get(language, words(language)("reason.calendar-closure")) in text
    assert words(language)("holiday.disaster") in text
    assert clock(case).due > clock(one.case).due


@pytest.mark.parametrize("language", languages())
def test_every_step_that_starts_or_stops_a_clock_has_its_words(language: str) -> None:
    """No step can set a clock going, or halt one, without a word for it in every language."""
    say = words(language)
    starting = [step for step, rule in STEPS.items() if rule.starts]
    assert all(say(f"why.start.{step}", when="") for step in (Step.RECEIVE, Step.ANSWER, Step.CORRECT, *starting))
    assert all(say(f"why.halt.{step}") for step, rule in STEPS.items() if rule.stops and rule.reasons != "pause")
