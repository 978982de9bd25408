"""All that the data says, of every version; and the terms of one complaint: the versions that it was received under."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.agencies import Agencies
from chalicelib.domain.calendars import Calendar, Calendars
from chalicelib.domain.offices import Offices
from chalicelib.domain.policy import Policy

NONE = Agencies()


@dataclass(frozen=True)
class Terms:
    """The policy and the calendars that one complaint is held to, whatever is decided later."""

    policy: Policy
    offices: Offices
    calendars: Calendars
    edition: str
    agencies: Agencies = NONE

    def calendar(self, office: str, edition: str | None = None) -> Calendar:
        """Give the office's calendar in the pinned edition, or in another one."""
        return self.calendars.of(self.offices.get(office), edition or self.edition)


@dataclass(frozen=True)
class Book:
    """Policies by version (the newest last), the offices, and every edition of the calendars.

    `survey_days` after a closing its citizen is asked what they think; after none, nobody is.
    """

    policies: Mapping[str, Policy]
    offices: Offices
    calendars: Calendars
    agencies: Agencies = NONE
    survey_days: int = 0

    @property
    def policy(self) -> Policy:
        """The newest policy, whether it holds already or not."""
        return self.policies[max(self.policies)]

    def in_force(self, now: datetime, place: str = "") -> Policy:
        """Give the newest policy whose first day has come at this place; the oldest before any has."""
        here = self.calendars.of(self.offices.get(place)).local_day(now) if self.offices.has(place) else now.date()
        begun = [version for version, one in self.policies.items() if one.since <= here]
        return self.policies[max(begun) if begun else min(self.policies)]

    def terms(self, policy: str | None = None, edition: str | None = None) -> Terms:
        """Give the pinned versions, the newest where none is named. KeyError for a version that never was."""
        chosen = self.policies[policy] if policy else self.policy
        return Terms(chosen, self.offices, self.calendars, edition or self.calendars.version, self.agencies)
