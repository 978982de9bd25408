"""Writes the parts of docs/ that follow from the code, by `python -m ops.docs`: table and diagram of life.md."""

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from chalicelib.domain.steps import STEPS, Rule, Status, Step

LIFE = Path(__file__).parent.parent / "docs" / "life.md"
BEGIN, END = "<!-- from the table of steps, by python -m ops.docs -->", "<!-- end -->"
CLOCKS = ("starts", "stops", "resumes", "ends")


def table() -> Iterator[str]:
    """Yield the table of steps, in the order of the code."""
    yield "| step | who | from | to | words | reason | clocks |"
    yield "|---|---|---|---|---|---|---|"
    for step, rule in STEPS.items():
        cells = (f"`{step}`", who(rule), sources(rule), rule.to or "", words(rule), rule.reasons or "", clocks(rule))
        yield f"| {' | '.join(cells)} |"


def who(rule: Rule) -> str:
    return ", ".join(sorted(rule.who))


def sources(rule: Rule) -> str:
    """List where a step may be taken; the longest lists have a name."""
    if len(rule.sources) == len(Status):
        return "any"
    if rule.sources == frozenset(Status) - {Status.CLOSED, Status.WITHDRAWN, Status.REJECTED}:
        return "any open"
    return ", ".join(status for status in Status if status in rule.sources)


def words(rule: Rule) -> str:
    if not rule.text:
        return ""
    return f"{rule.hearing}{'' if rule.text_required else ', may be left out'}"


def clocks(rule: Rule) -> str:
    return "; ".join(f"{what} {', '.join(getattr(rule, what))}" for what in CLOCKS if getattr(rule, what))


def diagram() -> Iterator[str]:
    """Yield the same table as a picture: an arrow for each move, with the steps that make it."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"    [*] --> {Status.RECEIVED}: {Step.RECEIVE}"
    order = list(Status)
    moves = sorted(
        (
            (order.index(source), order.index(rule.to), step.value)
            for step, rule in STEPS.items()
            if rule.to
            for source in rule.sources
        ),
        key=lambda move: move[:2],
    )
    for (source, to), steps in groupby(moves, key=lambda move: move[:2]):
        yield f"    {order[source]} --> {order[to]}: {', '.join(step for _, _, step in steps)}"
    yield "```"


def written(page: str) -> str:
    """Give the page with its generated part made afresh."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    return "\n".join([before + BEGIN, "", *table(), "", *diagram(), "", END + after])


if __name__ == "__main__":
    LIFE.write_text(written(LIFE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{LIFE.name} written\n")
