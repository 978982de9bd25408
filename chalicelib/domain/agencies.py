"""Agencies outside ours to which a matter may be referred that is not ours to settle. Data: policy/agencies.toml.

UnknownAgency        a ValueError: no agency of that slug
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.entry import Entry


class UnknownAgency(ValueError):
    """No agency has this slug."""


@dataclass(frozen=True)
class Body:
    """An agency with its full name by language, and a short one for a text message.

    `site` is where citizens follow a matter there. `email` is where referrals go: only one that the operator has
    confirmed (`reached`) is written to, since the link opens a citizen's words.
    """

    slug: str
    names: Mapping[str, str]
    short: str
    site: str
    email: str
    reached: bool
    entry: Entry

    def name(self, language: str) -> str:
        """The name in this language, else the first that there is."""
        return self.names.get(language) or next(iter(self.names.values()))


class Agencies:
    """All of them, by slug, in the order of the data. Names outlive the offer: old cases are told by them."""

    def __init__(self, bodies: Iterable[Body] = ()) -> None:
        self._by_slug = {body.slug: body for body in bodies}

    def all(self) -> tuple[Body, ...]:
        return tuple(self._by_slug.values())

    def get(self, slug: str) -> Body:
        """UnknownAgency when there is none."""
        try:
            return self._by_slug[slug]
        except KeyError:
            raise UnknownAgency(slug) from None

    def on(self, day: date) -> tuple[Body, ...]:
        """Those to which a case may be referred on this day."""
        return tuple(body for body in self.all() if self.offered(body.slug, day))

    def offered(self, slug: str, day: date) -> bool:
        """Tell whether a case may be referred there on this day."""
        body = self._by_slug.get(slug)
        if body is None or not body.reached or body.entry.since > day:
            return False
        return body.entry.until is None or body.entry.until >= day
