"""The checkout as the rule tests see it: what is committed or about to be, and what a Python file imports."""

import ast
import subprocess
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@cache
def files(*endings: str) -> tuple[Path, ...]:
    """List the files that git has or would take, in a fixed order; with endings, only those."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    named = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    paths = [ROOT / name for name in sorted(named) if name and name.endswith(endings or ("",))]
    return tuple(path for path in paths if path.is_file())


def python(*folders: str) -> tuple[Path, ...]:
    """List the Python files below these folders, or all."""
    roots = [ROOT / folder for folder in folders or ["."]]
    return tuple(path for path in files(".py") if any(path.is_relative_to(root) for root in roots))


def shown(path: Path) -> str:
    """Name a file as a person would."""
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def module(path: Path, root: Path = ROOT) -> str:
    """Give the dotted name under which a file is imported."""
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path, root: Path = ROOT) -> Iterator[str]:
    """Yield every dotted name that a file imports, wherever in the file and however written."""
    package = module(path, root).split(".")
    if path.name != "__init__.py":
        package.pop()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{start}.{alias.name}" for alias in node.names)


def offences(paths: Iterable[Path], check: Callable[[Path], Iterable[object]]) -> dict[str, list[object]]:
    """Collect what a check finds in each file, under the file's name; empty when all is well."""
    found = {shown(path): list(check(path)) for path in paths}
    return {name: what for name, what in found.items() if what}
