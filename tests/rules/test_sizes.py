"""How long a file and a function may be; data has no limit."""

import ast
from itertools import chain
from pathlib import Path
from statistics import median, quantiles

from tests.rules.tree import ROOT, files, offences, python, shown, tree

MOST_LINES, MOST_FUNCTION_LINES = 250, 40
MEDIAN_LINES, MEDIAN_FUNCTION_LINES, NINETIETH_FUNCTION_LINES = 80, 8, 20
MOST_COMMENTS = 0.03
CODE = files(".py", ".js", ".mjs", ".ts")


def lines(path: Path) -> list[str]:
    return path.read_text().splitlines()


def functions(path: Path) -> list[tuple[str, int]]:
    """List each function of a file with its length in lines, decorators left out."""
    found = (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [(node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in found]


def test_no_file_is_long() -> None:
    """Any file can be read in one sitting."""
    assert {shown(path): len(lines(path)) for path in CODE if len(lines(path)) > MOST_LINES} == {}


def test_no_function_is_long() -> None:
    """Any function can be seen on one screen."""
    assert offences(python(), lambda path: (each for each in functions(path) if each[1] > MOST_FUNCTION_LINES)) == {}


def test_most_files_are_short() -> None:
    """Half of what ships is in files of 80 lines or fewer."""
    assert median(len(lines(path)) for path in python("chalicelib")) <= MEDIAN_LINES


def test_most_functions_are_short() -> None:
    """Half of the functions have 8 lines or fewer, nine in ten have 20 or fewer."""
    found = [length for _, length in chain.from_iterable(map(functions, python("chalicelib")))]
    assert median(found) <= MEDIAN_FUNCTION_LINES
    assert quantiles(found, n=10)[8] <= NINETIETH_FUNCTION_LINES


def test_code_speaks_for_itself() -> None:
    """Comments are few enough to be read: at most 3 lines in 100."""
    written = list(chain.from_iterable(map(lines, (*python("chalicelib"), ROOT / "app.py"))))
    assert sum(line.lstrip().startswith("#") for line in written) <= MOST_COMMENTS * len(written)
