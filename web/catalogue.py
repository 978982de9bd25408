"""Check the catalogues against each other and against the pages, then compile them: `python -m web.catalogue`.

A missing or empty message, a message said twice, too few plural forms, or other placeholders than the other languages'
stops the build; what is there is compiled all the same, so that one missing word does not silence everything else.
A language whose `language.console` is "no" says nothing that only our own people read.
With `--check` nothing is compiled.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from chalicelib.notify.texts import STAFF

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "chalicelib" / "locale"
PAGES = ROOT / "chalicelib" / "pages"
SCRIPTS = ROOT / "web" / "js"
FRAMES = ROOT / "web" / "console"
MSGID = re.compile(r'^msgid "(.+)"$', re.MULTILINE)
RANK = re.compile(r'^msgid "language\.rank"\nmsgstr "(\d+)"$', re.MULTILINE)
CONSOLE = "language.console"
USED = re.compile(r"""\b(?:t|say)\(\s*['"]([a-z][\w./-]*[\w])['"]\s*[,)]""")


def files() -> dict[str, Path]:
    """Every language's catalogue, the default language's first."""
    return {path.parent.parent.name: path for path in sorted(LOCALE.glob("*/LC_MESSAGES/aduan.po"), key=_rank)}


def _rank(path: Path) -> int:
    found = RANK.search(path.read_text(encoding="utf-8"))
    return int(found[1]) if found else 0


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def texts_of(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def said(path: Path) -> dict[str, tuple[str, ...]]:
    """Each key with its forms: one, or as many as the language has plurals."""
    return {key_of(message): texts_of(message) for message in read(path) if message.id}


def key_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def placeholders(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None)


def used() -> Iterator[tuple[Path, str]]:
    """Every key that a page or a script names outright; keys put together at run time are not seen."""
    for path in chain(PAGES.rglob("*.html"), FRAMES.glob("*.html"), SCRIPTS.rglob("*.js")):
        yield from ((path, key) for key in USED.findall(path.read_text()))


def _alone(language: str, path: Path) -> Iterator[str]:
    twice = (key for key, count in Counter(MSGID.findall(path.read_text())).items() if count > 1)
    yield from (f"{language}: {key} is there twice" for key in twice)
    catalogue = read(path)
    for message in catalogue:
        if message.id and not all(texts_of(message)):
            yield f"{language}: {key_of(message)} says nothing"
        if message.pluralizable and len(texts_of(message)) != catalogue.num_plurals:
            yield f"{language}: {key_of(message)} needs {catalogue.num_plurals} forms"


def _against(language: str, words: dict[str, tuple[str, ...]], first: dict[str, tuple[str, ...]]) -> Iterator[str]:
    silent = words.get(CONSOLE) == ("no",)
    yield from (f"{language}: {key} is missing" for key in first if key not in words and not _spared(key, silent))
    yield from (f"{language}: {key} is for the console, which it has none of" for key in words if _spared(key, silent))
    yield from (f"{language}: {key} is in no other language" for key in words if key not in first)
    for key in first.keys() & words.keys():
        if placeholders(first[key]) != placeholders(words[key]):
            yield f"{language}: {key} has other placeholders than the first language"


def _spared(key: str, silent: bool) -> bool:
    return silent and key.startswith(STAFF)


def faults(catalogues: dict[str, Path]) -> list[str]:
    """What is wrong, one sentence each; empty when a citizen of any language would be told everything."""
    words = {language: said(path) for language, path in catalogues.items()}
    first = next(iter(words.values()))
    alone = chain.from_iterable(_alone(language, path) for language, path in catalogues.items())
    against = chain.from_iterable(_against(language, theirs, first) for language, theirs in words.items())
    unsaid = (f"{path.relative_to(ROOT)}: no catalogue has {key}" for path, key in used() if key not in first)
    return [*alone, *against, *unsaid]


def compile_all(catalogues: dict[str, Path]) -> None:
    """Write each .mo beside its .po, in one move: a reader never meets half a file."""
    for path in catalogues.values():
        half = path.with_suffix(f".{os.getpid()}")
        with half.open("wb") as file:
            write_mo(file, read(path))
        half.replace(path.with_suffix(".mo"))


def main() -> int:
    catalogues = files()
    wrong = faults(catalogues)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    if "--check" not in sys.argv:
        compile_all(catalogues)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
