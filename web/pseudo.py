"""A language that nobody speaks, made from English: long, accented and in brackets: `python -m web.pseudo FOLDER`.

It is never shipped. Built into FOLDER it shows what a new language meets: whatever stands outside brackets on a page is
not in the catalogue, and what runs over the edge leaves no room for words longer than ours. ISO 639 keeps its code for
private use.
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import Formatter
from unittest.mock import patch

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from chalicelib.notify import texts
from web import build, catalogue

CODE, OPEN, CLOSE = "qaa", "\u27e6", "\u27e7"
FACTS = {"language.dir", "language.console", "number.group", "site.help.email", "list.items", "list.parts"}
"""What a machine reads, and signs alone: the same as in English."""
SHORT = 3
ACCENTS = str.maketrans("aceinouyACEINOUY", "àçéîñöûýÀÇÉÎÑÖÛÝ")


def accented(text: str) -> str:
    """Keep every placeholder, give letters their accents, and say the end of each longer word twice."""
    parts = []
    for words, name, _, _ in Formatter().parse(text):
        parts.append(_longer(words.translate(ACCENTS)).replace("{", "{{").replace("}", "}}"))
        parts.append(f"{{{name}}}" if name is not None else "")
    return f"{OPEN}{''.join(parts)}{CLOSE}"


def _longer(words: str) -> str:
    return " ".join(word + word[-SHORT:] if len(word) > SHORT and word.isalpha() else word for word in words.split(" "))


def catalogued() -> Catalog:
    """Give the catalogue, from English."""
    made = Catalog(locale="en")
    for message in catalogue.read(catalogue.LOCALE / "en" / "LC_MESSAGES" / "aduan.po"):
        if message.id:
            said = catalogue.texts_of(message)
            told = said if catalogue.key_of(message) in FACTS else tuple(accented(text) for text in said)
            made.add(message.id, told[0] if isinstance(message.id, str) else told)
    return made


def write(home: Path) -> None:
    """Put the language beside ours, in a copy of all catalogues."""
    shutil.copytree(catalogue.LOCALE, home, dirs_exist_ok=True)
    folder = home / CODE / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    made = catalogued()
    made["language.rank"].string = "99"
    with (folder / "aduan.mo").open("wb") as file:
        write_mo(file, made)
    with (folder / "aduan.po").open("wb") as file:
        write_po(file, made, width=0)


@contextmanager
def spoken(home: Path) -> Iterator[None]:
    """Have everything speak from these catalogues meanwhile."""
    try:
        with patch.object(texts, "HOME", home), patch.object(catalogue, "LOCALE", home):
            _forget()
            yield
    finally:
        _forget()


def _forget() -> None:
    for one in (texts.languages, texts.staffed, texts.words, texts.catalogue, build.said):
        one.cache_clear()


def make(out: Path, site: str) -> Path:
    """Build the whole site with one language more."""
    home = out.with_name(f"{out.name}.words")
    write(home)
    with spoken(home):
        return build.make(out, site)


if __name__ == "__main__":
    sys.stdout.write(f"{make(Path(sys.argv[1]), build.SITE)}/{CODE}/\n")
