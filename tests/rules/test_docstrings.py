"""Who must say what they are for: every module, every test, and the nouns of the domain."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.tree import offences, python, shown, tree

WRITTEN = tuple(path for path in python() if path.read_text().strip())
TESTS = tuple(path for path in python("tests") if path.name.startswith("test_"))
DOMAIN = python("chalicelib/domain")


def named_tests(path: Path) -> list[ast.FunctionDef]:
    found = (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))
    return [node for node in found if node.name.startswith("test_")]


def is_one_sentence(said: str | None) -> bool:
    """A sentence starts with a capital, ends with its only full stop, and is one paragraph."""
    text = " ".join((said or "").split())
    return (
        bool(re.fullmatch(r"[^a-z].*\.", text)) and "\n\n" not in (said or "") and not re.search(r"[.!?] [A-Z]", text)
    )


def poor(path: Path) -> Iterator[str]:
    """Yield the name of each test whose docstring is no promise."""
    yield from (test.name for test in named_tests(path) if not is_one_sentence(ast.get_docstring(test)))


def unexplained(path: Path) -> Iterator[str]:
    """Yield each public class that says nothing of itself."""
    nouns = (node for node in tree(path).body if isinstance(node, ast.ClassDef) and not node.name.startswith("_"))
    yield from (noun.name for noun in nouns if not ast.get_docstring(noun))


def test_every_module_says_what_it_is_for() -> None:
    """A reader who opens a file learns first what it is for."""
    assert [shown(path) for path in WRITTEN if not ast.get_docstring(tree(path))] == []


def test_every_test_is_a_promise() -> None:
    """Each test says in one sentence what a citizen, an officer or an operator may count on."""
    assert offences(TESTS, poor) == {}


def test_every_noun_of_the_domain_is_explained() -> None:
    """The words that the rules are written in each have a meaning that a newcomer can look up."""
    assert offences(DOMAIN, unexplained) == {}


@pytest.mark.parametrize("said", ["", "lower case.", "No stop", "Two. Sentences.", "A paragraph.\n\nAnd another."])
def test_a_poor_promise_is_found(said: str) -> None:
    """A promise that is no single sentence is sent back."""
    assert not is_one_sentence(said)
