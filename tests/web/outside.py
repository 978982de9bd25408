"""Which words of a page stand outside the catalogue, told by the brackets around those that are in it."""

import re
from functools import cache

from playwright.sync_api import Page

from chalicelib.notify.texts import languages, words
from chalicelib.store import book_cards
from chalicelib.store.book import load
from tests.web.standin import CODE, DRAWN, TICKET
from web.pseudo import CLOSE, OPEN

TOLD = """() => {
  const found = [document.title];
  const skip = "script,style,template,bdi,textarea,[data-why] .govuk-details__text,.app-words";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    if (!node.parentElement.closest(skip)) found.push(node.data.replace(/<[^>]*>/g, " "));
  const named = "aria-label,alt,title,placeholder,label".split(",");
  for (const name of named)
    for (const one of document.querySelectorAll(`[${name}]`)) found.push(one.getAttribute(name));
  for (const one of document.querySelectorAll("meta[name=description]")) found.push(one.content);
  return found;
}"""
LETTERS = re.compile(r"[^\W\d_]{2,}")


@cache
def data() -> frozenset[str]:
    """Give the words of names, sources and addresses: what is the same in every language, or what somebody wrote."""
    cards, places = book_cards.read(), load().offices.all()
    facts = [*(one.entry for one in cards.fees), *(one.entry for one in cards.rules)]
    facts += [*(one.entry for one in cards.laws), *(one.entry for one in cards.channels)]
    said = [word for place in places for word in (place.name, place.city, place.province, place.zone)]
    said += [f"{one.source} {one.article}" for one in facts] + [one.address for one in cards.channels]
    said += [words(language)("language.name") for language in languages()] + ["Rp", "MB", "KB", TICKET, CODE]
    said += [*cards.domains, *cards.fakes, "humas@imigrasi.go.id", "Siti", "siti@contoh.id", "Paspor saya belum jadi"]
    said += ["setelah tiga minggu", "Indonesia", DRAWN["name"]]
    return frozenset(word for text in said for word in LETTERS.findall(text))


def outside(page: Page) -> list[str]:
    """Give each stretch of the page that no catalogue said."""
    depth, left = 0, []
    for part in re.split(f"([{OPEN}{CLOSE}\n])", "\n".join(page.evaluate(TOLD))):
        depth += {OPEN: 1, CLOSE: -1}.get(part, 0)
        if depth == 0 and set(LETTERS.findall(part)) - data():
            left.append(part.strip())
    assert depth == 0, "a bracket was lost on the way"
    return left
