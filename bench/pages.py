"""`make lighthouse`: how fast and how whole the citizen's pages are, by Lighthouse on two profiles; kept in docs/.

The pages are served as the edge would: with its headers, compressed. Medians of three runs.
"""

import gzip
import json
import logging
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from local.static import Pages

HERE = Path(__file__).parent
SITE = HERE.parent / "web" / "dist"
PAGE = HERE.parent / "docs" / "performance-pages.md"
BEGIN, END = "<!-- printed by make lighthouse -->", "<!-- end -->"
RUNS = 3
PATHS = ("id/", "id/lapor/", "id/lacak/", "id/kantor/", "id/kanal/", "en/biaya/", "zh/hak/", "ar/lapor/")
SLOW = (
    "--throttling-method=simulate",
    "--throttling.rttMs=400",
    "--throttling.throughputKbps=400",
    "--throttling.cpuSlowdownMultiplier=6",
)
PROFILES: dict[str, tuple[str, ...]] = {"mobile": (), "400 kbit/s, CPU 6 times slower": SLOW}
SCORES = ("performance", "accessibility", "best-practices", "seo")
TIMES = {"first-contentful-paint": 1000, "largest-contentful-paint": 1000, "total-blocking-time": 1}
COLUMNS = (
    *("page", "profile", "performance", "accessibility", "best practices", "SEO"),
    *("first paint, s", "largest, s", "blocked, ms"),
)
ZIPPED = 1024


def answer(pages: Pages, request: Request) -> Response:
    """Compress as the edge does: what is text, and worth it. What an open page asks of the API, nothing is new in."""
    if request.path == "/v1/channels":
        return Response('{"items":[]}', mimetype="application/json")
    found = pages(request)
    body = found.get_data()
    if len(body) > ZIPPED and found.mimetype != "image/png":
        found.set_data(gzip.compress(body, 6))
        found.headers["Content-Encoding"] = "gzip"
    return found


@contextmanager
def served(folder: Path) -> Iterator[str]:
    pages = Pages(folder)

    @Request.application
    def app(request: Request) -> Response:
        return answer(pages, request)

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def looked(url: str, throttling: tuple[str, ...]) -> dict[str, float]:
    """Run once; scores in percent, times in the unit of TIMES."""
    tool = HERE / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
    flags = ("--chrome-flags=--headless=new --no-sandbox", "--output=json", "--quiet", *throttling)
    chrome = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    printed = subprocess.run(
        [tool, url, *flags],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"CHROME_PATH": chrome, "PATH": _path()},
    )
    return _figures(json.loads(printed.stdout))


def _path() -> str:
    return str(Path(shutil.which("node") or "/usr/bin/node").parent) + ":/usr/bin:/bin"


def _figures(report: dict[str, Any]) -> dict[str, float]:
    scores = {name: 100 * report["categories"][name]["score"] for name in SCORES}
    return scores | {name: report["audits"][name]["numericValue"] / unit for name, unit in TIMES.items()}


def row(site: str, path: str, profile: str) -> str:
    runs = [looked(f"{site}/{path}", PROFILES[profile]) for _ in range(RUNS)]
    middle = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    cells = [f"{middle[name]:.0f}" for name in SCORES]
    cells += [f"{middle[name]:.1f}" if unit > 1 else f"{middle[name]:.0f}" for name, unit in TIMES.items()]
    return f"| /{path} | {profile} | {' | '.join(cells)} |"


def table(rows: Iterable[str]) -> str:
    return "\n".join([f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|", *rows])


def main() -> None:
    today = datetime.now(UTC).date().isoformat()
    with served(SITE) as site:
        rows = []
        for profile in PROFILES:
            for path in PATHS:
                rows.append(row(site, path, profile))
                sys.stdout.write(f"{rows[-1]}\n")
                sys.stdout.flush()
    said = f"{BEGIN}\n{today}, medians of {RUNS} runs:\n\n{table(rows)}\n{END}"
    PAGE.write_text(re.sub(f"{BEGIN}.*?{END}", lambda _: said, PAGE.read_text(), flags=re.DOTALL))


if __name__ == "__main__":
    main()
