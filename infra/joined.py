"""What is deployed beside Chalice's own, in one: the parts in YAML, the edge and its answers, the dashboard."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from infra import dashboard
from infra import edge as site_edge

INFRA = Path(__file__).parent
PARTS = tuple(f"{name}.yaml" for name in ("resources", "functions", "alarms", "mail", "signin", "edge", "watch"))
Template = dict[str, Any]

GATEWAY = {
    "DEFAULT_4XX": ("refused", None),
    "DEFAULT_5XX": ("unavailable", 503),
    "INTEGRATION_TIMEOUT": ("unavailable", 503),
    "MISSING_AUTHENTICATION_TOKEN": ("no_route", 404),
    "REQUEST_TOO_LARGE": ("too_large", 413),
    "THROTTLED": ("too_many", 429),
    "UNSUPPORTED_MEDIA_TYPE": ("media_type", 415),
    "WAF_FILTERED": ("not_allowed", 403),
}
"""What API Gateway answers without asking us, the problem that it is, and the status; an unknown address is a `missing
token` to it."""


class JoinRefused(Exception):
    """Two parts say different things of one place."""


class _Reader(yaml.SafeLoader):
    """Reads the short forms of CloudFormation's functions (`!Ref`) as their long ones."""


def _function(reader: _Reader, tag: str, node: yaml.Node) -> Template:
    name = tag if tag in {"Ref", "Condition"} else f"Fn::{tag}"
    if isinstance(node, yaml.MappingNode):
        return {name: reader.construct_mapping(node, deep=True)}
    if isinstance(node, yaml.SequenceNode):
        return {name: reader.construct_sequence(node, deep=True)}
    value = str(reader.construct_scalar(node))  # type: ignore[arg-type] # the third and last kind of node
    return {name: value.split(".", 1) if tag == "GetAtt" else value}


_Reader.add_multi_constructor("!", _function)


def parse(text: str) -> Template:
    """Give a template with long forms only. A mapping with a key twice keeps the last, as YAML has it."""
    found: Template = yaml.load(text, _Reader)  # noqa: S506 - a SafeLoader
    return found


def join(parts: Iterable[Mapping[str, Any]]) -> Template:
    """Merge mappings. Raises JoinRefused where two parts give one place two values."""
    made: Template = {}
    for part in parts:
        _add(made, part, "")
    return made


def _add(made: Template, part: Mapping[str, Any], where: str) -> None:
    for name, value in part.items():
        there = made.get(name)
        if isinstance(there, dict) and isinstance(value, Mapping):
            _add(there, value, f"{where}/{name}")
        elif name in made and there != value and f"{where}/{name}" != "/Description":
            raise JoinRefused(f"{where}/{name} has two values: {there!r} and {value!r}")
        else:
            made[name] = dict(value) if isinstance(value, Mapping) else value


def edge(words: Callable[[str], str]) -> Template:
    """Give the answers that API Gateway makes by itself, as the problems that our own code would answer."""
    answers = {kind: _answer(problem, status, words) for kind, (problem, status) in GATEWAY.items()}
    return {"Resources": {"RestAPI": {"Properties": {"GatewayResponses": answers}}}}


def _answer(problem: str, status: int | None, words: Callable[[str], str]) -> Template:
    said = {part: words(f"problem.{problem}.{part}") for part in ("title", "detail")}
    body = {"type": f"urn:aduan:problem:{problem}", **said, **({"status": status} if status else {})}
    headers = {"Content-Type": "'application/problem+json'", "Cache-Control": "'no-store'"}
    retry = {"Retry-After": "'5'"} if status in {429, 503} else {}
    return {
        **({"StatusCode": status} if status else {}),
        "ResponseParameters": {"Headers": headers | retry},
        "ResponseTemplates": {"application/json": json.dumps(body, ensure_ascii=False)},
    }


def template(parameters: Mapping[str, str | int], words: Callable[[str], str]) -> Template:
    """Give the whole template for one stage, whose parameters are its defaults."""
    parts = [parse((INFRA / name).read_text(encoding="utf-8")) for name in PARTS]
    chosen = {"Parameters": {name: {"Default": value} for name, value in parameters.items()}}
    return join([*parts, edge(words), site_edge.template(), dashboard.template(), chosen])
