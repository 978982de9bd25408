"""Where the environment is read."""

import ast
from pathlib import Path

from tests.rules.tree import offences, python, shown, tree

OTHERS = tuple(path for path in python("chalicelib", "app.py") if shown(path) != "chalicelib/settings.py")


def reads(path: Path) -> set[str]:
    """Collect the names by which a file would reach the environment."""
    names = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
    names |= {node.name for node in ast.walk(tree(path)) if isinstance(node, ast.alias)}
    return names & {"environ", "environb", "getenv", "putenv"}


def test_only_settings_reads_the_environment() -> None:
    """An operator finds every setting in one file."""
    assert offences(OTHERS, reads) == {}
