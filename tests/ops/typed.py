"""A command as an operator types it."""

from typer.testing import CliRunner, Result

from ops import __main__ as ops


def run(*arguments: str) -> Result:
    """Run it, and give what it printed and its exit code."""
    return CliRunner().invoke(ops.app, list(arguments))
