"""Which of our languages a caller prefers, or asks to be written to in."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from chalicelib import wiring
from chalicelib.handlers.fields import refuse


def _ours(value: Any) -> Any:
    if value not in wiring.languages():
        raise refuse("unknown_choice")
    return value


class _Known:
    """Says in the contract which languages there are, when it is printed and not when a Lambda starts."""

    @staticmethod
    def __get_pydantic_json_schema__(core: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "enum": [*wiring.languages()]}


Language = Annotated[str, BeforeValidator(_ours), _Known]
"""A language there is a catalogue of."""


def preferred(header: str) -> str:
    """Read Accept-Language: the best-weighted language that we speak, else the first of ours."""
    ours = wiring.languages()
    wanted = sorted((_weighted(part) for part in header.split(",")[:20]), key=lambda pair: -pair[0])
    return next((tongue for weight, tongue in wanted if tongue in ours and weight > 0), ours[0])


def _weighted(part: str) -> tuple[float, str]:
    tongue, _, quality = part.strip().lower().partition(";q=")
    try:
        weight = float(quality) if quality else 1.0
    except ValueError:
        weight = 0.0
    return weight, tongue.partition("-")[0]
