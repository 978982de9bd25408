"""What a member of staff may do: a row that is read on every request, so that taking it away works at once."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.access import covers
from chalicelib.domain.people import HANDLERS, Role, Staff


@dataclass(frozen=True, slots=True)
class Grant:
    """One person's role and scope. `email` is where alerts go, `name` what colleagues read; `until` ends it by itself.

    `away` sends alerts to the next level, and so does an absence, which ends by itself at `absent_until`; while it
    lasts they go to the `delegate`, if one is named who may read them.
    """

    id: str
    role: Role
    scope: str
    email: str = ""
    language: str = "id"
    restricted: bool = False
    active: bool = True
    until: datetime | None = None
    away: bool = False
    absent_until: datetime | None = None
    delegate: str | None = None
    name: str = ""

    @property
    def office(self) -> str:
        """The slug at the end of the scope."""
        return self.scope.rpartition("/")[2]

    def absent(self, now: datetime) -> bool:
        """Tell whether alerts must go to somebody else now."""
        return self.away or (self.absent_until is not None and now < self.absent_until)

    def stands_in_for(self, other: "Grant", now: datetime) -> bool:
        """Tell whether this person may hear of all that the other hears of.

        Somebody else who handles cases in the same scope or above, on the same side of the restriction.
        """
        here, there = self.staff(now), other.staff(now)
        fits = here is not None and there is not None and here.role in HANDLERS and covers(here.scope, there.scope)
        return fits and self.id != other.id and self.restricted is other.restricted

    def staff(self, now: datetime) -> Staff | None:
        """Give the actor that this grant makes; None when it has been taken away or has run out."""
        over = self.until is not None and self.until <= now
        return None if over or not self.active else Staff(self.id, self.role, self.scope, self.restricted)
