"""Where the environment is read."""

import ast
from pathlib import Path

import pytest

from chalicelib.settings import SettingsRefused, settings
from tests.cloud import Cloud
from tests.cloud import settings as sound
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


@pytest.mark.parametrize(
    ("name", "value"), [("STAGE", "Dev!"), ("SHARDS", "65"), ("SMS_PROVIDER", "pigeon"), ("SECRET", "")]
)
def test_a_wrong_setting_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Lambda that cannot start says which variable is wrong and what it is for, and shows no value."""
    for variable, given in sound(Cloud("arn:d", "arn:i", "arn:r", "secret")).items():
        monkeypatch.setenv(variable, given)
    monkeypatch.setenv(f"ADUAN_{name}", value)
    with pytest.raises(SettingsRefused, match=rf"^ADUAN_{name}: [A-Z][^;]+\.$"):
        settings.__wrapped__()
