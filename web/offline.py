"""The service worker: which pages and files it may keep, and what each language needs to work without a network."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

SOURCE = Path(__file__).parent / "js" / "sw.js"
CORE = ("", "lapor/", "lacak/", "luring/")
"""The pages that are at hand without a network even for somebody who never opened them."""
ASKED = re.compile(r'"(/(?:assets|[a-z]{2,3})/[^"/]+\.[0-9A-Za-z]{8}\.(?:css|js|svg|json))"')


def worker(out: Path, languages: Iterable[str], paths: Iterable[str]) -> str:
    """Give the worker's text; its version changes with whatever it may keep."""
    pages = [f"/{language}/{path}" for language in languages for path in paths]
    asked = {page: _named(out, page) for page in pages}
    files = sorted({file for named in asked.values() for file in named})
    core = {language: _core(language, asked) for language in languages}
    build = {"version": _version(out, pages, files), "pages": pages, "files": files, "core": core}
    return f"const BUILD = {json.dumps(build, separators=(',', ':'))};\n{SOURCE.read_text(encoding='utf-8')}"


def _named(out: Path, page: str) -> set[str]:
    return set(ASKED.findall((out / page.lstrip("/") / "index.html").read_text(encoding="utf-8")))


def _core(language: str, asked: Mapping[str, set[str]]) -> list[str]:
    """A page comes after the files that it needs."""
    pages = [f"/{language}/{path}" for path in CORE]
    return [*sorted({file for page in pages for file in asked[page]}), *pages]


def _version(out: Path, pages: Iterable[str], files: Iterable[str]) -> str:
    """Hashed names stand for their content; pages and the worker itself are read."""
    read = b"".join((out / page.lstrip("/") / "index.html").read_bytes() for page in pages)
    return hashlib.sha256(read + " ".join(files).encode() + SOURCE.read_bytes()).hexdigest()[:12]
