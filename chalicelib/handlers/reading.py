"""A strict reader in front of pydantic: what JSON lets through, and nobody should ever meet, is refused by name.

Chalice's own reader answers 500 to a body nested 100,000 deep, and lets NaN, duplicate keys and lone surrogates in.
"""

import json
import re
from typing import Any, NoReturn

LARGEST = 131_072
DEEPEST = 16
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_LONE = re.compile(r"[\ud800-\udfff]")


class Unreadable(Exception):
    """The body cannot be read; `code` names the catalogue entry, `status` the answer."""

    def __init__(self, code: str, status: int = 400) -> None:
        super().__init__(code)
        self.code, self.status = code, status


def read(body: bytes) -> dict[str, Any]:
    """Give the object in a JSON body. Raises Unreadable."""
    if len(body) > LARGEST:
        raise Unreadable("too_large", 413)
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise Unreadable("not_utf8") from None
    _not_deep(text)
    try:
        value = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_once)
    except ValueError:
        raise Unreadable("not_json") from None
    if not isinstance(value, dict):
        raise Unreadable("not_an_object")
    if _LONE.search(json.dumps(value, ensure_ascii=False)):
        raise Unreadable("lone_surrogate")
    return value


def _not_deep(text: str) -> None:
    """Count brackets outside strings before the parser recurses into them."""
    depth = 0
    for sign in _STRINGS.sub("", text):
        depth += (sign in "[{") - (sign in "]}")
        if depth > DEEPEST:
            raise Unreadable("too_deep")


def _refuse_constant(_name: str) -> NoReturn:
    raise Unreadable("not_a_number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable("duplicate_key")
    return found
