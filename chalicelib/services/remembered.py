"""Who holds which role, asked once a sweep: a hundred late cases of one office have the same heads."""

from chalicelib.domain.grants import Grant
from chalicelib.domain.people import Role
from chalicelib.services.outports import Holders


class Remembered:
    """Asks `holders` the first time; made anew for each sweep, so that nobody is told by a role they have lost."""

    def __init__(self, holders: Holders) -> None:
        self._holders = holders
        self._people: dict[str, Grant | None] = {}
        self._offices: dict[str, tuple[Grant, ...]] = {}

    def get(self, person: str) -> Grant | None:
        """Read one person's grant."""
        if person not in self._people:
            self._people[person] = self._holders.get(person)
        return self._people[person]

    def holders(self, office: str, *roles: Role) -> tuple[Grant, ...]:
        """List who holds one of these roles at this office."""
        if office not in self._offices:
            self._offices[office] = self._holders.holders(office)
        return tuple(grant for grant in self._offices[office] if not roles or grant.role in roles)
