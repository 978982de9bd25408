"""Where a rule, a fee or a question comes from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a rule comes from. `verified` only when the text itself was read; `source` "ours" is our own choice."""

    since: date
    until: date | None
    source: str
    article: str
    verified: bool
