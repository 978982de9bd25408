"""What a citizen's first visit may cost over the wire, gzipped: a page above it stops the build."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KB = 1024
MOST = {"html": 12 * KB, "css": 14 * KB, "js": 15 * KB, "total": 45 * KB, "requests": 8}
# Officers sit in offices and stay all day; a page of theirs asks for the scripts that all of them share, too.
CONSOLE = MOST | {"css": 18 * KB, "js": 40 * KB, "total": 80 * KB, "requests": 12}
ASKED = re.compile(
    r'(?:<link rel="(?:stylesheet|icon|manifest)" href|<script type="module" src|data-offices|data-asking)="(/[^"]+)"'
)


@dataclass(frozen=True)
class Cost:
    """Bytes gzipped by kind, and how many files a first visit asks for, the page itself counted."""

    page: str
    html: int
    css: int
    js: int
    total: int
    requests: int


def zipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def cost(out: Path, page: Path) -> Cost:
    """Add up a page and everything it names."""
    files = [page, *(out / name.lstrip("/") for name in ASKED.findall(page.read_text(encoding="utf-8")))]
    files += sorted((out / "assets" / "console").glob("shared.*.js")) if _staff(page) else []
    sizes = [(path.suffix.lstrip("."), zipped(path)) for path in files]
    by = {kind: sum(size for suffix, size in sizes if suffix == kind) for kind in ("html", "css", "js")}
    return Cost(str(page.relative_to(out)), by["html"], by["css"], by["js"], sum(size for _, size in sizes), len(files))


def _staff(page: Path) -> bool:
    return "petugas" in page.parts


def costs(out: Path) -> tuple[Cost, ...]:
    return tuple(cost(out, page) for page in sorted(out.rglob("*.html")))


def over(out: Path) -> list[str]:
    """One sentence for each budget that a page breaks."""
    return [sentence for one in costs(out) for sentence in _broken(one)]


def _broken(one: Cost) -> Iterator[str]:
    for name, most in (CONSOLE if _staff(Path(one.page)) else MOST).items():
        if getattr(one, name) > most:
            yield f"{one.page}: {name} is {getattr(one, name)}, and may be {most}"
