"""Build the citizen's static pages: `python -m web.build [--site URL] [--out web/dist]`.

Every page in every language there is a catalogue of; styles and scripts under names that change with their content;
the list of places; a web manifest per language; the licences of what is bundled. A page over its budget stops it.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from chalicelib.domain.book import Book
from chalicelib.domain.troubles import to_come
from chalicelib.notify.texts import languages, staffed, words
from chalicelib.pages.choices import choices, places
from chalicelib.pages.papers import papers
from chalicelib.pages.render import render
from chalicelib.pages.troubles import told
from chalicelib.store import book_beside, book_cards, book_documents
from chalicelib.store.book import load
from web import catalogue
from web.asking import questions, troubling
from web.budget import over
from web.frames import frames
from web.offline import worker
from web.places import handled, read_positions, weeks, where
from web.spoken import SPOKEN

HERE = Path(__file__).parent
SITE = "http://127.0.0.1:8000"
ROBOTS = "User-agent: *\nDisallow: /v1/\n"
PAGES = {
    "": "home.html",
    "lapor/": "form.html",
    "lacak/": "track.html",
    "cara-kerja/": "how.html",
    "hak/": "rights.html",
    "kantor/": "offices.html",
    "biaya/": "fees.html",
    "kanal/": "channels.html",
    "tanda-terima/": "verify.html",
    "privasi/": "privacy.html",
    "aksesibilitas/": "accessibility.html",
    "luring/": "away.html",
}
AGENCIES = {"rujukan/": "referral.html"}
"""What other agencies read speaks the console's languages, not all of the citizens'."""


@dataclass(frozen=True)
class Build:
    """One run: where it goes, what the assets are called, and where the site will be."""

    out: Path
    assets: Mapping[str, str]
    site: str
    book: Book

    def page(self, template: str, language: str, **context: object) -> str:
        policy = self.book.policy
        return render(
            template,
            language,
            asset=self.assets.__getitem__,
            site=self.site,
            choices=choices(self.book),
            days={
                "first": days(self.book, "first_response"),
                **{name: days(self.book, "resolution", name) for name in policy.classes()},
            },
            cards=book_cards.read(),
            beside=book_beside.read(),
            papers=papers(book_documents.read()),
            hours=weeks(self.book, words(language)),
            handled=handled(self.book),
            troubles=self.troubles(language),
            script_words=spoken(language, SPOKEN.get(template, ())),
            **context,
        )

    def troubles(self, language: str) -> list[dict[str, Any]]:
        """What is not over yet; the pages look at the clock themselves."""
        now = datetime.now(UTC)
        ahead = to_come(book_beside.read().troubles, now)
        return told(ahead, now, language, words(language), lambda slug: self.book.offices.get(slug).name)

    def write(self, path: str, text: str) -> None:
        place = self.out / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def days(book: Book, clock: str, klass: str = "*") -> int:
    """The first limit of a clock, as the pages promise it."""
    rule = book.policy.rule(clock, klass)
    return rule.amount if rule else 0


@cache
def said(language: str) -> dict[str, tuple[str, ...]]:
    return catalogue.said(catalogue.files()[language])


def spoken(language: str, prefixes: tuple[str, ...]) -> Markup:
    """The words a page's script needs, as JSON that may stand in a <template>."""
    found = {key: texts[0] for key, texts in said(language).items() if key.startswith(prefixes)}
    return Markup(compact(found).replace("&", "&amp;").replace("<", "&lt;"))  # noqa: S704 - the two signs are escaped here


def compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def bundle(out: Path) -> dict[str, str]:
    """Let Node make styles and scripts, and give what each is called now."""
    printed = subprocess.run(["node", "bundle.mjs", str(out)], cwd=HERE, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(printed.stdout))


def list_places(build: Build, language: str) -> str:
    """Write the places for the form's search, and give the file's address."""
    say = words(language)
    names = {"centre": say("form.office.centre"), "abroad": say("form.office.abroad")}
    positions = read_positions()
    rows = [
        [place.slug, place.name, place.city, names.get(group, group), *where(place, positions)]
        for group, found in places(build.book.offices.all()).items()
        for place in found
    ]
    return named(build, f"{language}/offices", rows)


def list_questions(build: Build, language: str) -> str:
    """Write the questions of the categories, which the form asks for when it may need them."""
    say = words(language)
    asked = questions(build.book.policy, say) | troubling(build.troubles(language), say)
    return named(build, f"{language}/questions", asked)


def named(build: Build, name: str, data: object) -> str:
    """Write data under a name that changes with its content, and give its address."""
    text = compact(data)
    address = f"{name}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.json"
    build.write(address, text)
    return f"/{address}"


def manifest(build: Build, language: str) -> str:
    say = words(language)
    return compact(
        {
            "name": say("site.name"),
            "short_name": say("site.name"),
            "description": say("site.description"),
            "lang": language,
            "dir": say("language.dir"),
            "start_url": f"/{language}/",
            "scope": "/",
            "display": "standalone",
            "theme_color": "#06264d",
            "background_color": "#ffffff",
            "icons": [{"src": build.assets["icon.svg"], "sizes": "any", "type": "image/svg+xml"}],
        }
    )


def licences() -> str:
    """The licence of every package of which something reaches a browser."""
    packages = json.loads((HERE / "package.json").read_text())["dependencies"]
    return "\n\n".join(_licence(name, version) for name, version in packages.items())


def _licence(name: str, version: str) -> str:
    """The text beside this file: govuk-frontend ships none in its package."""
    return f"{name} {version}\n\n{(HERE / 'licences' / f'{name}.txt').read_text()}"


def speak(build: Build, language: str) -> None:
    """Write everything that is said in one language."""
    lists = {"offices": list_places(build, language), "asking": list_questions(build, language)}
    for path, template in PAGES.items():
        build.write(f"{language}/{path}index.html", build.page(template, language, path=path, **lists))
    if language in staffed():
        work(build, language)
    build.write(f"{language}/404.html", build.page("lost.html", language, path=""))
    build.write(f"{language}/manifest.webmanifest", manifest(build, language))


def work(build: Build, language: str) -> None:
    """Write the pages of other agencies and of our own people."""
    for path, template in AGENCIES.items():
        html = build.page(template, language, path=path, languages=staffed())
        build.write(f"{language}/{path}index.html", html)
    for path, html in frames(language, build.assets.__getitem__, spoken):
        build.write(f"{language}/{path}index.html", html)


def make(out: Path, site: str) -> Path:
    """Build beside what is there, and put it in place at the end: a reader never meets half a site."""
    half = out.with_name(f"{out.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    build = Build(half, bundle(half), site, load())
    for language in languages():
        speak(build, language)
    build.write("index.html", build.page("choose.html", languages()[0], path=""))
    build.write("404.html", build.page("lost.html", languages()[0], path=""))
    build.write("licences.txt", licences())
    build.write("robots.txt", ROBOTS)
    build.write("sw.js", worker(half, languages(), PAGES))
    build.write("assets.json", compact(build.assets))
    shutil.rmtree(out, ignore_errors=True)
    half.rename(out)
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the citizen's static pages.")
    parser.add_argument("--site", default=SITE, help="where the pages will be, for links that must be absolute")
    parser.add_argument("--out", type=Path, default=HERE / "dist")
    given = parser.parse_args()
    out = make(given.out, given.site.rstrip("/"))
    heavy = over(out)
    for sentence in heavy:
        print(sentence, file=sys.stderr)
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main())
