"""What a door gives back, before it is anybody's protocol."""

import json
from dataclasses import dataclass, field
from typing import Any

NO_STORE = "no-store"


@dataclass(slots=True)
class Answer:
    """A status, a body as text, and headers; personal unless it says otherwise."""

    body: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


def json_answer(value: Any, status: int = 200, kind: str = "application/json", **headers: str) -> Answer:
    """Give JSON as UTF-8, with no space wasted."""
    return raw_answer(json.dumps(value, ensure_ascii=False, separators=(",", ":")), status, kind, **headers)


def raw_answer(body: str, status: int = 200, kind: str = "application/json", **headers: str) -> Answer:
    """Give text that is already in its form; header names are written with underscores."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(body, status, {"Content-Type": kind, "Cache-Control": NO_STORE} | given)
