"""Opening a sealed identity: asked with a reason, allowed by a second person, for an hour, told to the citizen."""

from dataclasses import dataclass
from datetime import datetime, timedelta

OPEN_FOR = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody's wish to see who filed a complaint. `until` is set when it was allowed, by somebody else.

    `restricted`, told when it is asked, keeps one about a foreigner report from custodians of complaints.
    """

    id: str
    ticket: str
    by: str
    at: datetime
    allowed_by: str = ""
    until: datetime | None = None
    restricted: bool = False

    def opens(self, person: str, now: datetime) -> bool:
        """Tell whether this person may look now."""
        return self.by == person and self.until is not None and now < self.until
