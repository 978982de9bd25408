"""The committed counts: read, compared, written, and printed as the table of docs/counts.md."""

import json
from typing import Any

from tests.rules.tree import ROOT

FILE = ROOT / "tests" / "counts" / "counts.json"
Counted = dict[str, Any]


def committed() -> dict[str, Counted]:
    found: dict[str, Counted] = json.loads(FILE.read_text())
    return found


def write(found: dict[str, Counted]) -> None:
    FILE.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")


def table(found: dict[str, Counted]) -> str:
    """Print the counts for people: one line an operation."""
    lines = ["| operation | calls to AWS | read units | write units | slow hashes |", "|---|---|---|---|---|"]
    for name, one in found.items():
        calls = ", ".join(f"{number} {call}" for call, number in one["calls"].items()) or "none"
        lines.append(f"| {name} | {calls} | {one['read_units']:g} | {one['write_units']} | {one['slow_hashes']} |")
    return "\n".join(lines)


def units(found: dict[str, Counted], name: str) -> str:
    """Print the write units of one operation: one line a row."""
    lines = ["| row | write units |", "|---|---|"]
    return "\n".join(lines + [f"| {row} | {number} |" for row, number in found[name]["rows"].items()])
