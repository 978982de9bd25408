"""No file ties the project to one machine, one registry or one network."""

import re
from pathlib import Path

from tests.rules.tree import ROOT, files, offences

# Written in pieces, or this file would name them.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted",
    "npm" + "js.org",
    "npm" + "js.com",
    "yarn" + "pkg",
    "deb" + "ian.org",
]
OPTIONS = ["--find" + "-links", "--index" + "-url", "--extra-index" + "-url", "--trusted" + "-host"]
MACHINE = re.compile(r"(?<![\w.$}-])/(?:wo" + r"rk|ro" + r"ot)(?:/|\b)|\.\./sha" + "red")
EVERYWHERE = re.compile(r"\b0\.0" + r"\.0\.0\b|INADDR" + r"_ANY")
FINAL = {".png", ".woff2", ".ico", ".jpg", ".gz", ".pdf"}
TEXTS = tuple(path for path in files() if path.suffix not in FINAL)
SERVED = files(".py", ".js", ".mjs", ".ts", ".json", ".toml", "Makefile", ".ci/run")
SERVING = tuple(path for path in SERVED if not path.is_relative_to(ROOT / "tests"))


def registries(path: Path) -> list[str]:
    text = path.read_text(errors="replace")
    return [name for name in REGISTRIES + OPTIONS if name in text]


def test_no_file_names_a_registry() -> None:
    """Packages come from wherever the machine is told to take them."""
    assert offences(TEXTS, registries) == {}


def test_no_file_names_a_machine() -> None:
    """The checkout works in any folder of any machine."""
    assert offences(TEXTS, lambda path: MACHINE.findall(path.read_text(errors="replace"))) == {}


def test_servers_listen_on_loopback_alone() -> None:
    """What runs on a developer's machine cannot be reached from another."""
    assert offences(SERVING, lambda path: EVERYWHERE.findall(path.read_text())) == {}
