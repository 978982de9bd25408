"""How easily the Indonesian words read: `python -m web.reading` prints each part's figures, and its longest sentences.

Two measures that need no list of words: words to a sentence, which plain-language guides bound at about twenty; and LIX
(Björnsson 1968): words to a sentence, plus the share of words of more than six letters in per cent. Up to 40 reads
like a story, up to 50 like a newspaper, above it like an official letter. It was not made for Indonesian, whose
prefixes and suffixes make everyday words long ("pengaduan", "melanjutkan"): it judges us too strictly, not too mildly.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.notify.texts import STAFF
from web import catalogue

PARTS = {
    "pages": ("home.", "how.", "rights.", "privacy.", "access.", "fewer.", "message.", "away.", "lost."),
    "form": ("form.", "script.form.", "script.net.", "done.", "documents.", "category.", "question.", "rule."),
    "a complaint": ("case.", "track.", "script.track.", "survey.", "reach."),
    "messages": ("notice.",),
    "fees, offices, channels": ("fees.", "card.", "law.", "offices.", "channel", "fake.", "source."),
}
LONG, HARD = 6, 25
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
END = re.compile(r"[.!?]+(?=\s|$)|\n")
MADE = re.compile(r"\{\w+\}|https?://\S+|\S+@\S+")


@dataclass(frozen=True)
class Figures:
    """Words to a sentence, the most that one has, and LIX."""

    sentences: int
    mean: float
    longest: int
    lix: float


def sentences(text: str) -> Iterator[list[str]]:
    """Yield the words of each sentence; whatever is put in at run time counts as one."""
    for part in END.split(MADE.sub("Imigrasi", text)):
        if found := WORD.findall(part):
            yield found


def texts(part: str, language: str = "id") -> list[str]:
    """Give what a citizen reads of one part: whole sentences, not labels."""
    said = catalogue.said(catalogue.files()[language])
    keys = [key for key in said if key.startswith(PARTS[part]) and not key.startswith(STAFF)]
    return [said[key][0] for key in keys if said[key][0].rstrip().endswith((".", "?", "!"))]


def figures(found: list[list[str]]) -> Figures:
    words = [word for sentence in found for word in sentence]
    mean = len(words) / len(found)
    long = 100 * sum(len(word) > LONG for word in words) / len(words)
    return Figures(len(found), mean, max(map(len, found)), mean + long)


def measured() -> dict[str, Figures]:
    """Give the figures of each part."""
    return {part: figures([one for text in texts(part) for one in sentences(text)]) for part in PARTS}


def hard() -> list[str]:
    """Give the sentences with more words than anybody should have to hold in mind."""
    found = (one for part in PARTS for text in texts(part) for one in sentences(text))
    return [" ".join(one) for one in found if len(one) > HARD]


if __name__ == "__main__":
    for name, one in measured().items():
        sys.stdout.write(f"| {name} | {one.sentences} | {one.mean:.1f} | {one.longest} | {one.lix:.0f} |\n")
    sys.stdout.write("".join(f"{sentence}\n" for sentence in hard()))
