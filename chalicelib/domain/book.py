"""All that the data says, of every version; and the terms of one complaint: the versions that it was received under."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.calendars import Calendar, Calendars
from chalicelib.domain.offices import Offices
from chalicelib.domain.policy import Policy


@dataclass(frozen=True)
class Terms:
    """The policy and the calendars that one complaint is held to, whatever is decided later."""

    policy: Policy
    offices: Offices
    calendars: Calendars
    edition: str

    def calendar(self, office: str, edition: str | None = None) -> Calendar:
        """Give the office's calendar in the pinned edition, or in another one."""
        return self.calendars.of(self.offices.get(office), edition or self.edition)


@dataclass(frozen=True)
class Book:
    """Policies by version (the newest last), the offices, and every edition of the calendars."""

    policies: Mapping[str, Policy]
    offices: Offices
    calendars: Calendars

    @property
    def policy(self) -> Policy:
        """The newest policy: what a complaint received now is held to."""
        return self.policies[max(self.policies)]

    def terms(self, policy: str | None = None, edition: str | None = None) -> Terms:
        """Give the pinned versions, the newest where none is named. KeyError for a version that never was."""
        chosen = self.policies[policy] if policy else self.policy
        return Terms(chosen, self.offices, self.calendars, edition or self.calendars.version)
