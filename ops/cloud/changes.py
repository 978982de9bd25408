"""A change set in words: what will be made, changed and taken away, and what of it holds data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

HOLDS_DATA = {
    "AWS::Cognito::UserPool": "officers' accounts",
    "AWS::DynamoDB::Table": "complaints",
    "AWS::KMS::Key": "what opens complaints",
    "AWS::S3::Bucket": "documents",
    "AWS::SecretsManager::Secret": "what codes and links are derived from",
    "AWS::SES::EmailIdentity": "the good name of our mail",
    "AWS::SQS::Queue": "letters that wait",
}
"""What would be lost, by the kind of resource."""
VERBS = {"Add": "make", "Modify": "change", "Remove": "take away", "Import": "take in", "Dynamic": "perhaps change"}
REPLACED = {"True": "replace", "Conditional": "perhaps replace"}


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a change set. `red` marks what may cost data, and `why` says which."""

    verb: str
    name: str
    kind: str
    details: tuple[str, ...] = ()
    red: bool = False
    why: str = ""


def read(changes: Iterable[Mapping[str, Any]]) -> tuple[Change, ...]:
    """Put CloudFormation's changes into words; what is red comes first, then by what is done and by name."""
    found = [_change(each["ResourceChange"]) for each in changes if each.get("Type", "Resource") == "Resource"]
    return tuple(sorted(found, key=lambda one: (not one.red, one.verb, one.name)))


def _change(given: Mapping[str, Any]) -> Change:
    kind, action = str(given["ResourceType"]), str(given["Action"])
    replaced = REPLACED.get(str(given.get("Replacement", "False"))) if action == "Modify" else None
    verb = replaced or VERBS.get(action, action)
    danger = kind in HOLDS_DATA and (replaced is not None or action in {"Remove", "Dynamic"})
    why = _why(kind, given.get("PolicyAction")) if danger else ""
    return Change(verb, str(given["LogicalResourceId"]), kind, _details(given), danger, why)


def _why(kind: str, policy: str | None) -> str:
    lost = HOLDS_DATA[kind]
    if policy in {"Retain", "ReplaceAndRetain"}:
        return f"it holds {lost}; the old one stays in the account, and the stage no longer sees it"
    return f"it holds {lost}, WHICH WOULD BE LOST"


def _details(given: Mapping[str, Any]) -> tuple[str, ...]:
    targets = (each.get("Target", {}) for each in given.get("Details", ()))
    return tuple(sorted({str(each.get("Name") or each.get("Attribute")) for each in targets if each}))


def sentence(found: Iterable[Change]) -> str:
    """Sum a change set up."""
    counted: dict[str, int] = {}
    for one in found:
        counted[one.verb] = counted.get(one.verb, 0) + 1
    return ", ".join(f"{verb} {number}" for verb, number in counted.items()) or "nothing to do"
