"""DynamoDB's typed form of a value, and back.

boto3 has both, and brings its resources and its transfers to S3 along: a quarter of a cold start. Whole numbers only,
and sets of strings only: nothing else is stored.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any


def typed(value: object) -> dict[str, Any]:
    """Give a value as DynamoDB takes it. Raises TypeError for what is never stored, such as a fraction."""
    match value:
        case bool():
            return {"BOOL": value}
        case str():
            return {"S": value}
        case int():
            return {"N": str(value)}
        case bytes():
            return {"B": value}
        case AbstractSet():
            return {"SS": sorted(value)}
        case Mapping():
            return {"M": {name: typed(each) for name, each in value.items()}}
        case list() | tuple():
            return {"L": [typed(each) for each in value]}
        case None:
            return {"NULL": True}
        case _:
            raise TypeError(type(value).__name__)


def untyped(value: Mapping[str, Any]) -> Any:
    """Give the value back."""
    ((kind, inner),) = value.items()
    match kind:
        case "N":
            return int(inner)
        case "SS":
            return set(inner)
        case "M":
            return {name: untyped(each) for name, each in inner.items()}
        case "L":
            return [untyped(each) for each in inner]
        case "NULL":
            return None
        case _:
            return inner
