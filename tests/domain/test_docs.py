"""The pages about a complaint's life say what the code does."""

import pytest

from chalicelib.domain.steps import Status, Step
from ops import docs
from tests.builders import book

GLOSSARY = docs.LIFE.with_name("glossary.md").read_text(encoding="utf-8")


def test_the_page_of_steps_is_up_to_date() -> None:
    """Who reads docs/life.md reads the table of steps in force; `python -m ops.docs` writes it afresh."""
    page = docs.LIFE.read_text(encoding="utf-8")
    assert docs.written(page) == page


def test_the_diagram_has_every_status() -> None:
    """Every status is in the picture, and can be reached."""
    arrows = [line.split(" --> ")[1].partition(":")[0] for line in docs.diagram() if "-->" in line]
    assert set(arrows) == set(Status)


@pytest.mark.parametrize(
    "name",
    [
        *Status,
        *Step,
        *(kind.slug for kind in book().policy.kinds),
        *book().policy.classes(),
        *dict.fromkeys(rule.clock for rule in book().policy.clocks),
    ],
)
def test_the_glossary_has_every_code_name(name: str) -> None:
    """Whoever meets a code name finds the official Indonesian word for it."""
    assert f"| `{name}` |" in GLOSSARY
