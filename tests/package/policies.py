"""What a policy grants, as pairs of action and resource: `dynamodb:Query` on `CasesTable/index/due`."""

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.rules.tree import ROOT

Grant = tuple[str, str]
NAMES = ("api_handler", "custodian", "on_change", "on_provider_event", "on_upload", "sweep")

BY_AWS = {"WriteItsLog", "ReadTheStream", "FindTheStream", "TakeReports", "GiveUp", "ReadWhatIsEncryptedAtRest"}
BY_AWS |= {"EncryptUploadsAtRest", "EncryptCopiesAtRest"}
"""Statements that Lambda itself, or a service on our behalf, uses; our own code calls none of their actions."""


def document(name: str) -> dict[str, Any]:
    """Read one function's policy."""
    made: dict[str, Any] = json.loads((ROOT / ".chalice" / f"policy-{name}.json").read_text())
    return made


def statements(name: str, effect: str = "Allow") -> list[dict[str, Any]]:
    return [each for each in document(name)["Statement"] if each["Effect"] == effect]


def grants(name: str) -> set[Grant]:
    """Everything that a function may do."""
    return {pair for each in statements(name) for pair in pairs(each)}


def ours(name: str) -> set[Grant]:
    """What its own code may do."""
    return {pair for each in statements(name) if each["Sid"] not in BY_AWS for pair in pairs(each)}


def pairs(statement: dict[str, Any]) -> Iterator[Grant]:
    resources = statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]]
    for action in statement["Action"]:
        yield from ((action, short(resource)) for resource in resources)


def short(resource: Any) -> str:
    """Name a resource by its place in the template."""
    match resource:
        case {"Ref": name}:
            return str(name)
        case {"Fn::GetAtt": [name, "Arn"]}:
            return str(name)
        case {"Fn::GetAtt": [name, attribute]}:
            return f"{name}.{attribute}"
        case {"Fn::Sub": text}:
            return re.sub(r"\$\{(\w+)\.Arn\}", r"\1", str(text)).rpartition("AccountId}:")[2]
        case _:
            return str(resource)
