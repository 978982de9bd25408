"""`make bench`: measures requests and clocks, prints what it finds, and keeps it, dated, in docs/performance*.md."""

import platform
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench import clocks, requests

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- requests: printed by make bench -->", "<!-- /requests -->"


def main() -> None:
    """Between its two marks the page is ours; the rest of it is written by people."""
    found = requests.tables(requests.measured())
    sys.stdout.write(f"{found}\n")
    today = datetime.now(UTC).date().isoformat()
    rounds = f"{requests.BLOCKS} alternating blocks of {requests.REQUESTS} requests"
    said = f"{today}, Python {platform.python_version()}, {rounds}:"
    text = PAGE.read_text()
    kept = re.sub(f"{BEGIN}.*?{END}", lambda _: f"{BEGIN}\n{said}\n\n{found}\n{END}", text, flags=re.DOTALL)
    PAGE.write_text(kept)
    clocks.main()


if __name__ == "__main__":
    main()
