"""The words: complete and alike in every language, or the build stops."""

from pathlib import Path

import pytest

from chalicelib.notify import texts
from chalicelib.store.book import load
from web import catalogue

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
GREETING = 'msgid "greeting"\nmsgstr "Salam {name}"\n\n'


@pytest.fixture(autouse=True)
def no_pages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The small catalogues here are held against each other, not against the pages."""
    for folder in ("PAGES", "FRAMES", "SCRIPTS"):
        monkeypatch.setattr(catalogue, folder, tmp_path / folder)


def written(folder: Path, **languages: str) -> dict[str, Path]:
    paths = {language: folder / f"{language}.po" for language in languages}
    for language, path in paths.items():
        path.write_text(HEAD + languages[language])
    return paths


def test_ours_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every language says everything that the pages and scripts ask it to say."""
    monkeypatch.undo()
    assert catalogue.faults(catalogue.files()) == []


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ("", "en: greeting is missing"),
        (GREETING + 'msgid "more"\nmsgstr "x"\n', "en: more is in no other language"),
        (GREETING.replace("name", "nama"), "en: greeting has other placeholders than the first language"),
        (GREETING.replace("Salam {name}", ""), "en: greeting says nothing"),
        (GREETING + GREETING, "en: greeting is there twice"),
    ],
)
def test_what_stops_the_build(tmp_path: Path, other: str, fault: str) -> None:
    """A translator's slip is named before a citizen can meet it."""
    assert fault in catalogue.faults(written(tmp_path, id=GREETING, en=other))


def test_a_key_that_no_catalogue_has_stops_the_build(tmp_path: Path) -> None:
    """A page cannot ask for words that were never written."""
    (tmp_path / "PAGES").mkdir()
    (tmp_path / "PAGES" / "page.html").write_text("{{ t('greeting', name='x') }}{{ t('nowhere.said') }}")
    monkeypatch = pytest.MonkeyPatch()
    with monkeypatch.context() as patch:
        patch.setattr(catalogue, "ROOT", tmp_path)
        found = catalogue.faults(written(tmp_path, id=GREETING, en=GREETING))
    assert found == ["PAGES/page.html: no catalogue has nowhere.said"]


def test_plural_forms_must_all_speak(tmp_path: Path) -> None:
    """English has two forms; one alone is not enough."""
    plural = 'msgid "days"\nmsgid_plural "days"\nmsgstr[0] "{count} day"\nmsgstr[1] ""\n'
    assert "en: days says nothing" in catalogue.faults(written(tmp_path, id=plural, en=plural))


@pytest.mark.parametrize("language", texts.languages())
def test_everything_in_the_policy_has_a_name(language: str) -> None:
    """Each kind, category, stage, clock and reason that the data knows can be said to a citizen."""
    say, policy = texts.words(language), load().policy
    for kind in policy.kinds:
        assert say(f"kind.{kind.slug}")
        assert say(f"form.kind.{kind.slug}.hint")
    for category in policy.categories:
        assert say(f"category.{category.slug}")
        assert say(f"category.{category.slug}.hint")
        assert all(say(f"stage.{stage}") for stage in category.stages)
    assert all(say(f"clock.{rule.clock}") for rule in policy.clocks)
    assert all(say(f"reason.{reason.slug}") for reason in policy.coded)
    assert all(say(f"reason.{pause.slug}") for pause in policy.pauses)
    assert all(say(f"why.pause.{pause.slug}") for pause in policy.pauses)


@pytest.mark.parametrize("language", texts.languages())
def test_every_office_has_a_clock_with_a_name(language: str) -> None:
    """Nobody reads UTC-08:00: the time of every office goes by a name that people know."""
    assert all(texts.words(language)(f"date.zone.{office.zone}") for office in load().offices.all())


def test_a_missing_key_is_an_error_not_a_blank() -> None:
    """Nobody is ever shown the name of a message in place of the message."""
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        texts.words("id")("no.such.key")
    assert texts.languages() == ("id", "en", "ar", "zh")
    assert texts.staffed() == ("id", "en")
