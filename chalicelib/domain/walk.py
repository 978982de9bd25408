"""How far a walk through all records has come, and what it has found."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Place:
    """`after` is where the table goes on, "" at its start; `over` is the night in which the walk came to its end.

    `broken` counts the records of this walk that do not hold, and `before` those of the walk that was over before it.
    `months` are those whose figures this walk counts, with what it has counted so far.
    """

    after: str = ""
    seen: int = 0
    broken: int = 0
    before: int = 0
    over: str = ""
    months: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def begun(self) -> "Place":
        """Go on where the last night stopped, or from the start."""
        return replace(self, over="") if self.after else Place(before=self.before)

    def past(self, seen: int, broken: int, after: str, night: str) -> "Place":
        """Go on by one page; the last one has nothing after it."""
        here = replace(self, after=after, seen=self.seen + seen, broken=self.broken + broken)
        return here if after else Place(seen=here.seen, before=here.broken, over=night)

    @property
    def known(self) -> int:
        """Give how many broken records are known of: those of the last walk are until this one is over."""
        return max(self.broken, self.before)
