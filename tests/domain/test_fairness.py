"""Who somebody is changes nothing about what they get."""

from datetime import datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.complaint import Complaint
from chalicelib.domain.events import Words
from chalicelib.domain.people import Mode
from chalicelib.domain.steps import Step
from tests.builders import complaint, story

LANGUAGES = ("id", "en", "zh", "ar", "jv", "nl")
CHANNELS: tuple[tuple[str, ...], ...] = ((), ("email",), ("sms",), ("email", "sms"))
PEOPLE = (
    "Nama saya Siti, orang Jawa, dari Yogyakarta.",
    "Saya Kogoya, OAP, tidak punya marga di paspor.",
    "My name is John Smith, a citizen of the United Kingdom.",
    "我叫王伟 来自中国",
    "اسمي محمد، لاجئ من السودان.",
    "Saya lansia, penyandang disabilitas, tidak bisa ke kantor.",
)
KINDS = (
    ("complaint", "passport-late"),
    ("complaint", "officer-conduct"),
    ("information", "personal-data"),
    ("foreigner_report", "overstay"),
)


def treatment(case: Complaint) -> tuple[object, ...]:
    """All that decides who works on it, when, and in which order."""
    dates: list[tuple[str, str, str, datetime]] = [(one.name, one.klass, one.office, one.due) for one in case.clocks]
    place = (case.office, case.path, case.excluded, case.restricted)
    return (case.kind, case.category, case.klass, case.status, case.due, *place, *dates)


@pytest.mark.parametrize(("kind", "category"), KINDS)
def test_the_same_complaint_is_treated_the_same(kind: str, category: str) -> None:
    """In 432 variations of origin, language, channel and mode, a complaint gets the same office, class and dates."""
    seen = {
        treatment(
            complaint(kind=kind, category=category, language=language, channels=channels, mode=mode, words=said(person))
        )
        for language, channels, mode, person in product(LANGUAGES, CHANNELS, Mode, PEOPLE)
    }
    assert len(seen) == 1


@given(st.text(min_size=1), st.text(max_size=8), st.sampled_from(Mode), st.sets(st.sampled_from(["email", "sms"])))
def test_no_words_and_no_language_earn_favour(text: str, language: str, mode: Mode, channels: set[str]) -> None:
    """Whatever is written, in whatever script, the office, class and dates are what they would be."""
    told = story(words=said(text), language=language, mode=mode, channels=tuple(sorted(channels)))
    assert treatment(told.case) == treatment(story().case)
    assert treatment(told.take(Step.VERIFY).case) == treatment(story(Step.VERIFY).case)


def said(text: str) -> Words:
    return Words(text, b"salt")
