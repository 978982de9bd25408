"""The traps of Chalice that its own test client hides."""

import ast
import json
from collections.abc import Iterator
from typing import Any

import app as switchboard
from tests.rules.tree import ROOT, python, tree

APP = switchboard.app
CONFIG: dict[str, Any] = json.loads((ROOT / ".chalice" / "config.json").read_text())
STAGES: dict[str, dict[str, Any]] = CONFIG["stages"]
TOP_KEYS = {"version", "app_name", "stages"}
KEYS = {
    *("api_gateway_endpoint_type", "api_gateway_policy_file", "api_gateway_stage", "automatic_layer", "autogen_policy"),
    *("environment_variables", "iam_policy_file", "lambda_architecture", "lambda_functions", "lambda_memory_size"),
    *("lambda_timeout", "manage_iam_role", "minimum_compression_size", "reserved_concurrency", "tags", "xray"),
}
GUARDED = ("/v1/staff", "/v1/admin")
GUARDS = {"officer", "desk"}


def events() -> list[Any]:
    """List every Lambda of the app that is not a route."""
    return [*APP.event_sources, *APP.pure_lambda_functions]


def names() -> set[str]:
    """Name every Lambda of the app: the one of all routes, and each that is not a route."""
    return {"api_handler"} | {each.name for each in events()}


def views() -> Iterator[tuple[str, str]]:
    """Yield path and view name of each route that only officers may take."""
    for path, methods in APP.routes.items():
        if path.startswith(GUARDED):
            yield from ((path, entry.view_function.__name__) for entry in methods.values())


def asks(node: ast.AST) -> bool:
    """Whether a view asks who the officer is: `routes.officer()` or `routes.desk()`."""
    calls = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
    return any(isinstance(call, ast.Attribute) and call.attr in GUARDS for call in calls)


def guarded() -> set[str]:
    """Name every function of the doors that asks who the officer is."""
    found = (node for path in python("chalicelib/handlers") for node in ast.walk(tree(path)))
    return {node.name for node in found if isinstance(node, ast.FunctionDef) and asks(node)}


def keys(config: dict[str, Any]) -> set[str]:
    """Collect the keys that Chalice would read, at a stage and at its functions."""
    return set(config).union(*(set(each) for each in config.get("lambda_functions", {}).values()))


def test_every_lambda_enters_through_the_switchboard() -> None:
    """No event reaches code that the switchboard did not announce."""
    strings = [each.handler_string for each in events()]
    assert [string for string in strings if not string.startswith("app.")] == []
    assert [string for string in strings if not hasattr(switchboard, string.removeprefix("app."))] == []


def test_officers_routes_ask_who_is_there() -> None:
    """No page of the officers can be had without saying who one is."""
    assert [path for path, view in views() if view not in guarded()] == []


def test_a_view_that_does_not_ask_is_found() -> None:
    """A route that forgets to ask is seen for what it is."""
    assert not asks(ast.parse("def queue():\n    return casework.queue(wiring.clock())"))
    assert asks(ast.parse("def queue():\n    return casework.queue(routes.officer())"))


def test_every_stage_names_the_same_lambdas_as_the_app() -> None:
    """A misspelt Lambda cannot be deployed without its settings."""
    named = {stage: set(settings["lambda_functions"]) for stage, settings in STAGES.items()}
    assert named == dict.fromkeys(STAGES, names())


def test_every_stage_has_known_settings_and_the_same_ones() -> None:
    """A misspelt setting is refused, and no stage lacks what another has."""
    used = {stage: keys(settings) for stage, settings in STAGES.items()}
    assert all(found <= KEYS for found in used.values()), used
    assert len(set(map(frozenset, used.values()))) <= 1, used


def test_policies_are_written_by_hand() -> None:
    """No Lambda gets rights that nobody wrote down."""
    assert set(CONFIG) <= TOP_KEYS | KEYS
    assert all(stage.get("autogen_policy", CONFIG.get("autogen_policy")) is False for stage in STAGES.values())
