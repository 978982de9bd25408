"""The Indonesian words, as easily read as we promise."""

import pytest

from web import reading


@pytest.mark.parametrize("part", reading.PARTS)
def test_sentences_are_short_and_plain(part: str) -> None:
    """A worried reader meets sentences of twelve words on average, and no text harder than a newspaper's."""
    found = reading.measured()[part]
    assert found.sentences > 20
    assert found.mean <= 12
    assert found.lix <= 50


def test_no_sentence_has_to_be_read_twice() -> None:
    """No sentence has more than twenty-five words."""
    assert reading.hard() == []


def test_the_measure_is_what_it_says() -> None:
    """Words to a sentence plus the share of words of more than six letters; what is put in counts as one word."""
    told = [*reading.sentences("Kami menerima pengaduan. {office} akan membaca!\nTerima kasih")]
    assert told == [["Kami", "menerima", "pengaduan"], ["Imigrasi", "akan", "membaca"], ["Terima", "kasih"]]
    found = reading.figures(told)
    assert (found.sentences, found.longest) == (3, 3)
    assert found.lix == pytest.approx(8 / 3 + 100 * 4 / 8)
