"""How somebody is reached, and what they change of it: parts that can be replaced without opening the others."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chalicelib.domain import running
from chalicelib.domain.book import Terms
from chalicelib.domain.complaint import Complaint
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import Event
from chalicelib.domain.people import Mode, masked
from chalicelib.domain.steps import CITIZEN_WINDOW, Status

PARTS = {"email": "email", "phone": "sms"}
"""The parts of a contact, and the way of telling that needs each."""


@dataclass(frozen=True, slots=True)
class Contact:
    """What is known of a contact without opening it.

    `reach` are the ways by which they could be told now, `shown` the masked forms for their own eyes, `since` the
    version at which each part was given, `bounced` the ways whose address takes nothing. `quiet`: essential messages
    only.
    """

    reach: tuple[str, ...]
    shown: Mapping[str, str]
    since: Mapping[str, int]
    bounced: frozenset[str] = frozenset()
    quiet: bool = False

    def corrected(self, asked: "Correction") -> "Contact":
        """Give it as it is after a correction."""
        new = {part: masked(value) or "" for part, value in asked.parts.items() if value}
        kept = {part: value for part, value in self.shown.items() if part not in asked.parts}
        bounced = frozenset(way for part, way in PARTS.items() if way in self.bounced and part not in asked.parts)
        quiet = self.quiet if asked.quiet is None else asked.quiet
        return replace(self, reach=asked.reach(self.reach), shown=kept | new, bounced=bounced, quiet=quiet)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a citizen changes. A part that is None stays as it is; an empty one is taken away.

    `sms` tells whether a new number takes text messages. `channels`, in the order of preference or all at once, and
    `language` None stay as they are.
    """

    email: str | None = None
    phone: str | None = None
    sms: bool = False
    channels: tuple[str, ...] | None = None
    in_turn: bool = True
    language: str | None = None
    quiet: bool | None = None

    @property
    def parts(self) -> dict[str, str]:
        """The parts that are replaced or taken away."""
        given = {"email": self.email, "phone": self.phone}
        return {name: value for name, value in given.items() if value is not None}

    def reach(self, before: tuple[str, ...]) -> tuple[str, ...]:
        """Give the ways that are left when this correction is made."""
        left = [way for part, way in PARTS.items() if way in before and part not in self.parts]
        new = [PARTS[part] for part, value in self.parts.items() if value and (part == "email" or self.sms)]
        return tuple(way for way in PARTS.values() if way in {*left, *new})

    def settled(self, contact: Contact, channels: tuple[str, ...]) -> "Correction":
        """Give it with its ways made explicit: as asked, or as before as far as they still lead anywhere.

        Where a new number takes no text and nothing else was wished for, what else there is. Invalid where a way is
        wished for that leads nowhere.
        """
        reach = self.reach(contact.reach)
        if self.channels is None:
            kept = tuple(way for way in channels if way in reach)
            return replace(self, channels=kept or (reach if channels and any(self.parts.values()) else ()))
        faults = [
            Fault(part, "contact_missing") for part, way in PARTS.items() if way in self.channels and way not in reach
        ]
        if faults:
            raise Invalid(*faults)
        return self


BLIND = frozenset({"zone", "asked_at", "nonce"})


def blinded(case: Complaint, values: Mapping[str, str]) -> dict[str, str]:
    """To somebody anonymous a message says that there is news: nothing of what, of which complaint, or of where."""
    if case.mode is not Mode.ANONYMOUS:
        return dict(values)
    return {name: value for name, value in values.items() if name in BLIND} | {"blind": "yes"}


def reached(case: Complaint, event: Event, terms: Terms) -> Complaint:
    """Tell the citizen from now on as they wish.

    Who no longer wants to be told has read an answer where it is published: their time to object starts.
    """
    channels, language = event.data.get("channels"), str(event.data["language"])
    ways = tuple(channels) if isinstance(channels, list) else ()
    after = replace(case, channels=ways, in_turn=bool(event.data.get("in_turn")), language=language)
    if after.channels or case.delivered or case.status is not Status.ANSWERED:
        return after
    window = running.start(CITIZEN_WINDOW, case.klass, case.office, event.at, terms)
    return replace(after, delivered=True, task=None, clocks=(*after.clocks, window))
