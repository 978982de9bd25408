"""What a member of staff may do: a row that is read on every request, so that taking it away works at once."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.people import Role, Staff


@dataclass(frozen=True, slots=True)
class Grant:
    """One person's role and scope. `email` is where alerts go; `until` ends it by itself.

    `away` sends alerts to the next level.
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

    @property
    def office(self) -> str:
        """The slug at the end of the scope."""
        return self.scope.rpartition("/")[2]

    def staff(self, now: datetime) -> Staff | None:
        """Give the actor that this grant makes; None when it has been taken away or has run out."""
        over = self.until is not None and self.until <= now
        return None if over or not self.active else Staff(self.id, self.role, self.scope, self.restricted)
