"""Official channels at run time: those of the release, those that administrators add, and what became of each.

Nothing is deleted: whoever meets an address that is no longer ours has to be warned of it.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from chalicelib.domain.cards import Channel, official
from chalicelib.domain.errors import Fault, Invalid


class Kind(StrEnum):
    """How somebody is reached there, `channels.kind.<kind>` in the catalogue."""

    WEB = "web"
    EMAIL = "email"
    WHATSAPP = "whatsapp"
    PHONE = "phone"
    SMS = "sms"
    SOCIAL = "social"


class Ending(StrEnum):
    """Why a channel is not ours any more, `channels.gone.<why>` in the catalogue: what whoever meets it is told."""

    CLOSED = "closed"
    TAKEN = "taken"
    WRONG = "wrong"


_HOST = r"(?:[a-z0-9-]{1,63}\.)+[a-z]{2,}"
_FORMS = {
    Kind.WEB: (rf"https://{_HOST}(?:/[\w.~%=&?#/-]*)?", "channel_web"),
    Kind.SOCIAL: (rf"https://{_HOST}/[\w.~%=&?#/@-]+", "channel_social"),
    Kind.EMAIL: (rf"[\w.+-]+@{_HOST}", "email"),
    Kind.WHATSAPP: (r"\+[1-9][0-9]{6,14}", "phone"),
    Kind.PHONE: (r"\+[1-9][0-9]{6,14}|[0-9]{3,6}", "phone"),
    Kind.SMS: (r"\+[1-9][0-9]{6,14}|[0-9]{3,6}", "phone"),
}
"""What an address looks like, E.164 or a short code for numbers, and the remedy where it does not."""
_OURS = frozenset({Kind.WEB, Kind.EMAIL})
_WRITTEN = frozenset({Kind.WEB, Kind.EMAIL, Kind.SOCIAL})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to be announced; `about` says in Indonesian what it is for."""

    kind: Kind
    address: str
    about: str
    since: date
    source: str


@dataclass(frozen=True, slots=True)
class Announced:
    """A channel. `who` announced it, nobody in particular where a release did; `by` retired it, for `gone`."""

    slug: str
    kind: Kind
    address: str
    about: str
    since: date
    source: str
    who: str = ""
    at: datetime | None = None
    until: date | None = None
    gone: Ending | None = None
    by: str = ""
    retired: datetime | None = None


def shipped(one: Channel) -> Announced:
    """Give a channel of the release; what it is for is in the catalogue."""
    entry = one.entry
    return Announced(one.slug, Kind(one.kind), one.address, "", entry.since, entry.source, until=entry.until)


def listed(release: Iterable[Announced], kept: Iterable[Announced]) -> tuple[Announced, ...]:
    """Join them: the release's first, each as an administrator left it; what a release has dropped stays a warning."""
    rows = {one.slug: one for one in kept}
    first = tuple(rows.pop(one.slug, one) for one in release)
    return first + tuple(sorted(rows.values(), key=lambda one: (one.since, one.slug)))


def announced(wanted: Wanted, known: Iterable[Announced], domains: tuple[str, ...], today: date) -> Announced:
    """Give the channel that is wanted. Raises Invalid for every field that cannot be taken, all at once."""
    faults = tuple(_faults(wanted, tuple(known), domains, today))
    if faults:
        raise Invalid(*faults)
    name = f"{wanted.kind}-{hashlib.sha256(_same(wanted).encode()).hexdigest()[:10]}"
    return Announced(name, wanted.kind, wanted.address, wanted.about, wanted.since, wanted.source)


def taken_back(one: Announced, until: date, gone: Ending, today: date) -> Announced:
    """Retire a channel from a day on, or correct when and why it was. Raises Invalid for a day that cannot be."""
    if until > today:
        raise Invalid(Fault("until", "future_date"))
    if until < one.since:
        raise Invalid(Fault("until", "channel_order", (("since", one.since.isoformat()),)))
    return replace(one, until=until, gone=gone)


def _faults(wanted: Wanted, known: tuple[Announced, ...], domains: tuple[str, ...], today: date) -> Iterable[Fault]:
    form, remedy = _FORMS[wanted.kind]
    if not re.fullmatch(form, wanted.address, re.ASCII | re.IGNORECASE):
        yield Fault("address", remedy)
    elif wanted.kind in _OURS and not official(wanted.address, domains):
        yield Fault("address", "channel_domain", (("domains", ", ".join(domains)),))
    elif any(_same(one) == _same(wanted) for one in known):
        yield Fault("address", "channel_known")
    if wanted.since > today:
        yield Fault("since", "future_date")


def _same(one: Wanted | Announced) -> str:
    """Two spellings of one address are one: capitals, a last slash, the signs within a number."""
    if one.kind in _WRITTEN:
        return f"{one.kind} {one.address.casefold().rstrip('/')}"
    return f"{one.kind} {re.sub('[^0-9+]', '', one.address)}"
